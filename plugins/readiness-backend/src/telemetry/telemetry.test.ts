import { parseAllDocuments } from 'yaml';
import { read, SNIPPETS } from '../__testUtils__/docs';
import type { GateCount } from '../store/types';
import { withFewEnvironments } from './gates';
import { METRICS } from './metrics';
import { Telemetry } from './telemetry';
import { recordingMetrics, recordingTracing } from './testing';

const EAST = 'cluster:east';
const gates = (
  environment: string,
  count: number,
  verdict: GateCount['verdict'] = 'ready',
): GateCount => ({ scorecard: 's', environment, verdict, gates: count });

describe('metrics', () => {
  it('tell how long an evaluation took, what it read and what it could not', () => {
    const { metrics, sums } = recordingMetrics();
    const error = { resource: 'pods', namespace: 'secret', message: 'm' };
    new Telemetry({ metrics }).evaluated(EAST, {
      outcome: 'succeeded',
      durationMs: 1500,
      objects: 12,
      errors: [
        { ...error, cause: 'forbidden' },
        { ...error, cause: 'forbidden' },
        { ...error, cause: 'timeout' },
      ],
    });
    expect(sums(METRICS.duration.name)).toEqual({
      'cluster east succeeded': 1.5,
    });
    expect(sums(METRICS.objects.name)).toEqual({ 'cluster east': 12 });
    expect(sums(METRICS.errors.name)).toEqual({
      'cluster east forbidden': 2,
      'cluster east timeout': 1,
    });
  });

  it('are of no cluster for the catalog', () => {
    const { metrics, values } = recordingMetrics();
    new Telemetry({ metrics }).judged('catalog', { pass: 3, unread: 1 });
    expect(values.map(({ value, attributes }) => [value, attributes])).toEqual([
      [3, { 'readiness.shard.kind': 'catalog', 'readiness.result': 'pass' }],
      [1, { 'readiness.shard.kind': 'catalog', 'readiness.result': 'unread' }],
    ]);
  });

  it('count requests by status, or by why there is none, and messages', () => {
    const { metrics, sums } = recordingMetrics();
    const telemetry = new Telemetry({ metrics });
    telemetry.requested({ cluster: 'east', status: 429 });
    telemetry.requested({ cluster: 'east', cause: 'timeout' });
    telemetry.notified(true);
    telemetry.notified(false);
    expect(sums(METRICS.requests.name)).toEqual({
      'east 429': 1,
      'east timeout': 1,
    });
    expect(sums(METRICS.notifications.name)).toEqual({ sent: 1, failed: 1 });
  });

  it('read the gates when somebody collects, and then not for a while', async () => {
    const { metrics, collect } = recordingMetrics();
    const readGates = jest.fn(async () => [gates('', 2), gates('staging', 1)]);
    new Telemetry({ metrics }).watchGates(readGates);
    expect(readGates).not.toHaveBeenCalled();
    const name = 'readiness.gates';
    const of = { 'readiness.scorecard': 's', 'readiness.verdict': 'ready' };
    const expected = [
      { name, value: 2, attributes: of },
      {
        name,
        value: 1,
        attributes: { ...of, 'readiness.environment': 'staging' },
      },
    ];
    expect(await collect()).toEqual(expected);
    expect(await collect()).toEqual(expected);
    expect(readGates).toHaveBeenCalledTimes(1);
  });
});

describe('the gauge of gates', () => {
  it('names the environments with the most gates only', () => {
    const counts = [
      gates('', 9),
      gates('a', 1),
      gates('b', 2),
      gates('c', 1),
      gates('c', 4, 'blocked'),
      gates('d', 1),
    ];
    expect(withFewEnvironments(counts, 2)).toEqual([
      gates('', 9),
      gates('_OTHER', 2),
      gates('b', 2),
      gates('c', 1),
      gates('c', 4, 'blocked'),
    ]);
  });
});

describe('spans', () => {
  it('hold the steps of an evaluation', async () => {
    const { tracing, spans } = recordingTracing();
    const telemetry = new Telemetry({ tracing });
    const work = () => telemetry.step(EAST, 'observe', async () => 'seen');
    expect(await telemetry.evaluation(EAST, work)).toBe('seen');
    const attributes = {
      'readiness.shard.kind': 'cluster',
      'k8s.cluster.name': 'east',
    };
    expect(spans).toEqual([
      { name: 'readiness.evaluation', attributes },
      {
        name: 'readiness.evaluation.observe',
        parent: 'readiness.evaluation',
        attributes,
      },
    ]);
  });

  it('tell what went wrong, and no statement with its values', async () => {
    const { tracing, spans } = recordingTracing();
    const refused = Object.assign(new Error(`insert 'component:a/secret'`), {
      code: '23505',
    });
    const failing = () => Promise.reject(refused);
    await expect(
      new Telemetry({ tracing }).step(EAST, 'store', failing),
    ).rejects.toBe(refused);
    expect(spans[0].error).toBe(
      'The database refused a statement (23505); the log says more',
    );
  });
});

it('nothing is counted or traced where nobody listens', async () => {
  const telemetry = new Telemetry();
  telemetry.judged(EAST, { pass: 1 });
  telemetry.watchGates(async () => []);
  expect(await telemetry.evaluation(EAST, async () => 1)).toBe(1);
});

describe('docs/how-to/monitor.md', () => {
  const PAGE = 'docs/how-to/monitor.md';
  /** As exporters for Prometheus write it. */
  const prometheusNames = Object.values(METRICS).flatMap(
    ({ name, kind, unit }) => {
      const base = name.replaceAll('.', '_');
      if (kind === 'counter') return [`${base}_total`];
      if (kind === 'gauge') return [base];
      const seconds = unit === 's' ? `${base}_seconds` : base;
      return ['bucket', 'count', 'sum'].map(part => `${seconds}_${part}`);
    },
  );
  const attributes = new Set<string>(
    Object.values(METRICS).flatMap(metric => [...metric.attributes]),
  );

  it('has every metric, with its kind, unit and attributes', () => {
    const rows = [
      ...read(PAGE).matchAll(
        /^\| `([\w.]+)` \| (\w+), (\S+) \| [^|]+ \| ([^|]*) \|$/gm,
      ),
    ].map(([, name, kind, unit, of]) => ({
      name,
      kind,
      unit: unit.replaceAll('`', ''),
      attributes: [...of.matchAll(/`([\w.]+)`/g)].map(([, it]) => it),
    }));
    expect(rows).toEqual(
      Object.values(METRICS).map(({ name, kind, unit, attributes: of }) => ({
        name,
        kind,
        unit,
        attributes: [...of],
      })),
    );
  });

  it('alerts on metrics and attributes that there are', () => {
    const rules = SNIPPETS.filter(
      ({ page, text }) => page === PAGE && text.startsWith('groups:'),
    ).flatMap(({ text }) =>
      parseAllDocuments(text).flatMap(document => document.toJS().groups),
    );
    const expressions: string[] = rules.flatMap(group =>
      group.rules.map(({ expr }: { expr: string }) => expr),
    );
    expect(expressions.length).toBeGreaterThan(2);
    const labels = [...attributes].map(it => it.replaceAll('.', '_'));
    for (const expression of expressions) {
      const names = [...expression.matchAll(/\b[a-z]\w*_\w+\b(?!\()/g)].map(
        ([name]) => name,
      );
      const [series, others] = [
        names.filter(name => prometheusNames.includes(name)),
        names.filter(name => !prometheusNames.includes(name)),
      ];
      expect(series).not.toEqual([]);
      expect(others.filter(name => !labels.includes(name))).toEqual([]);
    }
  });
});
