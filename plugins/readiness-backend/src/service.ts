/** Puts the parts together: what the plugin runs, and what an integration test drives with a clock of its own. */
import { randomUUID } from 'node:crypto';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type {
  AuditorService,
  AuthService,
  DatabaseService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Router } from 'express';
import { Callers } from './api/callers';
import { registerPermissions } from './api/permissions';
import { createRouter } from './api/router';
import { cleanUp, readRetention } from './cleanUp';
import {
  KubernetesBackend,
  readClusterSettings,
  readReadingLimits,
} from './clusters';
import { readDefinitionSettings } from './definitions/configured';
import type {
  BroughtDefinitions,
  ConfiguredOptions,
} from './definitions/configured';
import { DefinitionRefresher } from './definitions/refresh';
import { readerRbac } from './evaluation/readerRbac';
import { readEvaluationSettings } from './evaluation/config';
import { auditChanges } from './evaluation/trail';
import { Engine } from './evaluation/engine';
import { EvaluationLoop } from './evaluation/loop';
import { ObservedClusters } from './evaluation/observedClusters';
import { readPlan } from './evaluation/plan';
import { Notifier, readNotificationSettings } from './notifications';
import { readPrometheusSettings } from './prometheus/config';
import { readReportSettings } from './reports/settings';
import { DatabaseReadinessStore } from './store';
import { NotificationStore } from './store/notifications';
import { Telemetry } from './telemetry';

const PACKAGE = '@readiness-gates/backstage-plugin-readiness-backend';

export interface ReadinessServiceOptions {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  database: DatabaseService;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  /** Absent: nothing is counted. */
  metrics?: MetricsService;
  /** Absent: nobody is told. */
  notifications?: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  /** Absent: nothing is traced. */
  tracing?: TracingService;
  /** Absent: definitions are only read by path. */
  urlReader?: UrlReaderService;
  userInfo: UserInfoService;
  clock?: () => Date;
  /** Folders of definitions in place of the library's. */
  library?: ConfiguredOptions['library'];
  /** Definitions that backend modules bring along. */
  brought?: BroughtDefinitions;
}

export interface ReadinessService {
  /** Removes what is too old; stops early when told to. */
  cleanUp: (signal?: AbortSignal) => Promise<void>;
  engine: Engine;
  /** Not started. */
  loop: EvaluationLoop;
  notifier?: Notifier;
  refresher: DefinitionRefresher;
  router: Router;
  store: DatabaseReadinessStore;
}

export async function createReadinessService(
  options: ReadinessServiceOptions,
): Promise<ReadinessService> {
  const { auditor, auth, catalog, config, database, discovery, logger } =
    options;
  const clock = options.clock ?? (() => new Date());
  const settings = readEvaluationSettings(config);
  const retention = readRetention(config);
  const telemetry = new Telemetry(options);
  const store = await DatabaseReadinessStore.create({
    database,
    clock,
    onGates: auditChanges(auditor, logger),
  });
  const refresher = await DefinitionRefresher.create({
    library: options.library ?? libraryFolders(),
    settings: readDefinitionSettings(config),
    copies: store,
    logger,
    clock,
    ...(options.brought && { brought: options.brought }),
    ...(options.urlReader && { urlReader: options.urlReader }),
    changed: async () => {
      plan = planOf();
      const shards = await store.shards();
      await store.makeDue(
        shards.map(({ id }) => id),
        clock(),
      );
    },
  });
  const { definitions } = refresher;
  const authorizeGate = registerPermissions(options.permissionsRegistry, {
    store,
    definitions,
  });
  const planOf = () =>
    readPlan(definitions, { extended: settings.extendedGrant });
  let plan = planOf();
  const limits = readReadingLimits(config);
  const clusters = new ObservedClusters({
    backend: new KubernetesBackend({
      auth,
      discovery,
      settings: readClusterSettings(config),
      limits,
      requested: request => telemetry.requested(request),
    }),
    prometheus: readPrometheusSettings(config),
    extendedGrant: settings.extendedGrant,
    environmentLabel: settings.environmentLabel,
    concurrency: limits.concurrency,
    clock,
  });
  const gateContext = () => engine.gateContext();
  const notifier =
    options.notifications &&
    new Notifier({
      service: options.notifications,
      outbox: new NotificationStore(await database.getClient()),
      store,
      definitions,
      gateContext,
      settings: readNotificationSettings(config),
      appUrl: config.getOptionalString('app.baseUrl') ?? '',
      logger,
      clock,
      tried: sent => telemetry.notified(sent),
    });
  const engine: Engine = new Engine({
    store,
    definitions,
    get plan() {
      return plan;
    },
    settings,
    clusters,
    catalog,
    auth,
    logger,
    telemetry,
    clock,
    worker: randomUUID(),
    evaluated: async ended => notifier?.evaluated(ended),
  });
  await engine.prepare();
  await notifier?.prepare();
  telemetry.watchGates(() => store.countGates());
  const loop = new EvaluationLoop(engine, refresher, logger);
  const router = createRouter({
    store,
    definitions,
    callers: new Callers({ ...options, clock, authorizeGate }),
    auditor,
    logger,
    clock,
    gateContext,
    resources: { has: name => plan.resources.has(name) },
    reports: readReportSettings(config),
    rbac: grant => readerRbac(definitions, { grant }),
    wake: () => loop.wake(),
    ...(notifier && { announce: notifier }),
  });
  return {
    cleanUp: signal => cleanUp({ store, retention, logger, clock }, signal),
    engine,
    loop,
    ...(notifier && { notifier }),
    refresher,
    router,
    store,
  };
}

function libraryFolders() {
  return {
    checksDir: resolvePackagePath(PACKAGE, 'checks'),
    scorecardsDir: resolvePackagePath(PACKAGE, 'scorecards'),
    prebuilt: resolvePackagePath(PACKAGE, 'library.json'),
  };
}
