/** What is open of a gate, by check, from answers that are given. */
import type {
  QuestionAnswer,
  Result,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { AnsweredItem } from './answers';
import { openItemRows } from './openItems';

const NOW = new Date('2026-11-21T12:00:00Z');
const WEB = 'component:default/web';

const FAIL: Result = {
  result: 'fail',
  findings: [{ cluster: 'east', environment: 'production', message: 'no' }],
  findingsTotal: 1,
} as unknown as Extract<Result, { result: 'fail' }>;
const PASS: Result = { result: 'pass' };
const UNKNOWN: Result = { result: 'unknown', cause: 'stale', message: '' };
const PENDING: Result = { result: 'pending', cause: 'missing' };
const RULED_OUT: Result = { result: 'notApplicable', rule: 'not here' };
const WAIVED: Result = {
  result: 'waived',
  waiver: { id: 'w', until: '2027-01-01T00:00:00Z', reason: 'New.' },
  covers: FAIL,
};
const CHANGING: Result = {
  ...FAIL,
  settlesAt: '2026-11-21T12:05:00Z',
  settled: 'pass',
};

const says = (
  question: string,
  result: Result,
  environment = 'production',
): QuestionAnswer => ({ question, cluster: 'east', environment, result });

/** Asks the questions `a` and `b#1`, of the checks `a` and `b`. */
function item(
  answers: QuestionAnswer[],
  more: Partial<AnsweredItem> = {},
): AnsweredItem {
  const question = (key: string) => ({
    key,
    check: { definition: { id: key.split('#')[0] } },
  });
  return {
    id: 'i',
    severity: 'blocking',
    enforced: true,
    responsible: 'owner',
    weight: 1,
    scored: true,
    stated: [],
    resolved: {
      item: { definition: { checks: [{ check: 'a' }, { check: 'b' }] } },
      questions: ['a', 'b#1'].map(question),
    } as never,
    answers,
    ...more,
  };
}

function rowsOf(
  items: AnsweredItem[],
  onPlatformUnknown: 'hold' | 'warn' = 'hold',
) {
  const scorecard = {
    definition: { id: 'trial', gate: { onPlatformUnknown } },
  } as never;
  return openItemRows({ scorecard, items, spans: ['production'] }, WEB, NOW);
}

/** `check result/itemResult`, and whether it holds, or would. */
const told = (items: AnsweredItem[], onPlatformUnknown?: 'hold' | 'warn') =>
  rowsOf(items, onPlatformUnknown).map(
    ({ check, result, itemResult, holds, wouldHold }) =>
      [
        `${check} ${result}/${itemResult}`,
        ...(holds ? ['holds'] : []),
        ...(wouldHold ? ['would'] : []),
      ].join(' '),
  );

it('is a row of everything there is to say', () => {
  expect(
    rowsOf([
      item([says('a', FAIL), says('b#1', PASS)], {
        severity: 'recommended',
        responsible: 'platform',
      }),
    ]),
  ).toEqual([
    {
      entityRef: WEB,
      scorecard: 'trial',
      item: 'i',
      check: 'a',
      result: 'fail',
      itemResult: 'fail',
      severity: 'recommended',
      enforced: true,
      holds: false,
      wouldHold: false,
      responsible: 'platform',
    },
  ]);
});

it.each<[string, AnsweredItem, string[]]>([
  [
    'of each check that is open, with its own result',
    item([says('a', PENDING), says('b#1', FAIL)]),
    ['a pending/fail holds would', 'b fail/fail holds would'],
  ],
  [
    'where it is not enforced',
    item([says('a', FAIL), says('b#1', UNKNOWN)], { enforced: false }),
    ['a fail/fail would', 'b unknown/fail would'],
  ],
  [
    'where it is waived',
    item([says('a', WAIVED), says('b#1', RULED_OUT)]),
    ['a waived/waived'],
  ],
  [
    'of the worst environment among those that the gate spans',
    item([
      says('a', PASS),
      says('a', FAIL, 'staging'),
      says('b#1', UNKNOWN),
      says('b#1', PENDING, ''),
    ]),
    ['b unknown/unknown holds would'],
  ],
  [
    'of nothing that passes, is ruled out or only changes',
    item([says('a', CHANGING), says('b#1', RULED_OUT)]),
    [],
  ],
  ['of nothing that is not evaluated', item([], { notEvaluated: true }), []],
  [
    'of every check where nobody answers',
    item([says('a', FAIL, 'staging')]),
    ['a unknown/unknown holds would', 'b unknown/unknown holds would'],
  ],
  [
    'of no check that is not asked beside one that is',
    item([says('b#1', FAIL)]),
    ['b fail/fail holds would'],
  ],
  [
    'of every check of an item that is broken',
    item([says('item:i', UNKNOWN, '')]),
    ['a unknown/unknown holds would', 'b unknown/unknown holds would'],
  ],
  [
    'without a check where none is asked',
    item([says('expects-workload', FAIL)], { resolved: undefined }),
    [' fail/fail holds would'],
  ],
])('is told %s', (_, asked, expected) => {
  expect(told([asked])).toEqual(expected);
});

it('holds nothing for what the platform cannot tell, where the gate only warns of it', () => {
  const items = [
    item([says('a', UNKNOWN), says('b#1', PASS)]),
    item([says('a', PENDING), says('b#1', PASS)]),
  ];
  expect(told(items, 'warn')).toEqual([
    'a unknown/unknown',
    'a pending/pending holds would',
  ]);
});
