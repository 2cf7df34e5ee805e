import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { answer, before, blockedDetail, item } from '../fixtures';
import {
  countWaiting,
  headline,
  matchesFilter,
  mendedWith,
  openPlaces,
  resultIn,
  shownResult,
  whatBlocks,
  worthOf,
} from './gate';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = before(NOW);
const ids = (items: ItemView[]) => items.map(one => one.id);

const fails = (check: string) => [answer(ago, { check, result: 'fail' })];

describe('worthOf', () => {
  it('is the share of what is scored', () => {
    const scored = item({ id: 'a', text: 'a', weight: 3, result: 'fail' });
    const items = [
      scored,
      item({ id: 'b', text: 'b', weight: 1 }),
      item({ id: 'c', text: 'c', weight: 5, result: 'notApplicable' }),
      item({ id: 'd', text: 'd', weight: 5, notEvaluated: 'report' }),
    ];
    expect(worthOf(scored, items)).toBe(75);
    expect(worthOf(scored, [])).toBe(0);
  });
});

describe('whatBlocks', () => {
  it('puts fails first, the most findings on top, then what nobody answered', () => {
    const { failing, open, changing, warned } = whatBlocks(
      blockedDetail(NOW),
      NOW,
    );
    expect(ids(failing)).toEqual(['baseline.05', 'baseline.03', 'baseline.07']);
    expect(ids(open)).toEqual(['baseline.11', 'baseline.12']);
    expect(ids(changing)).toEqual(['baseline.02']);
    expect(warned).toEqual([]);
  });

  it.each<[string, Partial<ItemView>, string[]]>([
    ['one fix mends several', { weight: 9 }, ['b', 'c', 'a']],
    ['it weighs more', { weight: 9, answers: fails('of-b') }, ['a', 'b', 'c']],
  ])('puts a fail first where %s', (_, some, order) => {
    const detail = blockedDetail(NOW);
    const failing = (id: string, more: Partial<ItemView>) =>
      item({ id, text: id, holds: true, result: 'fail', ...more });
    detail.sections = [
      {
        id: 's',
        title: 's',
        items: [
          failing('a', { answers: fails('of-a'), ...some }),
          failing('b', { answers: fails('of-b') }),
          failing('c', { answers: fails('of-b') }),
        ],
      },
    ];
    const { failing: found } = whatBlocks(detail, NOW);
    expect(ids(found)).toEqual(order);
    expect(ids(mendedWith(found[1], found))).toContain('c');
  });

  it('counts whom the items wait on', () => {
    const { failing, open } = whatBlocks(blockedDetail(NOW), NOW);
    expect(countWaiting([...failing, ...open])).toEqual([
      ['service', 3],
      ['platform', 1],
      ['people', 1],
    ]);
  });

  it('counts an item that fails outside the gate as open, where the gate knows nothing', () => {
    const detail = blockedDetail(NOW);
    detail.sections[0].items = [
      item({
        id: 'a',
        text: 'a',
        holds: true,
        result: 'fail',
        answers: [
          answer(ago, { result: 'unknown', cause: 'unreachable' }),
          answer(ago, { environment: 'staging', result: 'fail' }),
        ],
      }),
    ];
    expect(ids(whatBlocks(detail, NOW).open)).toContain('a');
  });

  it('shows unknowns that only warn apart from those that hold', () => {
    const detail = blockedDetail(NOW);
    const [, , security] = detail.sections;
    security.items.forEach(one => {
      one.holds = false;
    });
    const { open, warned } = whatBlocks(detail, NOW);
    expect(open).toEqual([]);
    expect(ids(warned)).toEqual(['baseline.11']);
  });
});

describe('an item that is changing', () => {
  const changing = item({
    id: 'a',
    text: 'a',
    changing: true,
    answers: [
      answer(ago, {
        result: 'fail',
        settled: 'pass',
        settlesAt: ago(-5),
        message: 'one is down',
      }),
    ],
  });

  it('is shown as changing, not as a fail and not as a pass', () => {
    expect(shownResult(changing)).toBe('changing');
    expect(resultIn(changing, undefined, NOW)).toBe('pass');
    expect(openPlaces(changing, NOW)).toEqual([
      { environment: 'production', result: 'changing' },
    ]);
    expect(headline(changing)).toBe('one is down');
  });

  it('is a fail once it has lasted', () => {
    expect(resultIn(changing, undefined, NOW + 6 * 60_000)).toBe('fail');
  });

  it('is a fail where another fail has lasted already', () => {
    const both = {
      ...changing,
      result: 'fail' as const,
      answers: [
        ...changing.answers,
        answer(ago, { cluster: 'b', result: 'fail' }),
      ],
    };
    expect(shownResult(both)).toBe('fail');
  });
});

describe('headline', () => {
  it('names the object where the message does not', () => {
    const finding = {
      cluster: 'c',
      environment: 'production',
      namespace: 'shop',
      kind: 'Deployment',
      name: 'web',
      message: 'too few replicas',
    };
    const failing = (message: string) =>
      item({
        id: 'a',
        text: 'a',
        result: 'fail',
        answers: [
          answer(ago, { result: 'fail', findings: [{ ...finding, message }] }),
        ],
      });
    expect(headline(failing('too few replicas'))).toBe(
      'Deployment shop/web: too few replicas',
    );
    expect(headline(failing('web has too few replicas'))).toBe(
      'web has too few replicas',
    );
  });

  it('says nothing of a pass', () => {
    expect(
      headline(item({ id: 'a', text: 'a', answers: [answer(ago, {})] })),
    ).toBeUndefined();
  });
});

describe('matchesFilter', () => {
  const unknown = item({ id: 'a', text: 'a', result: 'unknown' });

  it.each([
    [{ results: [], severities: [] }, true],
    [{ results: ['unknown' as const], severities: [] }, true],
    [{ results: ['pass' as const], severities: [] }, false],
    [{ results: [], severities: ['recommended' as const] }, false],
  ])('%j: %s', (filter, expected) => {
    expect(matchesFilter(unknown, filter)).toBe(expected);
  });

  it('leaves out what is not evaluated when asked for a result', () => {
    const outside = { ...unknown, notEvaluated: 'report' };
    expect(
      matchesFilter(outside, { results: ['unknown'], severities: [] }),
    ).toBe(false);
    expect(
      matchesFilter(outside, { results: [], severities: ['blocking'] }),
    ).toBe(true);
  });
});
