/** k6: the summary of a load test. */
import { refuse } from '../errors';
import type { Field } from '../input/field';
import { readJson } from '../input/json';
import { STORED } from '../limits';
import type { FormatContext, ReportFormat } from '../types';
import { label, present } from './shared';

export interface K6Extract {
  thresholds: {
    total: number;
    /** `http_req_duration: p(95)<500` */
    passed: string[];
    failed: string[];
  };
  /** Share of HTTP requests that failed, 0 to 1. */
  httpReqFailedRate?: number;
  /** Milliseconds. p99 is there only when `summaryTrendStats` asks for it. */
  httpReqDurationMs?: { p95?: number; p99?: number };
  /** HTTP requests: how many, and per second. */
  httpReqs?: { count: number; rate: number };
  /** The most virtual users at one time. */
  vusMax?: number;
  /** Share of `check()` calls that held, 0 to 1. */
  checksRate?: number;
  /** How long the test ran, in milliseconds; only handleSummary says so. */
  durationMs?: number;
}

export const k6: ReportFormat<K6Extract> = {
  sends:
    'the JSON of `k6 run --summary-export=FILE`, or handleSummary data written as it is',
  reads: 'json',
  async extract(text, context) {
    const body = await readJson(text, context);
    const metrics = body.get('metrics');
    if (!metrics.isObject) {
      metrics.is(`must be an object; send ${k6.sends}`);
    }
    const summary = summaryOf(metrics);
    return {
      thresholds: await thresholdsOf(metrics, context),
      ...present({
        httpReqFailedRate: summary('http_req_failed', rateOf),
        httpReqDurationMs: summary('http_req_duration', durationOf),
        httpReqs: summary('http_reqs', values => ({
          count: values.get('count').count(),
          rate: values.get('rate').amount(),
        })),
        vusMax: summary('vus', values => values.get('max').amount()),
        checksRate: summary('checks', rateOf),
        durationMs: body
          .get('state')
          .get('testRunDurationMs')
          .optional(field => field.amount()),
      }),
    };
  },
};

type Values = (name: string) => Field | undefined;

/** handleSummary has a metric's numbers under `values`, --summary-export beside its thresholds. */
function summaryOf(metrics: Field) {
  const valuesOf: Values = name => {
    const metric = metrics.get(name);
    if (!metric.exists) return undefined;
    return metric.get('values').exists ? metric.get('values') : metric;
  };
  return <T>(name: string, read: (values: Field) => T): T | undefined => {
    const values = valuesOf(name);
    return values && read(values);
  };
}

/** handleSummary calls it `rate`, --summary-export `value`. */
function rateOf(values: Field): number {
  const rate = values.get('rate');
  return (rate.exists ? rate : values.get('value')).rate();
}

function durationOf(values: Field): { p95?: number; p99?: number } {
  const read = (key: string) => values.get(key).optional(it => it.amount());
  return present({ p95: read('p(95)'), p99: read('p(99)') });
}

/**
 * handleSummary says `{ ok: true }` of a threshold that held. --summary-export says `true` of one that was
 * crossed (grafana/k6#1498, kept for compatibility): taken at its word it would open every gate the wrong way.
 */
async function thresholdsOf(
  metrics: Field,
  { pace }: FormatContext,
): Promise<K6Extract['thresholds']> {
  const passed: string[] = [];
  const failed: string[] = [];
  for (const name of metrics.keys()) {
    await pace.breathe();
    const thresholds = metrics.get(name).get('thresholds');
    for (const expression of thresholds.keys()) {
      const threshold = thresholds.get(expression);
      const held = threshold.isObject
        ? threshold.get('ok').boolean()
        : !threshold.boolean();
      (held ? passed : failed).push(label(name, expression));
    }
  }
  const total = passed.length + failed.length;
  if (total > STORED.thresholds) {
    refuse(
      'body.metrics',
      `has ${total} thresholds; the most is ${STORED.thresholds}`,
    );
  }
  return { total, passed, failed };
}
