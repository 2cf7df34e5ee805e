import { BusyError, busyWith, Patience } from './patience';

const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
});
const NOON = 'Sat, 21 Nov 2026 12:00:00 GMT';
const IN_FIVE = 'Sat, 21 Nov 2026 12:00:05 GMT';

describe('busyWith', () => {
  it.each<[string, number, Record<string, string>, number | undefined]>([
    ['a 429 with seconds', 429, { 'retry-after': '7' }, 7000],
    ['a 503 with seconds', 503, { 'retry-after': ' 2 ' }, 2000],
    ['no time at all', 429, { 'retry-after': '0' }, 0],
    ['a date', 503, { 'retry-after': IN_FIVE, date: NOON }, 5000],
    ['a date that is over', 429, { 'retry-after': NOON, date: IN_FIVE }, 0],
    ['a 429 without a word', 429, {}, 1000],
    ['a word that nobody understands', 429, { 'retry-after': 'soon' }, 1000],
    ['a 503 without a word', 503, {}, undefined],
    ['an answer', 200, { 'retry-after': '7' }, undefined],
    ['another error', 500, { 'retry-after': '7' }, undefined],
  ])('reads %s', (_, status, headers, askedMs) => {
    expect(busyWith(answer(status, headers))).toEqual(
      askedMs === undefined ? undefined : { status, askedMs },
    );
  });

  it('reckons a date from now where the server has no clock', () => {
    const until = new Date(Date.now() + 60_000).toUTCString();
    const busy = busyWith(answer(429, { 'retry-after': until }));
    expect(busy!.askedMs).toBeGreaterThan(50_000);
    expect(busy!.askedMs).toBeLessThanOrEqual(60_000);
  });
});

describe('Patience', () => {
  const busy = (askedMs: number) => ({ busy: { status: 429, askedMs } });

  it('does not ask what is longer than a request may be put off, and tells others too', async () => {
    const patience = new Patience('the cluster east', 30_000);
    const send = jest.fn(async () => busy(90_000));
    const message =
      'the cluster east is too busy: it answered 429 and asked for 90 s, and a request is put off for 30 s at most';
    await expect(patience.ask(send)).rejects.toThrow(new BusyError(message));
    await expect(patience.ask(send)).rejects.toThrow(new BusyError(message));
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('waits longer each time where the server asks for little', async () => {
    const patience = new Patience('it', 5_000);
    const times: number[] = [];
    const send = async () => {
      times.push(performance.now());
      return times.length < 3 ? busy(0) : {};
    };
    expect(await patience.ask(send)).toEqual({});
    expect(times[1] - times[0]).toBeGreaterThanOrEqual(490);
    expect(times[2] - times[1]).toBeGreaterThanOrEqual(990);
  });

  it('stops waiting when the evaluation does', async () => {
    const patience = new Patience('it', 30_000);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    await expect(
      patience.ask(async () => busy(20_000), controller.signal),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
