/** What an answer of Prometheus' HTTP API means. Pure: status and text in, series or a reason out. */
import { isRecord, textAt } from '../clusters/objects';
import { parseJson, plainMessage } from '../clusters/observation/answers';
import type { ReadFailure } from '../clusters/observation/answers';

/** One time series, as expressions see it. */
export interface Series {
  labels: Record<string, string>;
  /** The newest sample. */
  value: number;
  /** Of a range query every sample, the oldest first; of an instant query that one. */
  values: number[];
}

export type PrometheusAnswer =
  | { ok: true; series: Series[]; malformed: number }
  /** Prometheus was asked and refuses this query: asking again says the same. */
  | { ok: false; refused: string }
  /** Nothing could be read, this time. */
  | { ok: false; failure: ReadFailure };

export const MAX_SERIES = 50_000;

export function readPrometheusAnswer(
  status: number,
  text: string,
): PrometheusAnswer {
  const body = parseJson(text);
  if (body?.status === 'error') return fromError(status, body);
  if (status < 200 || status > 299) return fromStatus(status);
  const data = body?.data;
  if (body?.status !== 'success' || !isRecord(data)) {
    return failed('malformed', 'the answer is none of a Prometheus API');
  }
  // A part of the storage did not answer: what is missing would read as "no data".
  if (Array.isArray(body.warnings) && body.warnings.length > 0) {
    return failed(
      'query-failed',
      `the answer is incomplete: ${String(body.warnings[0])}`,
    );
  }
  return fromData(data);
}

/** Errors of the query itself; `timeout`, `unavailable` and the like are of the moment. */
const OF_THE_QUERY = new Set(['bad_data', 'execution']);

function fromError(
  status: number,
  body: Record<string, unknown>,
): PrometheusAnswer {
  const type = textAt(body, 'errorType') ?? String(status);
  const text = `${type}: ${textAt(body, 'error') ?? 'no reason given'}`;
  const message = plainMessage(text.replace(/\s+/g, ' ').trim());
  if (OF_THE_QUERY.has(type)) return { ok: false, refused: message };
  return failed(type === 'timeout' ? 'timeout' : 'query-failed', message);
}

const CAUSE_OF_STATUS: Partial<Record<number, ReadFailure['cause']>> = {
  401: 'forbidden',
  403: 'forbidden',
  502: 'unreachable',
  503: 'unreachable',
  504: 'timeout',
};

function fromStatus(status: number): PrometheusAnswer {
  if (status >= 300 && status < 400)
    return failed(
      'query-failed',
      `Prometheus answered ${status}; redirects are not followed`,
    );
  return failed(
    CAUSE_OF_STATUS[status] ?? 'query-failed',
    `Prometheus answered ${status}`,
  );
}

function fromData({
  resultType,
  result,
}: Record<string, unknown>): PrometheusAnswer {
  if (resultType === 'scalar') {
    const value = sampleOf(result);
    return value === undefined
      ? { ok: true, series: [], malformed: 1 }
      : { ok: true, series: seriesOf({}, [value]), malformed: 0 };
  }
  if (
    (resultType !== 'vector' && resultType !== 'matrix') ||
    !Array.isArray(result)
  ) {
    return {
      ok: false,
      refused: `the query gives a ${String(resultType)}, no series`,
    };
  }
  if (result.length > MAX_SERIES) {
    return {
      ok: false,
      refused: `the answer has ${result.length} series, more than ${MAX_SERIES}: group it, or ask for less`,
    };
  }
  const series: Series[] = [];
  let malformed = 0;
  for (const entry of result) {
    const read = entryOf(entry);
    if (read) series.push(...seriesOf(read.labels, read.values));
    else malformed += 1;
  }
  return { ok: true, series, malformed };
}

function entryOf(
  entry: unknown,
): { labels: Record<string, string>; values: number[] } | undefined {
  if (!isRecord(entry) || !isRecord(entry.metric)) return undefined;
  const labels = entry.metric;
  if (!Object.values(labels).every(label => typeof label === 'string'))
    return undefined;
  const samples = Array.isArray(entry.values) ? entry.values : [entry.value];
  const values = samples.map(sampleOf);
  return values.every(value => value !== undefined)
    ? { labels: labels as Record<string, string>, values: values as number[] }
    : undefined;
}

const NOT_NUMBERS: Record<string, number> = {
  NaN,
  '+Inf': Infinity,
  '-Inf': -Infinity,
};

function sampleOf(sample: unknown): number | undefined {
  if (!Array.isArray(sample) || typeof sample[1] !== 'string') return undefined;
  const text: string = sample[1];
  if (Object.hasOwn(NOT_NUMBERS, text)) return NOT_NUMBERS[text];
  const value = text === '' ? NaN : Number(text);
  return Number.isNaN(value) ? undefined : value;
}

/** NaN is how PromQL says "nothing to divide": it is no sample, and never a zero. */
function seriesOf(labels: Record<string, string>, all: number[]): Series[] {
  const values = all.filter(value => !Number.isNaN(value));
  return values.length > 0
    ? [{ labels, value: values[values.length - 1], values }]
    : [];
}

function failed(
  cause: ReadFailure['cause'],
  message: string,
): PrometheusAnswer {
  return { ok: false, failure: { cause, message: plainMessage(message) } };
}
