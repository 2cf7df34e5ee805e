import { computeGate, itemOutcome, verdictExitCode } from './gate';
import type { GateItem, QuestionAnswer } from './gate';
import type { Finding, Result } from '../model';

const NOW = new Date('2026-11-21T12:00:00Z');
const finding: Finding = {
  cluster: 'c',
  environment: 'production',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'web',
  message: 'too few replicas',
};
const PASS: Result = { result: 'pass' };
const FAIL = {
  result: 'fail',
  findings: [finding],
  findingsTotal: 1,
} satisfies Result;
const UNKNOWN: Result = {
  result: 'unknown',
  cause: 'unreachable',
  message: 'down',
};
const PENDING: Result = { result: 'pending', cause: 'missing' };
const NOT_APPLICABLE: Result = {
  result: 'notApplicable',
  rule: 'one replica is wanted',
};
const WAIVED: Result = {
  result: 'waived',
  covers: FAIL,
  waiver: {
    id: '1',
    until: '2026-12-01T00:00:00.000Z',
    reason: 'until the new pool is there',
  },
};
const unsettled = (settled: 'pass' | 'notApplicable' = 'pass'): Result => ({
  ...FAIL,
  settlesAt: '2026-11-21T12:10:00.000Z',
  settled,
});

function answer(
  result: Result,
  environment = 'production',
  question = 'q',
): QuestionAnswer {
  return { cluster: 'c', environment, result, question };
}

function item(
  id: string,
  answers: QuestionAnswer[],
  more: Partial<GateItem> = {},
): GateItem {
  return {
    id,
    severity: 'blocking',
    enforced: true,
    responsible: 'owner',
    weight: 1,
    scored: true,
    answers: answers.map(a => ({
      ...a,
      question: a.question === 'q' ? id : a.question,
    })),
    ...more,
  };
}

const gate = (items: GateItem[], more: object = {}) =>
  computeGate({ items, onPlatformUnknown: 'hold', now: NOW, ...more });

describe('verdict', () => {
  const recommended = { severity: 'recommended' } as const;
  const cases: [string, GateItem[], object, string, string[]][] = [
    ['all pass', [item('a', [answer(PASS)])], {}, 'ready', []],
    [
      'a blocking fail',
      [item('a', [answer(FAIL)]), item('b', [answer(UNKNOWN)])],
      {},
      'blocked',
      ['service'],
    ],
    [
      'a fail that is the platform’s',
      [item('a', [answer(FAIL)], { responsible: 'platform' })],
      {},
      'blocked',
      ['platform'],
    ],
    [
      'a recommended fail',
      [item('a', [answer(FAIL)], recommended)],
      {},
      'ready',
      [],
    ],
    [
      'a fail that is only warned about',
      [item('a', [answer(FAIL)], { enforced: false })],
      {},
      'ready',
      [],
    ],
    [
      'an unknown is never a pass',
      [item('a', [answer(UNKNOWN)])],
      {},
      'incomplete',
      ['platform'],
    ],
    [
      'an unknown where the gate only warns',
      [item('a', [answer(UNKNOWN)])],
      { onPlatformUnknown: 'warn' },
      'ready',
      [],
    ],
    [
      'a pending waits for people',
      [item('a', [answer(PENDING)])],
      { onPlatformUnknown: 'warn' },
      'incomplete',
      ['people'],
    ],
    [
      'a pending waits for the service',
      [item('a', [answer({ ...PENDING, waitsFor: 'service' } as Result)])],
      {},
      'incomplete',
      ['service'],
    ],
    [
      'nobody has answered yet',
      [item('a', [])],
      {},
      'incomplete',
      ['platform'],
    ],
    ['waived opens', [item('a', [answer(WAIVED)])], {}, 'ready', []],
    [
      'waived for one, failing for another',
      [item('a', [answer(WAIVED), answer(FAIL)])],
      {},
      'blocked',
      ['service'],
    ],
    [
      'a fail that has not lasted',
      [item('a', [answer(unsettled())])],
      {},
      'ready',
      [],
    ],
    [
      'not evaluated stands outside',
      [item('a', [], { notEvaluated: true }), item('b', [answer(PASS)])],
      {},
      'ready',
      [],
    ],
    [
      'only the environments asked for',
      [item('a', [answer(FAIL, 'dev'), answer(PASS)])],
      { environments: ['production'] },
      'ready',
      [],
    ],
    [
      'evidence of no environment answers all',
      [item('a', [answer(FAIL, '')])],
      { environments: ['production'] },
      'blocked',
      ['service'],
    ],
  ];
  it.each(cases)('%s', (_, items, more, verdict, waitingOn) => {
    expect(gate(items, more)).toMatchObject({ verdict, waitingOn });
  });

  it('counts each item once, whatever the number of clusters', () => {
    const state = gate([
      item('a', [answer(PASS), answer(FAIL), answer(NOT_APPLICABLE)]),
    ]);
    expect(state.counts).toEqual({
      fail: 1,
      unknown: 0,
      pending: 0,
      waived: 0,
      pass: 0,
      notApplicable: 0,
    });
  });
});

describe('settle', () => {
  it('counts once it has lasted, and says when', () => {
    const items = [item('a', [answer(unsettled('notApplicable'))])];
    const before = gate(items);
    expect(before.nextChangeAt).toBe('2026-11-21T12:10:00.000Z');
    expect(before.counts.notApplicable).toBe(1);
    expect(itemOutcome(items[0], undefined, NOW)).toMatchObject({
      changing: true,
    });
    expect(gate(items, { now: new Date('2026-11-21T12:10:00Z') }).verdict).toBe(
      'blocked',
    );
  });

  it('changes when a report that fails is too old to say so', () => {
    const until = '2026-11-22T12:00:00.000Z';
    const failing: Result = { ...FAIL, until };
    expect(gate([item('a', [answer(failing)])]).nextChangeAt).toBe(until);
  });
});

describe('score and coverage', () => {
  it('scores one question once, and leaves waived out of the fraction', () => {
    const same = [answer(PASS, 'production', 'same')];
    const state = gate([
      item('a', same),
      item('b', same),
      item('c', [answer(FAIL)]),
      item('d', [answer(WAIVED)]),
      item('e', [answer(NOT_APPLICABLE)]),
    ]);
    expect(state.score).toEqual({ value: 50, low: 50, high: 50 });
    expect(state.coverage).toEqual({
      applicable: 3,
      machineRead: 2,
      stated: 0,
    });
  });

  it('shows the range that unknown and pending leave open', () => {
    const state = gate([
      item('a', [answer(PASS)], { weight: 2 }),
      item('b', [answer(FAIL)]),
      item('c', [answer(UNKNOWN)]),
    ]);
    expect(state.score).toEqual({ value: 66.7, low: 50, high: 75 });
  });

  it('counts what people stated apart, and nothing unanswered', () => {
    const state = gate([
      item('a', [answer({ result: 'pass', stated: true })]),
      item('b', [answer(PASS)]),
      item('c', [answer(PENDING)]),
      item('d', []),
    ]);
    expect(state.coverage).toEqual({
      applicable: 4,
      machineRead: 1,
      stated: 1,
    });
  });

  it('has no score where nothing was judged, and never rounds up to all', () => {
    expect(gate([item('a', [answer(UNKNOWN)])]).score).toEqual({
      low: 0,
      high: 100,
    });
    const many = Array.from({ length: 3000 }, (_, i) =>
      item(`p${i}`, [answer(PASS)]),
    );
    expect(gate([...many, item('f', [answer(FAIL)])]).score.value).toBe(99.9);
  });
});

describe('exit code', () => {
  it.each([
    ['ready', [], 0],
    ['blocked', ['service'], 1],
    ['incomplete', ['people'], 2],
    ['incomplete', ['people', 'platform'], 2],
    ['incomplete', ['platform'], 3],
  ] as const)('%s waiting on %j is %i', (verdict, waitingOn, code) => {
    expect(verdictExitCode({ verdict, waitingOn: [...waitingOn] })).toBe(code);
  });
});
