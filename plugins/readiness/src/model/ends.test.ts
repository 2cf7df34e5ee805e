import { Duration, Settings } from 'luxon';
import { durationOf, durationText, endOfDay, inHours, lastDay } from './ends';

const NOON = Date.parse('2026-11-21T12:00:00Z');

describe('the end of a word', () => {
  const { defaultZone } = Settings;
  beforeAll(() => {
    Settings.defaultZone = 'UTC';
  });
  afterAll(() => {
    Settings.defaultZone = defaultZone;
  });

  it.each([
    ['P90D', '2027-02-18'],
    ['P1D', '2026-11-21'],
    ['PT6H', undefined],
  ])('within %s lies the whole of %s', (bound, day) => {
    expect(lastDay(NOON, Duration.fromISO(bound))).toBe(day);
  });

  it.each(['P90D', 'P1D', 'P365D'])(
    'on the last day of %s stays within the bound',
    bound => {
      const duration = Duration.fromISO(bound);
      const end = endOfDay(lastDay(NOON, duration) as string);
      expect(Date.parse(end)).toBeLessThan(NOON + duration.toMillis());
    },
  );

  it('is the end of the day, where the reader is', () => {
    expect(endOfDay('2027-02-18')).toBe('2027-02-18T23:59:59.999Z');
    Settings.defaultZone = 'Asia/Tokyo';
    expect(endOfDay('2027-02-18')).toBe('2027-02-18T14:59:59.999Z');
    Settings.defaultZone = 'UTC';
  });

  it('of a broken glass stays below 24 hours, whatever the clocks say', () => {
    expect(inHours(NOON, 4)).toBe('2026-11-21T16:00:00.000Z');
    expect(inHours(NOON, 24)).toBe('2026-11-22T11:55:00.000Z');
  });
});

describe('a duration', () => {
  it.each([
    ['P90D', '90 days'],
    ['PT12H', '12 hours'],
    ['soon', 'soon'],
  ])('%s is read as %s', (iso, text) => {
    expect(durationText(iso, 'en')).toBe(text);
  });

  it('that is none bounds nothing', () => {
    expect(durationOf('soon')).toBeUndefined();
    expect(durationOf(undefined)).toBeUndefined();
  });
});
