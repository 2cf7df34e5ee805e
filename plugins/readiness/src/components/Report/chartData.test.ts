import { gateState, readinessReport } from '../../fixtures';
import { chartOf, ticksOf } from './chartData';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const report = readinessReport(NOW);
const score = (value: number) => ({ value, low: value, high: value });
const point = (day: string, value: number) => ({
  day,
  verdict: 'blocked' as const,
  score: score(value),
});
const of = (some: Partial<typeof report>) => ({
  ...report,
  own: gateState({ score: score(60) }),
  progression: [point('2026-11-01', 40)],
  target: undefined,
  ...some,
});

describe('chartOf', () => {
  it('draws the weeks and the gate as it is now', () => {
    expect(chartOf(of({}))?.rows).toEqual([
      { time: Date.parse('2026-11-01'), value: 40, range: [40, 40] },
      { time: NOW, value: 60, range: [60, 60] },
    ]);
  });

  it('puts the gate as it is now in the place of what was kept of today', () => {
    const progression = [point('2026-11-01', 40), point('2026-11-21', 50)];
    expect(chartOf(of({ progression }))?.rows.map(row => row.value)).toEqual([
      40, 60,
    ]);
  });

  it.each([
    ['no history', []],
    ['one day', [point('2026-11-21', 50)]],
  ])('draws nothing with %s', (_, progression) => {
    expect(chartOf(of({ progression }))).toBeUndefined();
  });

  it('leaves the line out where there was no score, and keeps what was open', () => {
    const unknown = {
      ...point('2026-11-01', 0),
      score: { low: 0, high: 100 },
    };
    expect(chartOf(of({ progression: [unknown] }))?.rows[0]).toEqual({
      time: Date.parse('2026-11-01'),
      range: [0, 100],
    });
  });

  it('leads on to the target where a forecast says when', () => {
    const target = {
      score: 90,
      date: '2026-12-31',
      state: 'onTrack' as const,
      forecast: '2026-12-11',
    };
    const chart = chartOf(of({ target }));
    expect(chart?.rows.slice(-2)).toEqual([
      expect.objectContaining({ time: NOW, value: 60, forecast: 60 }),
      { time: Date.parse('2026-12-11'), forecast: 90 },
    ]);
    expect(chart?.end).toBe(Date.parse('2026-12-31'));
  });

  it('ends a forecast of years after half of one', () => {
    const target = {
      score: 90,
      date: '2026-12-31',
      state: 'behind' as const,
      forecast: '2030-11-21',
    };
    const last = chartOf(of({ target }))?.rows.at(-1);
    expect(new Date(last!.time).toISOString()).toMatch(/^2027-05-22/);
    expect(last!.forecast).toBeCloseTo(60 + 30 * (182 / 1461), 1);
  });

  it('shows a target that was missed without a line to it', () => {
    const target = { score: 90, date: '2026-10-01', state: 'missed' as const };
    const chart = chartOf(of({ target }));
    expect(chart?.end).toBe(NOW);
    expect(chart?.rows.some(row => 'forecast' in row)).toBe(false);
    expect(chart?.target?.score).toBe(90);
  });
});

it('marks whole days, and few', () => {
  const ticks = ticksOf(chartOf(report)!);
  expect(ticks.length).toBeLessThanOrEqual(6);
  for (const tick of ticks) expect(tick % 86_400_000).toBe(0);
});
