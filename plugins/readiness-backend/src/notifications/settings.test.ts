import { ConfigReader } from '@backstage/config';
import { lastDigestTime, readNotificationSettings } from './settings';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

const settingsOf = (notifications?: object) =>
  readNotificationSettings(
    new ConfigReader({
      readiness: { ...(notifications && { notifications }) },
    }),
  );

describe('settings of notifications', () => {
  it('have a default for everything', () => {
    expect(settingsOf()).toEqual({
      enabled: true,
      regressions: true,
      digest: true,
      breakGlass: true,
      storm: { atLeast: 2, share: 0.05 },
      digestAtMs: 7 * HOUR,
      endsWithinMs: 14 * DAY,
    });
  });

  it.each([
    [{ enabled: false }, { enabled: false }],
    [{ regressions: false }, { regressions: false }],
    [{ breakGlass: false }, { breakGlass: false }],
    [{ digest: { enabled: false } }, { digest: false }],
    [{ digest: { at: '23:59' } }, { digestAtMs: DAY - 60_000 }],
    [{ digest: { endsWithin: 'P3D' } }, { endsWithinMs: 3 * DAY }],
    [{ digest: { endsWithin: { days: 2 } } }, { endsWithinMs: 2 * DAY }],
    [{ operator: 'Platform' }, { operator: 'group:default/platform' }],
    [{ operator: 'user:ann' }, { operator: 'user:default/ann' }],
    [
      { storm: { percent: 12.5, atLeast: 5 } },
      { storm: { atLeast: 5, share: 0.125 } },
    ],
  ])('take %j', (config, settings) => {
    expect(settingsOf(config)).toMatchObject(settings);
  });

  it.each([
    [{ operator: 'component:default/api' }, 'operator'],
    [{ operator: 'a:b:c' }, 'operator'],
    [{ storm: { percent: 0 } }, 'storm.percent'],
    [{ storm: { percent: 101 } }, 'storm.percent'],
    [{ storm: { atLeast: 0 } }, 'storm.atLeast'],
    [{ digest: { at: '7:00' } }, 'digest.at'],
    [{ digest: { at: '24:00' } }, 'digest.at'],
    [{ digest: { endsWithin: 'soon' } }, 'digest.endsWithin'],
    [{ enabled: 'perhaps' }, 'enabled'],
  ])('refuse %j and name the key', (config, key) => {
    expect(() => settingsOf(config)).toThrow(`readiness.notifications.${key}`);
  });
});

describe('the time of the last digest', () => {
  it.each([
    ['12:00', '2026-11-21T07:00:00.000Z'],
    ['07:00', '2026-11-21T07:00:00.000Z'],
    ['06:59', '2026-11-20T07:00:00.000Z'],
    ['00:00', '2026-11-20T07:00:00.000Z'],
  ])('at %s is %s', (time, last) => {
    const now = new Date(`2026-11-21T${time}:00Z`);
    expect(lastDigestTime({ digestAtMs: 7 * HOUR }, now)).toEqual(
      new Date(last),
    );
  });
});
