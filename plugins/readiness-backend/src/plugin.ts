import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { readinessDefinitionsExtensionPoint } from '@readiness-gates/backstage-plugin-readiness-node';
import { CLEAN_UP_SCHEDULE } from './cleanUp';
import { createReadinessService } from './service';

/** Evaluates, stores and serves the readiness of catalog entities. */
export const readinessPlugin = createBackendPlugin({
  pluginId: 'readiness',
  register(env) {
    const scorecardFiles: string[] = [];
    const checkFiles: string[] = [];
    env.registerExtensionPoint(readinessDefinitionsExtensionPoint, {
      addScorecards: (...files) => scorecardFiles.push(...files),
      addChecks: (...files) => checkFiles.push(...files),
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        tracing: tracingServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init({ httpRouter, lifecycle, scheduler, ...services }) {
        const { cleanUp, router, loop } = await createReadinessService({
          ...services,
          brought: { scorecardFiles, checkFiles },
        });
        httpRouter.use(router);
        await scheduler.scheduleTask({
          ...CLEAN_UP_SCHEDULE,
          id: 'readiness-clean-up',
          fn: cleanUp,
        });
        lifecycle.addStartupHook(() => loop.start());
        lifecycle.addShutdownHook(() => loop.stop());
      },
    });
  },
});
