/** Renders a part of the plugin in a Backstage app over the fixtures. */
import type { ReactElement } from 'react';
import type { RenderResult } from '@testing-library/react';
import type { Entity } from '@backstage/catalog-model';
import { discoveryApiRef } from '@backstage/core-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  MockPermissionApi,
  TestApiProvider,
  renderInTestApp,
} from '@backstage/test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { useLocation } from 'react-router-dom';
import { readinessApiRef } from '../api';
import { ENTITY, FakeReadinessApi } from '../fixtures';
import { overviewRouteRef, rootRouteRef } from '../routes';

export interface RenderOptions {
  api?: FakeReadinessApi;
  entity?: Entity;
  /** The address the page is opened at. */
  route?: string;
  /** `usePermission` remembers its answer: a file of tests either allows or denies. */
  allowed?: boolean;
}

const BASE_URL = 'https://portal.example/api/readiness';

/** Shows the address, for tests that ask what is kept in it. */
const Address = () => {
  const { search } = useLocation();
  return <output data-testid="address">{decodeURIComponent(search)}</output>;
};

export async function renderReadiness(
  element: ReactElement,
  options: RenderOptions = {},
): Promise<RenderResult & { api: FakeReadinessApi }> {
  const { api = new FakeReadinessApi(), entity = ENTITY } = options;
  const { route = '/', allowed = true } = options;
  const permissions = new MockPermissionApi(() =>
    allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  );
  const rendered = await renderInTestApp(
    <TestApiProvider
      apis={[
        [readinessApiRef, api],
        [permissionApiRef, permissions],
        [discoveryApiRef, { getBaseUrl: async () => BASE_URL }],
      ]}
    >
      <EntityProvider entity={entity}>{element}</EntityProvider>
      <Address />
    </TestApiProvider>,
    {
      routeEntries: [route],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/readiness': rootRouteRef,
        // Where an app bound it to: here to a path of its own, to tell the two apart.
        '/overview': overviewRouteRef,
      },
    },
  );
  return { ...rendered, api };
}

/** An error as the client throws it for an answer with this status. */
export function answerError(statusCode: number, message: string): Error {
  return Object.assign(new Error(`Request failed with ${statusCode}`), {
    statusCode,
    body: { error: { name: 'Error', message } },
  });
}
