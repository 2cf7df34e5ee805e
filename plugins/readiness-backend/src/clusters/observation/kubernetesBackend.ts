/**
 * The client of Backstage's Kubernetes backend: the only way to a cluster, and only by GET. It calls
 * with the plugin's own service credentials, which the backend replaces by the cluster's.
 */
import { setImmediate } from 'node:timers/promises';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import limiterFactory, { Limit } from 'p-limit';
import type { ClusterInfo } from '../types';
import { clusterInfos, ClusterSettings } from './access';
import {
  ClusterAnswer,
  HttpAnswer,
  readAnswer,
  readError,
  ReadFailure,
  refusalOnTheWay,
} from './answers';
import { textUpTo } from './body';
import { DEFAULT_LIMITS, ReadingLimits } from './limits';
import { Busy, busyWith, Patience } from './patience';

export interface GetOptions {
  accept?: string;
  signal?: AbortSignal;
}

export interface RawGetOptions {
  timeoutMs: number;
  maxBytes: number;
}

/** An answer of a service behind the cluster's proxy, whatever its status; or why none came. */
export type RawAnswer =
  | { ok: true; status: number; body: string }
  | { ok: false; failure: ReadFailure };

export interface ClusterReader {
  /**
   * `path` is one of the Kubernetes API: `/api/v1/pods?limit=500`. Rejects only where `use` does, which takes from the
   * answer what is wanted of it: until then no other is parsed, so that one large answer lies in memory at a time.
   */
  read<T>(
    cluster: ClusterInfo,
    path: string,
    options: GetOptions,
    use: (answer: ClusterAnswer) => T | Promise<T>,
  ): Promise<T>;
}

/** The list of clusters could not be read. */
export class ClustersUnknownError extends Error {
  override readonly name = 'ClustersUnknownError';
  constructor(readonly failure: ReadFailure) {
    super(failure.message);
  }
}

export interface KubernetesBackendOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  settings: ClusterSettings;
  /** For one request, its body included. */
  timeoutMs?: number;
  /** For each cluster, from all evaluations together. */
  limits?: ReadingLimits;
  /** Told of every request to a cluster. */
  requested?: (request: ClusterRequest) => void;
}

/** A request to a cluster that has ended: with a status, or why without. */
export type ClusterRequest =
  | { cluster: string; status: number }
  | { cluster: string; cause: ReadFailure['cause'] };

interface Answer extends HttpAnswer {
  busy?: Busy;
}

interface FetchOptions {
  /** Absent: Backstage itself is asked. */
  cluster?: string;
  accept?: string;
  signal?: AbortSignal;
  timeoutMs: number;
  maxBytes?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** Who is waited for where no cluster is asked. */
const BACKSTAGE = "Backstage's Kubernetes backend";

export class KubernetesBackend implements ClusterReader {
  /** One at a time, and in a turn of its own: a page holds the event loop for some milliseconds, and much memory. */
  private readonly parsing = limiterFactory(1);
  private readonly queues = new Map<string, Limit>();
  private readonly patiences = new Map<string, Patience>();
  private readonly limits: ReadingLimits;
  private readonly timeoutMs: number;

  constructor(private readonly options: KubernetesBackendOptions) {
    this.limits = options.limits ?? DEFAULT_LIMITS;
    this.timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** @throws ClustersUnknownError */
  async clusters(
    options: { signal?: AbortSignal } = {},
  ): Promise<ClusterInfo[]> {
    const answer = await this.request('/clusters', options, it => it);
    if (!answer.ok) {
      throw new ClustersUnknownError(answer.failure);
    }
    return clusterInfos(answer.body, this.options.settings);
  }

  async read<T>(
    cluster: ClusterInfo,
    path: string,
    { accept = 'application/json', signal }: GetOptions,
    use: (answer: ClusterAnswer) => T | Promise<T>,
  ): Promise<T> {
    if (cluster.access.kind !== 'bearer-token') {
      return use({
        ok: false,
        failure: needsUserCredentials(cluster.access.authProvider),
      });
    }
    const options = { cluster: cluster.name, accept, signal };
    return this.request(`/proxy${path}`, options, use);
  }

  /** Through the service proxy, so that the answer is the service's own. Never rejects. */
  async getRaw(
    cluster: ClusterInfo,
    path: string,
    { timeoutMs, maxBytes }: RawGetOptions,
  ): Promise<RawAnswer> {
    if (cluster.access.kind !== 'bearer-token') {
      return {
        ok: false,
        failure: needsUserCredentials(cluster.access.authProvider),
      };
    }
    const options = { cluster: cluster.name, timeoutMs, maxBytes };
    try {
      // A service that is busy does not make its cluster so: it is waited for in a queue of its own.
      const service = `the service in ${cluster.name}`;
      const { status, body } = await this.queueFor(service)(() =>
        this.patienceWith(service).ask(() =>
          this.queueFor(cluster.name)(() =>
            this.fetch(`/proxy${path}`, options),
          ),
        ),
      );
      const refusal = refusalOnTheWay({ status, body });
      return refusal
        ? { ok: false, failure: refusal }
        : { ok: true, status, body };
    } catch (error) {
      return { ok: false, failure: readError(error, timeoutMs) };
    }
  }

  private queueFor(server: string): Limit {
    const known =
      this.queues.get(server) ?? limiterFactory(this.limits.concurrency);
    this.queues.set(server, known);
    return known;
  }

  private patienceWith(server: string): Patience {
    const known =
      this.patiences.get(server) ?? new Patience(server, this.limits.maxWaitMs);
    this.patiences.set(server, known);
    return known;
  }

  private async request<T>(
    path: string,
    options: Omit<FetchOptions, 'timeoutMs'>,
    use: (answer: ClusterAnswer) => T | Promise<T>,
  ): Promise<T> {
    const { cluster, signal } = options;
    const { timeoutMs } = this;
    const fetch = () => this.fetch(path, { ...options, timeoutMs });
    let answer: Answer;
    try {
      answer = await (cluster === undefined
        ? this.patienceWith(BACKSTAGE).ask(fetch, signal)
        : this.queueFor(cluster)(() =>
            this.patienceWith(`the cluster ${cluster}`).ask(fetch, signal),
          ));
    } catch (error) {
      return use({ ok: false, failure: readError(error, timeoutMs) });
    }
    return this.parsing(async () => {
      // Several may have come at once.
      await setImmediate();
      return use(readAnswer(answer));
    });
  }

  private async fetch(path: string, options: FetchOptions): Promise<Answer> {
    const { cluster } = options;
    const told = (ended: { status: number } | Pick<ReadFailure, 'cause'>) =>
      cluster && this.options.requested?.({ cluster, ...ended });
    try {
      const answer = await this.send(path, options);
      told({ status: answer.status });
      return answer;
    } catch (error) {
      told({ cause: readError(error, options.timeoutMs).cause });
      throw error;
    }
  }

  private async send(
    path: string,
    { cluster, accept, signal, timeoutMs, maxBytes = Infinity }: FetchOptions,
  ): Promise<Answer> {
    const { auth, discovery } = this.options;
    const baseUrl = await discovery.getBaseUrl('kubernetes');
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const deadline = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${baseUrl}${path}`, {
      headers: {
        ...(accept && { accept }),
        ...(cluster && { 'backstage-kubernetes-cluster': cluster }),
        authorization: `Bearer ${token}`,
      },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    return {
      status: response.status,
      body: await textUpTo(response, maxBytes),
      busy: busyWith(response),
    };
  }
}

export function needsUserCredentials(authProvider: string): ReadFailure {
  return {
    cause: 'needs-user-credentials',
    message: `the auth provider "${authProvider}" has no server-side bearer token, so the cluster cannot be read in the background`,
  };
}
