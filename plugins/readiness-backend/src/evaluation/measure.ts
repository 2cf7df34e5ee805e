/**
 * Asks the Prometheus of a cluster all that is to be judged by it, before anything is judged. Equal
 * queries are asked once: one that names no subject serves the whole cluster, however many services
 * live there.
 */
import limiterFactory from 'p-limit';
import type { Observation } from '../clusters/types';
import type { ReadFailure } from '../clusters/observation/answers';
import type { Definitions, PrometheusEvidence } from '../definitions/types';
import { prometheusResource } from '../evidence/reads';
import type { Measured, MeasuredQuery, Measurements } from '../evidence/types';
import type { PrometheusReader } from '../prometheus/client';
import { SeriesIndex } from '../prometheus/seriesIndex';
import { questionsOf } from './plan';

export interface Measuring {
  cluster: string;
  definitions: Definitions;
  /** Absent: none is configured for the cluster. */
  reader?: PrometheusReader;
  /** What is to be asked, by the checks that ask it. */
  wanted: Iterable<{ check: string; query: MeasuredQuery }>;
  now: () => Date;
  progress: (done: number, total: number) => Promise<void>;
}

export interface MeasuredCluster {
  /** Absent: no Prometheus is configured. */
  measurements?: Measurements;
  /** One for each check that asks Prometheus. */
  observations: Observation[];
}

/** More than these are not asked in one evaluation. */
const MAX_QUERIES = 5_000;
const QUERIES_AT_A_TIME = 4;
/** After so many without an answer in time, or of a server that stays busy, the others are not tried. */
const MAX_TIMEOUTS = 3;

export async function measureCluster(
  measuring: Measuring,
): Promise<MeasuredCluster> {
  const { reader, now } = measuring;
  const checks = prometheusChecks(measuring.definitions);
  const attemptedAt = now();
  if (!reader) {
    return {
      observations: checks.map(check =>
        observation(measuring, check, attemptedAt, {
          outcome: { complete: true, notServed: true },
        }),
      ),
    };
  }
  const wanted = distinct(measuring.wanted);
  const answers = await askAll(wanted, reader, attemptedAt, measuring);
  return {
    measurements: {
      of: query => answers.get(keyOf(query))?.measured ?? { r: 'unread' },
    },
    observations: checks.map(check =>
      observation(
        measuring,
        check,
        attemptedAt,
        outcomeOf(
          [...wanted.values()]
            .filter(({ checks: asking }) => asking.has(check))
            .map(({ query }) => answers.get(keyOf(query))!),
        ),
      ),
    ),
  };
}

export function prometheusEvidence(
  definitions: Definitions,
): { check: string; evidence: PrometheusEvidence }[] {
  const found = new Map<PrometheusEvidence, string>();
  for (const { check } of questionsOf(definitions)) {
    for (const evidence of check.evidence) {
      if (evidence.kind === 'prometheus')
        found.set(evidence, check.definition.id);
    }
  }
  return [...found].map(([evidence, check]) => ({ check, evidence }));
}

function prometheusChecks(definitions: Definitions): string[] {
  return [
    ...new Set(prometheusEvidence(definitions).map(({ check }) => check)),
  ].sort();
}

interface Wanted {
  query: MeasuredQuery;
  checks: Set<string>;
}

function distinct(wanted: Measuring['wanted']): Map<string, Wanted> {
  const queries = new Map<string, Wanted>();
  for (const { check, query } of wanted) {
    const key = keyOf(query);
    const known = queries.get(key);
    if (known) known.checks.add(check);
    else queries.set(key, { query, checks: new Set([check]) });
  }
  return queries;
}

/** Two series with one query are asked once. */
function keyOf({ text, range, agoMs }: MeasuredQuery): string {
  return [range?.windowMs ?? 0, range?.stepMs ?? 0, agoMs, text].join(' ');
}

interface Asked {
  measured: Measured;
  failure?: ReadFailure;
  series: number;
  malformed: number;
}

async function askAll(
  wanted: ReadonlyMap<string, Wanted>,
  reader: PrometheusReader,
  now: Date,
  { progress }: Measuring,
): Promise<Map<string, Asked>> {
  const answers = new Map<string, Asked>();
  const limit = limiterFactory(QUERIES_AT_A_TIME);
  const breaker = new Breaker();
  await Promise.all(
    [...wanted].map(([key, { query }], index) =>
      limit(async () => {
        const given = index < MAX_QUERIES ? breaker.failure : TOO_MANY;
        if (given) {
          answers.set(key, unread(given));
          return;
        }
        await progress(index, wanted.size);
        const asked = asAsked(await reader.query(query, now));
        breaker.saw(asked.failure);
        answers.set(key, asked);
      }),
    ),
  );
  return answers;
}

const TOO_MANY: ReadFailure = {
  cause: 'query-failed',
  message: `more than ${MAX_QUERIES} queries are wanted of one Prometheus: leave the subject out of a query and group it by namespace and pod`,
};

/** A Prometheus that cannot be asked is not asked a thousand times. */
class Breaker {
  failure: ReadFailure | undefined;
  private timeouts = 0;

  saw(failure: ReadFailure | undefined): void {
    if (failure?.cause === 'timeout' || failure?.busy) this.timeouts += 1;
    else this.timeouts = 0;
    const cutsOff =
      failure &&
      (OF_THE_SERVER.has(failure.cause) || this.timeouts >= MAX_TIMEOUTS);
    if (cutsOff) this.failure = failure;
  }
}

const OF_THE_SERVER = new Set<ReadFailure['cause']>([
  'unreachable',
  'forbidden',
  'needs-user-credentials',
  'not-configured',
]);

type Answer = Awaited<ReturnType<PrometheusReader['query']>>;

function asAsked(answer: Answer): Asked {
  if (answer.ok) {
    return {
      measured: { r: 'series', series: new SeriesIndex(answer.series) },
      series: answer.series.length,
      malformed: answer.malformed,
    };
  }
  return 'refused' in answer
    ? {
        measured: { r: 'refused', message: answer.refused },
        series: 0,
        malformed: 0,
      }
    : unread(answer.failure);
}

function unread(failure: ReadFailure): Asked {
  return { measured: { r: 'unread' }, failure, series: 0, malformed: 0 };
}

function outcomeOf(
  asked: readonly Asked[],
): Pick<Observation, 'objects' | 'malformed' | 'outcome'> {
  const failure = asked.find(one => one.failure)?.failure;
  const sum = (field: 'series' | 'malformed') =>
    asked.reduce((total, one) => total + one[field], 0);
  return {
    objects: sum('series'),
    malformed: sum('malformed'),
    outcome: failure ? { complete: false, ...failure } : { complete: true },
  };
}

function observation(
  { cluster }: Measuring,
  check: string,
  attemptedAt: Date,
  found: Partial<Observation> & Pick<Observation, 'outcome'>,
): Observation {
  return {
    cluster,
    resource: prometheusResource(check),
    namespace: '',
    attemptedAt,
    objects: 0,
    malformed: 0,
    ...found,
  };
}
