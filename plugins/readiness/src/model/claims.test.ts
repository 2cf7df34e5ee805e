import { counts, gateState } from '../fixtures';
import {
  isAboutGate,
  readClaim,
  shownPercent,
  standingOf,
  truthOfCounts,
  truthOfGate,
  truthOfResult,
} from './claims';

describe('readClaim', () => {
  it.each([
    ['✅', { kind: 'all' }],
    ['✅ Complete 100%', { kind: 'all' }],
    ['✅ ALL RUNNING', { kind: 'all' }],
    ['7/7 healthy', { kind: 'all' }],
    ['5 of 7 healthy', { kind: 'share', percent: (5 / 7) * 100 }],
    ['85-90%', { kind: 'share', percent: 85 }],
    ['Week 3 End: 85–90 %', { kind: 'share', percent: 85 }],
    ['99.9%', { kind: 'share', percent: 99.9 }],
    ['🟢 READY FOR PRODUCTION', { kind: 'ready' }],
    ['Kubernetes Deployment PREPARED & VALIDATED', { kind: 'all' }],
  ])('%s is a claim', (text, claim) => {
    expect(readClaim(text)).toEqual(claim);
  });

  it.each([
    '⏳ Pending 0%',
    'NOT READY',
    'Partially complete',
    'Established Metrics',
    'Import error in test modules (to be fixed)',
    '24/7 on call',
  ])('%s claims nothing that could be untrue', text => {
    expect(readClaim(text)).toBeUndefined();
  });
});

describe('standingOf', () => {
  it.each([
    ['85-90%', { low: 40, high: 80 }, 'untrue'],
    ['85-90%', { low: 40, high: 85 }, 'unproven'],
    ['85-90%', { low: 85, high: 85 }, 'holds'],
  ])('%s with %j: %s', (claim, range, standing) => {
    expect(standingOf(claim, { ...range, all: 'holds' })).toBe(standing);
  });

  it.each([
    [{ pass: 3 }, 'holds'],
    [{ pass: 3, notApplicable: 2 }, 'holds'],
    [{ pass: 3, fail: 1 }, 'untrue'],
    [{ pass: 3, waived: 1 }, 'untrue'],
    [{ pass: 3, waived: 1, unknown: 1 }, 'untrue'],
    [{ pass: 3, unknown: 1 }, 'unproven'],
    [{ pass: 3, pending: 1 }, 'unproven'],
    [{ notApplicable: 2 }, undefined],
    [{}, undefined],
  ])('✅ of a section with %j: %s', (some, standing) => {
    expect(standingOf('✅', truthOfCounts(counts(some)))).toBe(standing);
  });

  it('counts the open ones into the share of a section as a score does', () => {
    expect(truthOfCounts(counts({ pass: 2, fail: 1, unknown: 1 }))).toEqual(
      expect.objectContaining({ low: 50, high: 75 }),
    );
  });

  it.each([
    ['ready', 'holds'],
    ['incomplete', 'unproven'],
    ['blocked', 'untrue'],
  ] as const)('READY of a gate that is %s: %s', (verdict, standing) => {
    const own = gateState({ verdict, counts: counts({ pass: 9, fail: 1 }) });
    expect(standingOf('READY', truthOfGate(own))).toBe(standing);
    // What fails and does not block is not done all the same.
    expect(standingOf('✅', truthOfGate(own))).toBe('untrue');
  });

  it('takes an item that does not apply for neither true nor untrue', () => {
    expect(standingOf('✅', truthOfResult('notApplicable'))).toBeUndefined();
    expect(standingOf('✅', truthOfResult('waived'))).toBe('untrue');
  });
});

describe('isAboutGate', () => {
  it.each([
    ['85-90%', 'readiness-score', true],
    ['85-90%', 'score-history', false],
    ['✅', 'readiness-score', false],
  ] as const)('%s beside %s: %s', (claim, view, expected) => {
    const items = [{ claim: '85-90%', view }];
    expect(isAboutGate({ claim, items })).toBe(expected);
  });

  it('is not so of a section that claims nothing', () => {
    expect(isAboutGate({ items: [{ view: 'readiness-score' }] })).toBe(false);
  });
});

it('never rounds up to all', () => {
  expect([99.96, 100, 33.333].map(shownPercent)).toEqual([99.9, 100, 33.3]);
});
