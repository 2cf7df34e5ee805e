import fc from 'fast-check';
import {
  arrivalOf,
  isNewer,
  ReportError,
  runKey,
  validateEnvelope,
  type Arrived,
} from '.';

const now = new Date('2026-11-21T10:00:00Z');
const digest = `sha256:${'a'.repeat(64)}`;

const valid = {
  entityRef: 'Component:default/Web',
  type: 'load-test',
  runId: 'https://ci.example/runs/17',
  commit: 'A'.repeat(40),
  image: `registry.example:5000/web:1@${digest}`,
  environment: 'staging',
  link: 'https://ci.example/runs/17',
  time: '2026-11-21T10:55:00+01:00',
};

const validate = (input: Record<string, unknown>) =>
  validateEnvelope(input, { now, maxAgeMs: 30 * 86_400_000 });

function problemsOf(input: Record<string, unknown>): string[] {
  try {
    validate(input);
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError);
    return (error as ReportError).problems.map(
      ({ path, message }) => `${path}: ${message}`,
    );
  }
  return [];
}

describe('validateEnvelope', () => {
  it('writes every field in one way', () => {
    expect(validate(valid)).toEqual({
      entityRef: 'component:default/web',
      type: 'load-test',
      runId: 'https://ci.example/runs/17',
      commit: 'a'.repeat(40),
      imageDigest: digest,
      environment: 'staging',
      link: 'https://ci.example/runs/17',
      time: '2026-11-21T09:55:00.000Z',
    });
  });

  it('needs no more than an entity, a type, a run and a time', () => {
    const { entityRef, type, runId, time } = valid;
    expect(
      validate({ entityRef, type, runId, time, commit: '', link: undefined }),
    ).toEqual({
      entityRef: 'component:default/web',
      type,
      runId,
      environment: '',
      time: '2026-11-21T09:55:00.000Z',
    });
  });

  it.each([
    ['entityRef', undefined, /it is missing/],
    ['entityRef', 'a b', /no entity reference/],
    ['entityRef', 'component:x/y/z', /no entity reference/],
    ['entityRef', 'component:default/__proto__', /no entity reference/],
    ['type', 'Load Test', /lower-case/],
    ['type', ['k6'], /lower-case/],
    ['runId', '', /it is missing/],
    ['runId', 'a\nb', /visible ASCII/],
    ['runId', 'x'.repeat(201), /the most is 200/],
    ['commit', 'abc1234', /send all 40 or 64/],
    ['image', 'web:1.4', /a tag moves/],
    ['environment', 'prod/../..', /like the value of a label/],
    ['link', 'data:text/html,x', /https:/],
    ['link', '//ci.example', /https:/],
    ['link', 'https://user:secret@ci.example', /user name or password/],
    ['link', `https://ci.example/${'x'.repeat(2000)}`, /the most is 2000/],
    ['time', '2026-11-21', /with its zone/],
    ['time', '2026-11-21T10:00:00', /with its zone/],
    ['time', 1763719200, /with its zone/],
    ['time', '2026-02-30T10:00:00Z', /no day or time that exists/],
    ['time', '2026-11-21T10:05:01Z', /in the future/],
    ['time', '2026-10-22T09:59:59Z', /longer ago than 30 days/],
    ['enviroment', 'production', /is no field of a report/],
  ])('refuses %s %j', (field, value, message) => {
    const problems = problemsOf({ ...valid, [field]: value });
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(problems[0]).toMatch(new RegExp(`^${field}: `));
  });

  it.each(['2026-11-21T10:05:00Z', '2026-10-22T10:00:00.000000001Z'])(
    'takes %s',
    time => expect(problemsOf({ ...valid, time })).toEqual([]),
  );

  it('names every wrong field', () => {
    expect(problemsOf({ type: 'k6', runId: '1', link: 'x', time: '' })).toEqual(
      [
        expect.stringMatching(/^entityRef: /),
        expect.stringMatching(/^link: /),
        expect.stringMatching(/^time: /),
      ],
    );
  });

  it('throws nothing but ReportError', () => {
    const field = fc.constantFrom(...Object.keys(valid), '__proto__', 'x');
    fc.assert(
      fc.property(fc.dictionary(field, fc.anything()), input => {
        expect(problemsOf(input)).not.toContain(undefined);
      }),
    );
  });
});

describe('order', () => {
  const times = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001Z'];
  const arrived: fc.Arbitrary<Arrived> = fc.record({
    time: fc.constantFrom(...times),
    receivedAt: fc.constantFrom(...times),
    runId: fc.constantFrom('1', '2', '10'),
  });

  it('is by the end of the run, not by arrival', () => {
    const [early, late] = times;
    const first = { time: early, receivedAt: late, runId: '1' };
    const second = { time: late, receivedAt: early, runId: '2' };
    expect(isNewer(second, first)).toBe(true);
    expect(isNewer(first, second)).toBe(false);
  });

  it('is a strict order: the newest is the same whatever came first', () => {
    fc.assert(
      fc.property(fc.array(arrived, { minLength: 1 }), reports => {
        const newest = (all: Arrived[]) =>
          all.reduce((a, b) => (isNewer(b, a) ? b : a));
        expect(newest([...reports].reverse())).toEqual(newest(reports));
        for (const report of reports) {
          expect(isNewer(report, report)).toBe(false);
        }
      }),
    );
  });

  it('tells a repetition from a contradiction', () => {
    const envelope = validate(valid);
    const stored = { envelope, digest };
    const other = { ...envelope, time: '2026-11-20T00:00:00.000Z' };
    expect(arrivalOf(stored, undefined)).toBe('new');
    expect(arrivalOf({ envelope: { ...envelope }, digest }, stored)).toBe(
      'repeated',
    );
    expect(arrivalOf({ envelope, digest: 'sha256:b' }, stored)).toBe(
      'contradicts',
    );
    expect(arrivalOf({ envelope: other, digest }, stored)).toBe('contradicts');
  });

  it('keeps runs apart by entity, type and environment', () => {
    const envelope = validate(valid);
    const keys = [
      envelope,
      { ...envelope, environment: '' },
      { ...envelope, type: 'k6' },
      { ...envelope, entityRef: 'component:default/api' },
      { ...envelope, runId: '2' },
    ].map(runKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
