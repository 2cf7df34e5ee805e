/**
 * Asks the Prometheus of a cluster: two fixed paths, GET only, no redirects, and a bound on the time
 * and the size of an answer.
 */
import type { ClusterInfo } from '../clusters/types';
import { readError } from '../clusters/observation/answers';
import { textUpTo } from '../clusters/observation/body';
import { DEFAULT_LIMITS } from '../clusters/observation/limits';
import { busyWith, Patience } from '../clusters/observation/patience';
import type {
  RawAnswer,
  RawGetOptions,
} from '../clusters/observation/kubernetesBackend';
import { readPrometheusAnswer } from './answers';
import type { PrometheusAnswer } from './answers';
import type { PrometheusSettings } from './config';

/** A query as it is sent. */
export interface PrometheusQuery {
  text: string;
  /** Absent: an instant query. In milliseconds. */
  range?: { windowMs: number; stepMs: number };
  /** How long ago it is asked of, in milliseconds; 0 is now. */
  agoMs: number;
}

export interface PrometheusReader {
  /** Never rejects. */
  query(query: PrometheusQuery, now: Date): Promise<PrometheusAnswer>;
}

/** Requests that the Kubernetes backend hands on as they are. */
export interface RawClusterReader {
  getRaw(
    cluster: ClusterInfo,
    path: string,
    options: RawGetOptions,
  ): Promise<RawAnswer>;
}

export const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
/** Node's HTTP servers, Backstage's among them, take 16 KB of headers. */
const MAX_PATH_CHARS = 12_000;

/** The path and its parameters below the API's root. */
export function queryPath(
  { text, range, agoMs }: PrometheusQuery,
  now: Date,
): string {
  const end = now.getTime() - agoMs;
  const seconds = (ms: number) => String(ms / 1000);
  const parameters: Record<string, string> = range
    ? {
        query: text,
        start: seconds(end - range.windowMs),
        end: seconds(end),
        step: seconds(range.stepMs),
      }
    : { query: text, time: seconds(end) };
  return `/api/v1/query${range ? '_range' : ''}?${new URLSearchParams(
    parameters,
  )}`;
}

export function prometheusReader(
  { at, timeoutMs }: PrometheusSettings,
  cluster: ClusterInfo,
  {
    backend,
    extendedGrant,
  }: { backend: RawClusterReader; extendedGrant: boolean },
): PrometheusReader {
  const patience = new Patience('Prometheus', DEFAULT_LIMITS.maxWaitMs);
  const send = async (path: string): Promise<PrometheusAnswer> => {
    if ('url' in at)
      return direct(`${at.url}${path}`, { ...at, timeoutMs, patience });
    if (!extendedGrant) return needsGrant();
    const { namespace, service, port } = at;
    const answer = await backend.getRaw(
      cluster,
      `/api/v1/namespaces/${namespace}/services/${service}:${port}/proxy${path}`,
      { timeoutMs, maxBytes: MAX_ANSWER_BYTES },
    );
    return answer.ok
      ? readPrometheusAnswer(answer.status, answer.body)
      : { ok: false, failure: answer.failure };
  };
  return {
    query: async (query, now) => {
      const path = queryPath(query, now);
      return path.length > MAX_PATH_CHARS
        ? {
            ok: false,
            refused: `the query is ${path.length} characters long, more than ${MAX_PATH_CHARS}`,
          }
        : send(path);
    },
  };
}

function needsGrant(): PrometheusAnswer {
  return {
    ok: false,
    failure: {
      cause: 'not-configured',
      message:
        'Prometheus is reached through the service proxy, which needs the extended grant: apply its RBAC manifest and set readiness.grants.extended to true',
    },
  };
}

async function direct(
  url: string,
  {
    headers,
    timeoutMs,
    patience,
  }: {
    headers: Readonly<Record<string, string>>;
    timeoutMs: number;
    patience: Patience;
  },
): Promise<PrometheusAnswer> {
  const ask = async () => {
    const response = await fetch(url, {
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = await textUpTo(response, MAX_ANSWER_BYTES);
    return { status: response.status, body, busy: busyWith(response) };
  };
  try {
    const { status, body } = await patience.ask(ask);
    return readPrometheusAnswer(status, body);
  } catch (error) {
    return { ok: false, failure: readError(error, timeoutMs, 'Prometheus') };
  }
}
