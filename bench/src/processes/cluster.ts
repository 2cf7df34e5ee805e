/** A generated cluster: an API server that is nobody's business to measure, in a process of its own. */
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type {
  Faults,
  KubernetesObject,
} from '@readiness-gates/manifest-cluster';
import { serve } from '../harness/remote';
import { nodeCount } from '../workload/identity';
import { clusterObjects, serviceObjects } from '../workload/objects';
import type { ServiceVariant } from '../workload/objects';

export interface ClusterOptions {
  services: number;
  token: string;
}

export type ClusterHandlers = ReturnType<typeof handlers>;

function handlers(
  cluster: Awaited<ReturnType<typeof startManifestCluster>>,
  services: number,
) {
  const nodes = nodeCount(services);
  return {
    url: () => cluster.url,
    size: () => cluster.size,
    /** Requests since the last time it was asked. */
    takeRequests: () => {
      const taken = {
        count: cluster.requestCount,
        lists: cluster.requests
          .filter(({ query }) => query.limit && !query.continue)
          .map(({ path, headers }) => ({ path, accept: headers.accept ?? '' })),
      };
      cluster.clearRequests();
      return taken;
    },
    /** Rolls out another version of one service. */
    change: ({
      index,
      ...variant
    }: { index: number } & Omit<ServiceVariant, 'nodes'>) => {
      for (const object of serviceObjects(index, { nodes, ...variant }))
        cluster.put(object as KubernetesObject);
    },
    setFaults: (faults: Partial<Faults>) => cluster.setFaults(faults),
    clearFaults: () => cluster.clearFaults(),
  };
}

serve<ClusterOptions>(async ({ services, token }) => {
  const cluster = await startManifestCluster({
    objects: clusterObjects(services),
    tokens: { [token]: { user: 'reader', groups: ['system:masters'] } },
    record: true,
  });
  return handlers(cluster, services);
});
