/**
 * An installation for integration tests: our service with a clock that the test turns, on a real
 * database, reading API servers through the real Kubernetes backend over HTTP.
 */
import { join } from 'node:path';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ManifestCluster } from '@readiness-gates/manifest-cluster';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { startBackstage } from '../clusters/__testUtils__/backstage';
import type { Backstage } from '../clusters/__testUtils__/backstage';
import { createReadinessService } from '../service';
import type { ReadinessService } from '../service';

export const READER_TOKEN = 'cluster-reader-token';
export const TEST_LIBRARY = {
  checksDir: join(__dirname, 'library', 'checks'),
  scorecardsDir: join(__dirname, 'library', 'scorecards'),
};

export interface Installation extends ReadinessService {
  app: express.Express;
  /** Every line that was logged, as text. */
  logged: string[];
  clock: { now: Date; pass(minutes: number): void };
  /** Evaluates until nothing is due. */
  settle(): Promise<void>;
  /** Lets time pass in steps, evaluating and sweeping in each. */
  run(minutes: number, stepMinutes?: number): Promise<void>;
  verdict(
    entityRef: string,
    scorecard: string,
    environment?: string,
  ): Promise<request.Response['body']>;
  stop(): Promise<void>;
}

export interface InstallationOptions {
  knex: Knex;
  clusters: Record<
    string,
    Pick<ManifestCluster, 'url'> & { authProvider?: string }
  >;
  entities: Entity[];
  readiness?: object;
  /** One that reads these clusters already; absent: one of its own. */
  backstage?: Backstage;
  /** In place of one that holds `entities` as they are now. */
  catalog?: CatalogService;
  /** Absent: the library that is shipped. */
  library?: { checksDir: string; scorecardsDir: string };
  start?: Date;
  metrics?: MetricsService;
  tracing?: TracingService;
  /** Absent: nobody is told. */
  notifications?: NotificationService;
  /** Absent: definitions are only read by path. */
  urlReader?: UrlReaderService;
  /** Groups that everybody who asks belongs to. */
  groups?: string[];
}

/** The real Kubernetes backend, for several installations one after the other. */
export function startKubernetesBackend(
  clusters: InstallationOptions['clusters'],
): Promise<Backstage> {
  return startBackstage(configOf({ clusters }));
}

export async function startInstallation(
  options: InstallationOptions,
): Promise<Installation> {
  const data = configOf(options);
  const backstage = options.backstage ?? (await startBackstage(data));
  const logged: string[] = [];
  let now = options.start ?? new Date('2026-11-21T12:00:00Z');
  const clock = {
    get now() {
      return now;
    },
    pass(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
  const service = await createReadinessService({
    auditor: mockServices.auditor.mock({
      createEvent: async event => {
        logged.push(JSON.stringify(event.meta ?? {}));
        return { success: async () => undefined, fail: async () => undefined };
      },
    }),
    auth: mockServices.auth({ pluginId: 'readiness' }),
    catalog:
      options.catalog ?? catalogServiceMock({ entities: options.entities }),
    config: mockServices.rootConfig({ data }),
    database: { getClient: async () => options.knex },
    discovery: backstage.discovery,
    httpAuth: mockServices.httpAuth(),
    logger: keepingLogger(logged),
    permissions: mockServices.permissions(),
    permissionsRegistry: mockServices.permissionsRegistry.mock(),
    userInfo: mockServices.userInfo(
      options.groups && { ownershipEntityRefs: options.groups },
    ),
    clock: () => now,
    ...(options.library && { library: options.library }),
    ...(options.metrics && { metrics: options.metrics }),
    ...(options.tracing && { tracing: options.tracing }),
    ...(options.notifications && { notifications: options.notifications }),
    ...(options.urlReader && { urlReader: options.urlReader }),
  });
  const app = express().use(service.router).use(mockErrorHandler());
  const settle = async () => {
    while (await service.engine.runNext()) {
      // until nothing is due
    }
  };
  return {
    ...service,
    app,
    logged,
    clock,
    settle,
    run: async (minutes, step = 1) => {
      for (let passed = 0; passed < minutes; passed += step) {
        clock.pass(step);
        await service.engine.sweep();
        await settle();
      }
    },
    verdict: async (entityRef, scorecard, environment) => {
      const answer = await request(app)
        .post('/verdicts')
        .send({ entityRef, scorecard, environment });
      return answer.body;
    },
    stop: async () => {
      if (!options.backstage) await backstage.stop();
    },
  };
}

export function configOf({
  clusters,
  readiness = {},
}: Pick<InstallationOptions, 'clusters' | 'readiness'>) {
  return {
    app: { baseUrl: 'https://portal.example/backstage' },
    backend: { listen: { port: 0 } },
    readiness: {
      schedule: { catalog: { minutes: 5 }, clusters: { minutes: 10 } },
      ...readiness,
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: Object.entries(clusters).map(
            ([name, { url, authProvider = 'serviceAccount' }]) => ({
              name,
              url,
              authProvider,
              ...(authProvider === 'serviceAccount' && {
                serviceAccountToken: READER_TOKEN,
              }),
            }),
          ),
        },
      ],
    },
  };
}

function keepingLogger(logged: string[]): LoggerService {
  const keep = (message: string, meta?: unknown) => {
    logged.push(
      `${message} ${
        meta instanceof Error ? meta.stack : JSON.stringify(meta ?? {})
      }`,
    );
  };
  const logger: LoggerService = {
    error: keep,
    warn: keep,
    info: keep,
    debug: keep,
    child: () => logger,
  };
  return logger;
}
