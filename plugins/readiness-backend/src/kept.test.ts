import { Kept } from './kept';

function setUp(options: { atMost?: number } = {}) {
  let now = 0;
  const read = jest.fn(async () => now);
  const kept = new Kept<number>({ forMs: 10_000, now: () => now, ...options });
  return {
    read,
    ask: (key = '') => kept.of(key, read),
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('an answer that is kept', () => {
  it('is read once for all who ask together', async () => {
    const { ask, read } = setUp();
    await Promise.all([ask(), ask()]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('is read anew when its time is over', async () => {
    const { ask, wait } = setUp();
    await ask();
    wait(9.999);
    expect(await ask()).toBe(0);
    wait(0.001);
    expect(await ask()).toBe(10_000);
  });

  it('is asked again where it could not be read', async () => {
    const { ask, read } = setUp();
    read.mockRejectedValueOnce(new Error('no database'));
    await expect(ask()).rejects.toThrow('no database');
    await expect(ask()).resolves.toBe(0);
  });

  it('makes room for another, the oldest first', async () => {
    const { ask, read } = setUp({ atMost: 2 });
    for (const key of ['a', 'b', 'c', 'b', 'c']) await ask(key);
    expect(read).toHaveBeenCalledTimes(3);
    await ask('a');
    expect(read).toHaveBeenCalledTimes(4);
  });
});
