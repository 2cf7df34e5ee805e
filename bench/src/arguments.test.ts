import { readArguments } from './arguments';

const KNOWN = [1, 2, 3];

describe('arguments', () => {
  it('are all measures at their own sizes by default', () => {
    expect(readArguments([], KNOWN)).toEqual({
      profile: false,
      resume: false,
      sizes: {
        services: 1_000,
        large: 10_000,
        storm: 3_000,
        rounds: 5,
        smoke: false,
      },
    });
  });

  it('name measures, a size and a file', () => {
    const args = ['--only', '1,3', '--services', '500', '--json', 'out.json'];
    expect(readArguments(args, KNOWN)).toMatchObject({
      only: [1, 3],
      json: 'out.json',
      sizes: { services: 500, large: 500, storm: 500 },
    });
  });

  it('go on with what was measured before', () => {
    expect(readArguments(['--resume'], KNOWN)).toMatchObject({ resume: true });
  });

  it('can ask for whether it works alone', () => {
    const { sizes } = readArguments(['--smoke'], KNOWN);
    expect(sizes).toMatchObject({ smoke: true, rounds: 1 });
  });

  it.each([
    [['--only', '1,9'], '--only 9'],
    [['--only', ''], '--only '],
    [['--services', 'many'], '--services many'],
    [['--services', '5'], '--services 5'],
    [['--fast'], '--fast'],
  ])('%j are refused by name', (args, named) => {
    expect(() => readArguments(args, KNOWN)).toThrow(named);
  });
});
