import { figure, median, percentile, ratio } from './arithmetic';
import { measure, notMeasured } from './measure';
import { page, textTable } from './table';

describe('percentile', () => {
  it.each([
    [[5], 99, 5],
    [[3, 1, 2], 50, 2],
    [[4, 1, 3, 2], 50, 2],
    [[1, 2, 3, 4], 75, 3],
    [[1, 2, 3, 4], 76, 4],
    [Array.from({ length: 100 }, (_, at) => at + 1), 95, 95],
    [Array.from({ length: 100 }, (_, at) => at + 1), 100, 100],
    [[2, 1], 0, 1],
  ])('of %j at %d is %d', (values, percent, wanted) => {
    expect(percentile(values, percent)).toBe(wanted);
  });

  it('of nothing is an error, not a zero', () => {
    expect(() => median([])).toThrow('no values');
  });

  it('leaves its values as they are', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('ratio', () => {
  it('divides', () => {
    expect(ratio(3, 2)).toBe(1.5);
  });

  it.each([0, -1, NaN])('compares nothing with %d', to => {
    expect(() => ratio(1, to)).toThrow('nothing can be compared');
  });
});

describe('figure', () => {
  it.each([
    [0, '0'],
    [0.0123456, '0.0123'],
    [1.3, '1.3'],
    [12.345, '12.3'],
    [123.45, '123'],
    [12345.6, '12,346'],
    [10000, '10,000'],
    [NaN, '–'],
  ])('writes %d as %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });
});

describe('measure', () => {
  const head = { id: 3, name: 'later ÷ floor', unit: '×' };

  it.each([
    [1.3, { atMost: 1.3 }, true, '≤ 1.3'],
    [1.31, { atMost: 1.3 }, false, '≤ 1.3'],
    [100, { atLeast: 100 }, true, '≥ 100'],
    [99, { atLeast: 100 }, false, '≥ 100'],
    [0, { atMost: 0 }, true, '≤ 0'],
    [NaN, { atMost: 1 }, false, '≤ 1'],
  ])('%d within %j is met: %s', (value, bound, met, target) => {
    expect(measure(head, value, bound)).toEqual({
      ...head,
      value,
      target,
      met,
    });
  });

  it('that could not be taken says why and is not met', () => {
    expect(notMeasured(8, 'lists', 'there is no PostgreSQL')).toMatchObject({
      id: 8,
      met: false,
      note: 'there is no PostgreSQL',
    });
  });
});

describe('tables', () => {
  const measures = [
    measure({ id: 1, name: 'requests', unit: '×', note: '56 | 13,000' }, 232, {
      atLeast: 100,
    }),
    notMeasured(8, 'lists', 'there is no PostgreSQL'),
  ];

  it('stand in columns on a terminal', () => {
    expect(textTable(measures).split('\n')).toEqual([
      '1  requests  232 ×         ≥ 100  met    ',
      '8  lists     not measured         NOT MET',
    ]);
  });

  it('become a page', () => {
    const text = page(measures, {
      date: '2026-11-21',
      cores: 2,
      cpu: 'a processor',
      memoryGb: 24,
      versions: [['Node.js', '20.20.2']],
    });
    expect(text).toContain('- 2026-11-21, 2 cores (a processor), 24 GB');
    expect(text).toContain(
      '| 1 | requests | 232 × | ≥ 100 | yes | 56 \\| 13,000 |',
    );
    expect(text).toContain('| 8 | lists | not measured |  | **no** |');
  });
});
