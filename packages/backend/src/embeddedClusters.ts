/** Runs the clusters of `embeddedClusters` inside the backend, before anything reads them. */
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import { resolve } from 'node:path';

interface EmbeddedCluster {
  name: string;
  folder: string;
  port: number;
  tokens: Record<string, { user: string; groups?: string[] }>;
  asOf?: Date;
  upstreams: Record<string, string>;
}

export function readEmbeddedClusters(config: Config): EmbeddedCluster[] {
  const clusters = config.getOptionalConfigArray('embeddedClusters') ?? [];
  return clusters.map(cluster => ({
    name: cluster.getString('name'),
    folder: resolve(cluster.getString('folder')),
    port: cluster.getNumber('port'),
    tokens: Object.fromEntries(
      cluster.getConfigArray('tokens').map(entry => [
        entry.getString('token'),
        {
          user: entry.getString('user'),
          groups: entry.getOptionalStringArray('groups'),
        },
      ]),
    ),
    ...readMoment(cluster),
    upstreams: Object.fromEntries(
      (cluster.getOptionalConfigArray('upstreams') ?? []).map(entry => [
        entry.getString('service'),
        entry.getString('url'),
      ]),
    ),
  }));
}

function readMoment(cluster: Config): { asOf?: Date } {
  const text = cluster.getOptionalString('asOf');
  if (text === undefined) return {};
  const asOf = new Date(text);
  if (Number.isNaN(asOf.getTime())) {
    const name = cluster.getString('name');
    throw new InputError(
      `embeddedClusters: asOf of ${name} is no time such as 2026-11-20T06:00:00Z: ${text}`,
    );
  }
  return { asOf };
}

export const embeddedClusters = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'embedded-clusters',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, lifecycle, logger }) {
        const start = async ({ name, ...options }: EmbeddedCluster) => {
          const cluster = await startManifestCluster({
            ...options,
            watch: true,
            onError: problem =>
              logger.warn(`Embedded cluster ${name}: ${problem}`),
          }).catch(error => {
            throw new Error(
              `Embedded cluster ${name} (folder ${options.folder}, port ${options.port}) did not start: ${error.message}`,
              { cause: error },
            );
          });
          lifecycle.addShutdownHook(() => cluster.close());
          logger.info(`Embedded cluster ${name} listens on ${cluster.url}`);
        };
        for (const cluster of readEmbeddedClusters(config)) {
          await start(cluster);
        }
      },
    });
  },
});
