import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { CLEAN_UP_SCHEDULE, cleanUp, readRetention } from './cleanUp';

const DAY = 24 * 60 * 60_000;
const NOON = new Date('2026-11-21T12:00:00Z');

const read = (retention?: object) =>
  readRetention(
    new ConfigReader({ readiness: { ...(retention && { retention }) } }),
  );

describe('the clean-up', () => {
  it.each([
    [undefined, { departed: 30 * DAY, evaluations: 30 * DAY }],
    [
      { departed: 'P1D', evaluations: { hours: 36 }, history: '2 days' },
      { departed: DAY, evaluations: 1.5 * DAY, history: 2 * DAY },
    ],
    [
      { reports: { weeks: 1 } },
      { departed: 30 * DAY, evaluations: 30 * DAY, reports: 7 * DAY },
    ],
  ])('reads %j', (retention, expected) => {
    expect(read(retention)).toEqual(expected);
  });

  it('refuses what would remove the news of today', () => {
    expect(() => read({ history: 'PT1H' })).toThrow(
      'readiness.retention.history: less than a day',
    );
  });

  it('is done by one replica at a time', () => {
    expect(CLEAN_UP_SCHEDULE).toMatchObject({ scope: 'global' });
  });

  it('asks for what is older, and tells what went', async () => {
    const logger = mockServices.logger.mock();
    const store = {
      cleanUp: jest.fn(
        async () =>
          new Map([
            ['transitions', 3],
            ['reports', 1],
          ]),
      ),
    };
    const { signal } = new AbortController();
    await cleanUp(
      {
        store,
        retention: { departed: DAY, evaluations: 2 * DAY, history: 3 * DAY },
        logger,
        clock: () => NOON,
      },
      signal,
    );
    expect(store.cleanUp).toHaveBeenCalledWith(
      {
        departed: new Date('2026-11-20T12:00:00Z'),
        evaluations: new Date('2026-11-19T12:00:00Z'),
        history: new Date('2026-11-18T12:00:00Z'),
      },
      signal,
    );
    expect(logger.info).toHaveBeenCalledWith(
      'Cleaned up: 3 of transitions, 1 of reports',
    );
  });
});
