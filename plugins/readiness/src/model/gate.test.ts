import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { answer, before, blockedDetail, item } from '../fixtures';
import {
  headline,
  matchesFilter,
  openPlaces,
  resultIn,
  shownResult,
  whatBlocks,
} from './gate';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = before(NOW);
const ids = (items: ItemView[]) => items.map(one => one.id);

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
