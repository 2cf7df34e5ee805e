/** The plugin for apps on the legacy frontend system. */
import {
  createApiFactory,
  createPlugin,
  createComponentExtension,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { ReadinessClient } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from './api';
import { homePageWidget } from './homePage';
import {
  entityContentRouteRef,
  overviewRouteRef,
  rootRouteRef,
} from './routes';

/** @public */
export const readinessPlugin = createPlugin({
  id: 'readiness',
  apis: [
    createApiFactory({
      api: readinessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ReadinessClient(deps),
    }),
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { overview: overviewRouteRef },
});

/**
 * The overview of all gates, and at `queue` what waits for whoever is signed in; with its header.
 * @public
 */
export const ReadinessPage = readinessPlugin.provide(
  createRoutableExtension({
    name: 'ReadinessPage',
    component: () =>
      import('./components/ReadinessPage').then(m => m.LegacyReadinessPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The readiness tab of an entity, to be mounted at `/readiness`.
 * @public
 */
export const EntityReadinessContent = readinessPlugin.provide(
  createRoutableExtension({
    name: 'EntityReadinessContent',
    component: () =>
      import('./components/EntityReadinessContent').then(
        m => m.EntityReadinessContent,
      ),
    mountPoint: entityContentRouteRef,
  }),
);

/**
 * The readiness card for an entity's overview.
 * @public
 */
export const EntityReadinessCard = readinessPlugin.provide(
  createComponentExtension({
    name: 'EntityReadinessCard',
    component: {
      lazy: () =>
        import('./components/EntityReadinessCard').then(
          m => m.EntityReadinessCard,
        ),
    },
  }),
);

/**
 * The card for a home page: where the gates of what the signed-in user owns stand.
 * @public
 */
export const HomePageReadiness = readinessPlugin.provide(
  createCardExtension<{}>(homePageWidget),
);
