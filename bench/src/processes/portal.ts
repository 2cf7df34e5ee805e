/** A portal that only answers: our routes beside the real catalog and the real permission backend, over HTTP. */
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../harness/database';
import type { DatabaseAddress } from '../harness/database';
import { serve } from '../harness/remote';
import {
  actingForUsers,
  catalogModule,
  createReadinessService,
  policyModule,
  userInfo,
} from '../product';
import type { ReadinessService } from '../product';
import { componentOf, groupEntities } from '../workload/catalog';
import { teamName } from '../workload/identity';

export interface PortalOptions {
  config: object;
  services: number;
}

export type PortalHandlers = {
  port(): number;
  /** Answers from this database, which evaluations have filled, from here on. */
  open(database: DatabaseAddress): Promise<void>;
};

/** Sees everything; sees what the teams own that it is in. */
const READER = 'user:default/reader';
const OWNER = 'user:default/owner';
const TEAMS_OF_OWNER = 10;

const claims = Array.from(
  { length: TEAMS_OF_OWNER },
  (_, index) => `group:default/${teamName(index)}`,
);

const policy: PermissionPolicy = {
  async handle({ permission }, user) {
    return user?.info.userEntityRef === OWNER &&
      isPermission(permission, catalogEntityReadPermission)
      ? createCatalogConditionalDecision(
          permission,
          catalogConditions.isEntityOwner({ claims }),
        )
      : { result: AuthorizeResult.ALLOW };
  },
};

/** Takes what is known already. */
const knownTo = (
  registry: PermissionsRegistryService,
): PermissionsRegistryService => ({
  addResourceType: () => {},
  addPermissions: () => {},
  addPermissionRules: () => {},
  getPermissionRuleset: registry.getPermissionRuleset.bind(registry),
});

/** The plugin, whose database can be changed: filling the catalog takes minutes. */
const readiness = (given: (open: PortalHandlers['open']) => void) =>
  createBackendPlugin({
    pluginId: 'readiness',
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          discovery: coreServices.discovery,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          logger: coreServices.logger,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          userInfo: coreServices.userInfo,
        },
        async init({ httpRouter, ...services }) {
          let answering: ReadinessService['router'] | undefined;
          httpRouter.use((request, response, next) =>
            answering!(request, response, next),
          );
          const open = async (
            database: DatabaseAddress,
            permissionsRegistry: PermissionsRegistryService,
          ) => {
            const knex = openDatabase(database);
            const { router } = await createReadinessService({
              ...services,
              permissionsRegistry,
              database: { getClient: async () => knex },
            });
            answering = router;
          };
          // Permissions can be made known while the backend starts, and once.
          const { permissionsRegistry: registry } = services;
          await open({ kind: 'sqlite', at: ':memory:' }, registry);
          given(database => open(database, knownTo(registry)));
        },
      });
    },
  });

serve<PortalOptions>(async ({ config, services }) => {
  let open: PortalHandlers['open'] | undefined;
  const components = Array.from({ length: services }, (_, index) =>
    componentOf(index),
  );
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          ...config,
          permission: { enabled: true },
          catalog: { processingInterval: { hours: 24 } },
        } as never,
      }),
      mockServices.rootLogger.factory({ level: 'error' }),
      actingForUsers,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      userInfo({ [OWNER]: claims }),
      import('@backstage/plugin-permission-backend'),
      policyModule(policy),
      import('@backstage/plugin-catalog-backend'),
      catalogModule([...groupEntities(), ...components]),
      readiness(given => {
        open = given;
      }),
    ],
  });
  const port = server.port();
  await untilProcessed(port, services);
  return { port: () => port, open: open! };
});

/** The catalog reads and stitches in its own time. */
async function untilProcessed(port: number, wanted: number): Promise<void> {
  for (;;) {
    const response = await fetch(
      `http://127.0.0.1:${port}/api/catalog/entities/by-query?limit=1&filter=kind=component`,
      { headers: { authorization: mockCredentials.user.header(READER) } },
    );
    const { totalItems } = (await response.json()) as { totalItems: number };
    if (totalItems >= wanted) return;
    await sleep(1_000);
  }
}
