/**
 * What the plugin tells OpenTelemetry of itself, through Backstage's services for it. Where no SDK is installed, or no
 * service is given, all of it does nothing.
 */
import type {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import type { ClusterRequest } from '../clusters';
import { failureText } from '../evaluation/failure';
import { Kept } from '../kept';
import { clusterOfShard } from '../store/shards';
import type { GateCount, RunSummary } from '../store/types';
import { KEPT_FOR_MS, withFewEnvironments } from './gates';
import { DURATION_BUCKETS, METRICS } from './metrics';
import type { Attribute, Metric } from './metrics';

/** `unread`: something that it reads was not read, so that an earlier result stands or it is unknown. */
export type ResultKind =
  | 'pass'
  | 'fail'
  | 'unknown'
  | 'notApplicable'
  | 'unread';

export type ResultCounts = Partial<Record<ResultKind, number>>;

/** What a run came to; one whose shard another replica took came to nothing. */
export type EndedRun = Pick<RunSummary, 'durationMs'> &
  Partial<Pick<RunSummary, 'objects' | 'errors'>> & {
    outcome: RunSummary['outcome'] | 'lease-lost';
  };

export type Step = 'observe' | 'judge' | 'store' | 'gates';

type Attributes = Partial<Record<Attribute, string | number>>;
type Add = (value: number, attributes: Attributes) => void;

export interface TelemetryOptions {
  metrics?: MetricsService;
  tracing?: TracingService;
}

export class Telemetry {
  readonly #options: TelemetryOptions;
  readonly #duration: Add;
  readonly #objects: Add;
  readonly #errors: Add;
  readonly #results: Add;
  readonly #requests: Add;
  readonly #notifications: Add;

  constructor(options: TelemetryOptions = {}) {
    this.#options = options;
    this.#duration = histogram(options.metrics, METRICS.duration);
    this.#objects = counter(options.metrics, METRICS.objects);
    this.#errors = counter(options.metrics, METRICS.errors);
    this.#results = counter(options.metrics, METRICS.results);
    this.#requests = counter(options.metrics, METRICS.requests);
    this.#notifications = counter(options.metrics, METRICS.notifications);
  }

  evaluated(
    shard: string,
    { outcome, durationMs, objects = 0, errors = [] }: EndedRun,
  ): void {
    const of = shardAttributes(shard);
    this.#duration(durationMs / 1000, { ...of, 'readiness.outcome': outcome });
    this.#objects(objects, of);
    for (const { cause } of errors)
      this.#errors(1, { ...of, 'error.type': cause });
  }

  judged(shard: string, results: ResultCounts): void {
    const of = shardAttributes(shard);
    for (const [result, count] of Object.entries(results))
      this.#results(count, { ...of, 'readiness.result': result });
  }

  requested({ cluster, ...ended }: ClusterRequest): void {
    this.#requests(1, {
      'k8s.cluster.name': cluster,
      ...('status' in ended
        ? { 'http.response.status_code': ended.status }
        : { 'error.type': ended.cause }),
    });
  }

  notified(sent: boolean): void {
    this.#notifications(1, { 'readiness.outcome': sent ? 'sent' : 'failed' });
  }

  /** Nothing is read until an SDK collects. */
  watchGates(read: () => Promise<readonly GateCount[]>): void {
    const counts = new Kept<GateCount[]>({ forMs: KEPT_FOR_MS });
    const { name, unit, description } = METRICS.gates;
    const gauge = this.#options.metrics?.createObservableGauge(name, {
      unit,
      description,
    });
    gauge?.addCallback(async result => {
      const few = async () => withFewEnvironments(await read());
      for (const count of await counts.of('', few))
        result.observe(count.gates, gateAttributes(count));
    });
  }

  evaluation<T>(shard: string, work: () => Promise<T>): Promise<T> {
    return this.#span('readiness.evaluation', shard, work);
  }

  step<T>(shard: string, step: Step, work: () => Promise<T>): Promise<T> {
    return this.#span(`readiness.evaluation.${step}`, shard, work);
  }

  /**
   * What goes wrong is told by the text that is stored and shown: the tracing service itself would record the
   * message and the stack, and with a refused statement its values.
   */
  async #span<T>(
    name: string,
    shard: string,
    work: () => Promise<T>,
  ): Promise<T> {
    const { tracing } = this.#options;
    if (!tracing) return work();
    const attributes = shardAttributes(shard);
    const ended = await tracing.startActiveSpan(
      name,
      { attributes },
      async span => {
        try {
          return { value: await work() };
        } catch (error) {
          span.setStatus({ code: 'error', message: failureText(error) });
          return { error };
        }
      },
    );
    if ('error' in ended) throw ended.error;
    return ended.value;
  }
}

function shardAttributes(shard: string): Attributes {
  const cluster = clusterOfShard(shard);
  return cluster === ''
    ? { 'readiness.shard.kind': shard }
    : { 'readiness.shard.kind': 'cluster', 'k8s.cluster.name': cluster };
}

/** A gate's own verdict is of no environment. */
function gateAttributes({
  scorecard,
  environment,
  verdict,
}: GateCount): Attributes {
  return {
    'readiness.scorecard': scorecard,
    ...(environment && { 'readiness.environment': environment }),
    'readiness.verdict': verdict,
  };
}

function counter(metrics: MetricsService | undefined, metric: Metric): Add {
  const { name, unit, description } = metric;
  const instrument = metrics?.createCounter(name, { unit, description });
  return (value, attributes) => instrument?.add(value, attributes);
}

function histogram(metrics: MetricsService | undefined, metric: Metric): Add {
  const { name, unit, description } = metric;
  const instrument = metrics?.createHistogram(name, {
    unit,
    description,
    advice: { explicitBucketBoundaries: DURATION_BUCKETS },
  });
  return (value, attributes) => instrument?.record(value, attributes);
}
