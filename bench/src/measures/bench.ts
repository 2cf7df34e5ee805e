/** What measures share: sizes, and the estate that they are taken on, kept while the next one wants the same. */
import { appConfig, CLUSTER_TOKEN } from '../harness/config';
import type { ConfigOptions } from '../harness/config';
import { createDatabase } from '../harness/database';
import type { DatabaseKind } from '../harness/database';
import { startProcess } from '../harness/remote';
import type { RemoteProcess } from '../harness/remote';
import type { ClusterHandlers } from '../processes/cluster';
import type { KubernetesHandlers } from '../processes/kubernetes';
import type {
  ReadinessHandlers,
  ReadinessOptions,
} from '../processes/readiness';
import type { Measure } from '../report/measure';

export interface Sizes {
  /** Of what is compared with others. */
  services: number;
  /** Of what must hold at scale. */
  large: number;
  /** Of the storm. */
  storm: number;
  /** How often what is compared is repeated. */
  rounds: number;
  /** Everything as short as it can be: it works, the figures say nothing. */
  smoke: boolean;
}

export interface MeasureGroup {
  ids: readonly number[];
  run(bench: Bench): Promise<Measure[]>;
}

/** A generated cluster, and a Kubernetes backend that reads it. */
export interface Estate {
  services: number;
  cluster: RemoteProcess<ClusterHandlers>;
  url: string;
  /** Of the Kubernetes backend. */
  port: number;
}

export const CLUSTER = 'prod';

export class Bench {
  readonly #estates = new Map<number, Promise<Estate>>();
  readonly #closing: (() => Promise<void>)[] = [];

  constructor(
    readonly sizes: Sizes,
    readonly log: (line: string) => void,
    /** Given to processes that are measured, as `--cpu-prof`. */
    readonly profile: string[] = [],
  ) {}

  async estate(services: number): Promise<Estate> {
    const known = this.#estates.get(services);
    if (known) return known;
    // Ten thousand services are a gigabyte: one estate at a time.
    await this.close();
    const started = this.#startEstate(services);
    this.#estates.set(services, started);
    return started;
  }

  async #startEstate(services: number): Promise<Estate> {
    this.log(`a cluster of ${services} services`);
    const cluster = await startProcess<ClusterHandlers>('cluster', {
      options: { services, token: CLUSTER_TOKEN },
      execArgv: ['--max-old-space-size=6144'],
    });
    this.#closing.push(cluster.stop);
    const url = await cluster.call.url();
    const kubernetes = await this.startKubernetes({ [CLUSTER]: url }, services);
    const estate = {
      services,
      cluster,
      url,
      port: await kubernetes.call.port(),
    };
    if (!this.sizes.smoke) await this.#warm(estate);
    return estate;
  }

  /** Reads all of it once, so that whoever is measured first does not wait for servers that have answered nothing yet. */
  #warm(estate: Estate): Promise<unknown> {
    return this.withService(
      estate,
      async service => {
        await service.call.readCatalog();
        return service.call.evaluate(CLUSTER);
      },
      { services: 1 },
    );
  }

  async startKubernetes(clusters: Record<string, string>, services: number) {
    const kubernetes = await startProcess<KubernetesHandlers>('kubernetes', {
      options: { config: appConfig({ clusters }), services },
      env: { LOG_LEVEL: 'error' },
    });
    this.#closing.push(kubernetes.stop);
    return kubernetes;
  }

  /** Our service on a database of its own, ended and removed after the work. */
  async withService<T>(
    estate: Estate,
    work: (service: RemoteProcess<ReadinessHandlers>) => Promise<T>,
    {
      database: kind = 'sqlite',
      services = estate.services,
      heapMb,
      ...config
    }: Partial<ConfigOptions> & {
      database?: DatabaseKind;
      services?: number;
      /** As a container would be given; absent: as much as Node.js likes. */
      heapMb?: number;
    } = {},
  ): Promise<T> {
    const database = await createDatabase(kind);
    const options: ReadinessOptions = {
      config: appConfig({ clusters: { [CLUSTER]: estate.url }, ...config }),
      port: estate.port,
      database: { kind, at: database.at },
      services,
    };
    const service = await startProcess<ReadinessHandlers>('readiness', {
      options,
      execArgv: [
        ...(heapMb ? [`--max-old-space-size=${heapMb}`] : []),
        ...this.profile,
      ],
    });
    try {
      return await work(service);
    } finally {
      await service.stop();
      await database.remove();
    }
  }

  async close(): Promise<void> {
    this.#estates.clear();
    for (const close of this.#closing.splice(0).reverse()) await close();
  }
}
