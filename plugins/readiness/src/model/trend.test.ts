import { trendOf } from './trend';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const points = (days: Record<string, number | undefined>) =>
  Object.entries(days).map(([day, value]) => ({
    day,
    ...(value !== undefined && { value }),
  }));

describe('trendOf', () => {
  it.each([
    ['nothing is known', {}, 80],
    ['only today is known', { '2026-11-21': 80 }, 80],
    ['nothing counts now', { '2026-11-01': 80 }, undefined],
    ['nothing ever counted', { '2026-11-01': undefined }, 80],
  ])('says nothing where %s', (_, days, value) => {
    expect(trendOf(points(days), { value }, NOW)).toBeUndefined();
  });

  it.each([
    ['the score of a week ago', { '2026-11-13': 70, '2026-11-18': 75 }, 10],
    ['what stood a week ago', { '2026-09-01': 90, '2026-11-18': 85 }, -10],
    ['an unchanged score', { '2026-11-01': 80 }, 0],
    ['tenths', { '2026-11-01': 79.96 }, 0],
  ])('compares with %s', (_, days, change) => {
    const trend = trendOf(points(days), { value: 80 }, NOW);
    expect(trend).toMatchObject({ change });
    expect(trend).not.toHaveProperty('since');
  });

  it('names the first day of a gate that is younger than a week', () => {
    expect(
      trendOf(
        points({ '2026-11-18': 70, '2026-11-19': 75 }),
        { value: 80 },
        NOW,
      ),
    ).toMatchObject({ change: 10, since: '2026-11-18' });
  });

  it('draws a score as it stood until it changed, within the last weeks', () => {
    const { line } = trendOf(
      points({ '2026-01-01': 40, '2026-11-11': 80 }),
      { value: 60 },
      NOW,
    )!;
    const rounded = line.map(corner =>
      corner.map(n => Math.round(n * 10) / 10),
    );
    expect(rounded).toEqual([
      [0, 1],
      [0.9, 1],
      [0.9, 0],
      [1, 0],
      [1, 0.5],
    ]);
  });
});
