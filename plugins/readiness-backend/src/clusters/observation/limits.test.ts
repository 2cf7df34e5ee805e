import { ConfigReader } from '@backstage/config';
import { readReadingLimits } from './limits';

const limits = (kubernetes?: object) =>
  readReadingLimits(
    new ConfigReader({ readiness: { ...(kubernetes && { kubernetes }) } }),
  );

it('are four requests at a time and half a minute, where nothing is said', () => {
  const expected = { concurrency: 4, maxWaitMs: 30_000 };
  expect(limits()).toEqual(expected);
  expect(limits({})).toEqual(expected);
  expect(readReadingLimits(new ConfigReader({}))).toEqual(expected);
});

it('are as configured', () => {
  expect(limits({ concurrency: 2, maxWait: 'PT10S' })).toEqual({
    concurrency: 2,
    maxWaitMs: 10_000,
  });
  expect(limits({ maxWait: { minutes: 1 } }).maxWaitMs).toBe(60_000);
});

it.each([0, 1.5, 33, -1])('are not of %s requests', concurrency => {
  expect(() => limits({ concurrency })).toThrow(
    `readiness.kubernetes.concurrency must be a whole number from 1 to 32, not ${concurrency}`,
  );
});

it('are not longer than a lease allows', () => {
  expect(() => limits({ maxWait: '2 minutes' })).toThrow(
    /readiness\.kubernetes\.maxWait must be a minute at most/,
  );
});
