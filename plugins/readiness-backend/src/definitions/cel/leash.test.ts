import { Leash, LeashError } from './leash';

const forever = () => {
  for (;;) {
    // ends only from outside
  }
};

describe('Leash', () => {
  it('gives what the work gives, and throws what it throws', () => {
    const leash = new Leash();
    expect(leash.run(() => 42)).toBe(42);
    expect(() =>
      leash.run(() => {
        throw new RangeError('its own');
      }),
    ).toThrow(new RangeError('its own'));
  });

  it('ends what does not end, even where it would catch that', () => {
    const leash = new Leash({ budgetMs: 5 });
    const stubborn = () => {
      for (;;) {
        try {
          forever();
        } catch {
          // again
        }
      }
    };
    expect(() => leash.run(stubborn)).toThrow(LeashError);
    expect(() => leash.run(stubborn)).toThrow('took longer than 5 ms');
    expect(leash.run(() => 'others go on')).toBe('others go on');
  });

  it('rests after so many strikes, and no longer than it says', () => {
    let now = 0;
    const leash = new Leash({
      budgetMs: 5,
      strikes: 2,
      restMs: 1000,
      clock: () => now,
    });
    expect(() => leash.run(forever)).toThrow('took longer than 5 ms');
    now = 500;
    expect(() => leash.run(forever)).toThrow('took longer than 5 ms');
    const work = jest.fn(() => 1);
    now = 999;
    expect(() => leash.run(work)).toThrow('not run for now');
    expect(work).not.toHaveBeenCalled();
    now = 1000;
    expect(leash.run(work)).toBe(1);
  });
});
