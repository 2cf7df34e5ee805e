/**
 * The client of Backstage's Kubernetes backend: the only way to a cluster, and only by GET. It calls
 * with the plugin's own service credentials, which the backend replaces by the cluster's.
 */
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import limiterFactory, { Limit } from 'p-limit';
import { setTimeout as wait } from 'node:timers/promises';
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
  /** `path` is one of the Kubernetes API: `/api/v1/pods?limit=500`. Never rejects. */
  get(
    cluster: ClusterInfo,
    path: string,
    options?: GetOptions,
  ): Promise<ClusterAnswer>;
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
  /** Requests at a time to one cluster, from all evaluations together. */
  concurrency?: number;
  /** Told of every request to a cluster. */
  requested?: (request: ClusterRequest) => void;
}

/** A request to a cluster that has ended: with a status, or why without. */
export type ClusterRequest =
  | { cluster: string; status: number }
  | { cluster: string; cause: ReadFailure['cause'] };

interface Answer extends HttpAnswer {
  retryAfterMs?: number;
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
const DEFAULT_CONCURRENCY = 4;
const MAX_ATTEMPTS = 3;
const MAX_RETRY_AFTER_MS = 10_000;

/** A server that is busy names the seconds; without a number it is asked again after one. */
function retryAfter(response: Response): number | undefined {
  const header = response.headers.get('retry-after');
  if (response.status !== 429 && !(response.status === 503 && header)) {
    return undefined;
  }
  const seconds = header && /^\d+$/.test(header) ? Number(header) : 1;
  return Math.min(seconds * 1000, MAX_RETRY_AFTER_MS);
}

export class KubernetesBackend implements ClusterReader {
  private readonly limits = new Map<string, Limit>();
  private readonly timeoutMs: number;

  constructor(private readonly options: KubernetesBackendOptions) {
    this.timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** @throws ClustersUnknownError */
  async clusters(
    options: { signal?: AbortSignal } = {},
  ): Promise<ClusterInfo[]> {
    const answer = await this.request('/clusters', options);
    if (!answer.ok) {
      throw new ClustersUnknownError(answer.failure);
    }
    return clusterInfos(answer.body, this.options.settings);
  }

  async get(
    cluster: ClusterInfo,
    path: string,
    { accept = 'application/json', signal }: GetOptions = {},
  ): Promise<ClusterAnswer> {
    if (cluster.access.kind !== 'bearer-token') {
      return {
        ok: false,
        failure: needsUserCredentials(cluster.access.authProvider),
      };
    }
    return this.limitFor(cluster.name)(() =>
      this.request(`/proxy${path}`, { cluster: cluster.name, accept, signal }),
    );
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
      const { status, body } = await this.limitFor(cluster.name)(() =>
        this.fetch(`/proxy${path}`, options),
      );
      const refusal = refusalOnTheWay({ status, body });
      return refusal
        ? { ok: false, failure: refusal }
        : { ok: true, status, body };
    } catch (error) {
      return { ok: false, failure: readError(error, timeoutMs) };
    }
  }

  private limitFor(cluster: string): Limit {
    const known =
      this.limits.get(cluster) ??
      limiterFactory(this.options.concurrency ?? DEFAULT_CONCURRENCY);
    this.limits.set(cluster, known);
    return known;
  }

  private async request(
    path: string,
    options: Omit<FetchOptions, 'timeoutMs'>,
  ): Promise<ClusterAnswer> {
    const { signal } = options;
    try {
      for (let attempt = 1; ; attempt++) {
        const answer = await this.fetch(path, {
          ...options,
          timeoutMs: this.timeoutMs,
        });
        if (answer.retryAfterMs === undefined || attempt === MAX_ATTEMPTS) {
          return readAnswer(answer);
        }
        await wait(answer.retryAfterMs, undefined, { signal });
      }
    } catch (error) {
      return { ok: false, failure: readError(error, this.timeoutMs) };
    }
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
      retryAfterMs: retryAfter(response),
    };
  }
}

export function needsUserCredentials(authProvider: string): ReadFailure {
  return {
    cause: 'needs-user-credentials',
    message: `the auth provider "${authProvider}" has no server-side bearer token, so the cluster cannot be read in the background`,
  };
}
