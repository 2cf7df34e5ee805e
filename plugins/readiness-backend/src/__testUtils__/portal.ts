/**
 * A portal for tests of who may see what: our service beside the real catalog and the real permission
 * backend, asked over HTTP, with a policy that the test writes. Clusters are read through the real
 * Kubernetes backend, in a process of its own.
 */
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { DiscoveryService } from '@backstage/backend-plugin-api';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { TestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import type { Knex } from 'knex';
import { createReadinessService } from '../service';
import type { ReadinessService, ReadinessServiceOptions } from '../service';

export interface PortalOptions {
  /** App-config: clusters as the kubernetes plugin wants them, and `readiness`. */
  config: object;
  /** Where the Kubernetes backend is. */
  kubernetes: DiscoveryService;
  library: ReadinessServiceOptions['library'];
  entities: Entity[];
  policy: PermissionPolicy;
  /** Groups of users, by the user's ref. */
  groups: Record<string, string[]>;
  clock: () => Date;
  /** The database of the plugin; absent: SQLite in memory. */
  knex?: Knex;
}

export interface Portal {
  server: TestBackend['server'];
  service: ReadinessService;
  stop(): Promise<void>;
}

const READ_CATALOG_FOR_MS = 60_000;

export async function startPortal(options: PortalOptions): Promise<Portal> {
  let service: ReadinessService | undefined;
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: { ...options.config, permission: { enabled: true } },
      }),
      actingForUsers,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      userInfo(options.groups),
      permissionPlugin,
      policyModule(options.policy),
      catalogPlugin,
      catalogModule(options.entities),
      createBackendPlugin({
        pluginId: 'readiness',
        register(env) {
          env.registerInit({
            deps: SERVICES,
            async init({ httpRouter, discovery, ...services }) {
              service = await createReadinessService({
                ...services,
                discovery: withKubernetesAt(options.kubernetes, discovery),
                ...(options.knex && {
                  database: { getClient: async () => options.knex! },
                }),
                clock: options.clock,
                library: options.library,
              });
              httpRouter.use(service.router);
            },
          });
        },
      }),
    ],
  });
  const portal = {
    server: backend.server,
    service: service!,
    stop: () => backend.stop(),
  };
  await untilRead(
    portal,
    // Only what a scorecard judges is mirrored, and none of the tests judges an API.
    options.entities.filter(({ kind, spec }) => spec?.owner && kind !== 'API')
      .length,
  );
  return portal;
}

const SERVICES = {
  auditor: coreServices.auditor,
  auth: coreServices.auth,
  catalog: catalogServiceRef,
  config: coreServices.rootConfig,
  database: coreServices.database,
  discovery: coreServices.discovery,
  httpAuth: coreServices.httpAuth,
  httpRouter: coreServices.httpRouter,
  logger: coreServices.logger,
  permissions: coreServices.permissions,
  permissionsRegistry: coreServices.permissionsRegistry,
  userInfo: coreServices.userInfo,
};

function withKubernetesAt(
  kubernetes: DiscoveryService,
  others: DiscoveryService,
): DiscoveryService {
  const of = (pluginId: string) =>
    pluginId === 'kubernetes' ? kubernetes : others;
  return {
    getBaseUrl: pluginId => of(pluginId).getBaseUrl(pluginId),
    getExternalBaseUrl: pluginId => of(pluginId).getExternalBaseUrl(pluginId),
  };
}

export function userInfo(groups: PortalOptions['groups']) {
  return createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: () => ({
      async getUserInfo({ principal }) {
        const { userEntityRef } = principal as { userEntityRef: string };
        return {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            ...(groups[userEntityRef] ?? []),
          ],
        };
      },
    }),
  });
}

/** As in production, and unlike the mock alone: who asks for a user is known with the user. */
export const actingForUsers = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const authenticate = auth.authenticate.bind(auth);
    auth.authenticate = async (token, options) => {
      const credentials = await authenticate(token, options);
      const { obo, sub = 'plugin:test' } = JSON.parse(
        /{.*}$/.exec(token)?.[0] ?? '{}',
      ) as {
        obo?: string;
        sub?: string;
      };
      return obo
        ? mockCredentials.user(obo, { actor: { subject: sub } })
        : credentials;
    };
    return auth;
  },
});

export function policyModule(policy: PermissionPolicy) {
  return createBackendModule({
    pluginId: 'permission',
    moduleId: 'policy-of-the-test',
    register(env) {
      env.registerInit({
        deps: { extension: policyExtensionPoint },
        async init({ extension }) {
          extension.setPolicy(policy);
        },
      });
    },
  });
}

export function catalogModule(entities: Entity[]) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'entities-of-the-test',
    register(env) {
      env.registerInit({
        deps: { extension: catalogProcessingExtensionPoint },
        async init({ extension }) {
          extension.addEntityProvider({
            getProviderName: () => 'entities-of-the-test',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: entities.map(entity => ({
                  entity: located(entity),
                  locationKey: 'test',
                })),
              }),
          });
        },
      });
    },
  });
}

function located(entity: Entity): Entity {
  const annotations = {
    'backstage.io/managed-by-location': 'url:https://catalog.example/all.yaml',
    'backstage.io/managed-by-origin-location':
      'url:https://catalog.example/all.yaml',
    ...entity.metadata.annotations,
  };
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

/** The catalog stitches entities in its own time; then our mirror and the clusters are evaluated. */
async function untilRead({ service }: Portal, wanted: number): Promise<void> {
  const deadline = Date.now() + READ_CATALOG_FOR_MS;
  for (;;) {
    while (await service.engine.runNext()) {
      // until nothing is due
    }
    const mirrored = await service.store.entities();
    const owned = mirrored.filter(({ owner }) => owner !== undefined);
    if (owned.length >= wanted) return;
    if (Date.now() > deadline)
      throw new Error(`The catalog has ${owned.length} of ${wanted} entities`);
    await service.store.makeDue(['catalog'], new Date(0));
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
