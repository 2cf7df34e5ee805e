/** The clusters that the kubernetes plugin knows, read through its backend. */
import { observeCluster } from '../clusters';
import type {
  ClusterInfo,
  ClusterReader,
  ClusterSnapshot,
  KubernetesBackend,
  ReadPlan,
} from '../clusters';
import { prometheusReader } from '../prometheus/client';
import type { PrometheusReader } from '../prometheus/client';
import type { PrometheusSettings } from '../prometheus/config';
import type { Clusters } from './engine';

const KNOWN_FOR_MS = 60_000;

export interface ObservedClustersOptions {
  backend: Pick<KubernetesBackend, 'clusters' | 'read' | 'getRaw'>;
  prometheus: ReadonlyMap<string, PrometheusSettings>;
  extendedGrant: boolean;
  environmentLabel: string;
  concurrency: number;
  clock: () => Date;
}

export class ObservedClusters implements Clusters {
  readonly #options: ObservedClustersOptions;
  #known: { at: number; clusters: Promise<readonly ClusterInfo[]> } | undefined;

  constructor(options: ObservedClustersOptions) {
    this.#options = options;
  }

  /** Kept for a minute; while they cannot be asked for, those known before stand. */
  async list(): Promise<readonly ClusterInfo[]> {
    const now = this.#options.clock().getTime();
    const before = this.#known;
    if (before && now - before.at < KNOWN_FOR_MS) return before.clusters;
    const clusters = this.#options.backend.clusters().catch(error => {
      if (before) return before.clusters;
      this.#known = undefined;
      throw error;
    });
    this.#known = { at: now, clusters };
    return clusters;
  }

  async prometheus(name: string): Promise<PrometheusReader | undefined> {
    const { backend, prometheus, extendedGrant } = this.#options;
    const settings = prometheus.get(name);
    const cluster = (await this.list()).find(known => known.name === name);
    return settings && cluster
      ? prometheusReader(settings, cluster, { backend, extendedGrant })
      : undefined;
  }

  async observe(
    name: string,
    plan: ReadPlan,
    namespaces: readonly string[],
    alive: () => Promise<void>,
  ): Promise<{ snapshot: ClusterSnapshot; requests: number }> {
    const { backend, environmentLabel, concurrency, clock } = this.#options;
    const cluster = (await this.list()).find(known => known.name === name);
    if (!cluster) throw new Error(`The cluster ${name} is not configured`);
    let requests = 0;
    const counted: ClusterReader = {
      read: async (info, path, options, use) => {
        requests += 1;
        const used = await backend.read(info, path, options, use);
        await alive();
        return used;
      },
    };
    const snapshot = await observeCluster({
      cluster,
      plan,
      namespaces,
      backend: counted,
      environments: { labelKey: environmentLabel },
      concurrency,
      now: clock,
    });
    return { snapshot, requests };
  }
}
