/** Times that callers send. */
import { DateTime } from 'luxon';
import { quote, refuse } from './errors';

/** Clocks of CI runners are not ours. */
export const FUTURE_MS = 5 * 60_000;

const RFC3339 =
  /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** The time in UTC. @throws ReportError */
export function timeOf(
  value: unknown,
  path: string,
  { now, maxAgeMs }: { now: Date; maxAgeMs?: number },
): string {
  const example = now.toISOString().replace(/\.\d+/, '');
  if (typeof value !== 'string' || !RFC3339.test(value)) {
    const given = typeof value === 'string' ? `, not ${quote(value)}` : '';
    return refuse(
      path,
      `must be a time with its zone such as ${example}${given}`,
    );
  }
  const time = DateTime.fromISO(value.toUpperCase(), { zone: 'utc' });
  if (!time.isValid) {
    return refuse(path, `${quote(value)} is no day or time that exists`);
  }
  const age = now.getTime() - time.toMillis();
  if (age < -FUTURE_MS) {
    refuse(
      path,
      `${value} is more than 5 minutes in the future (here it is ${example}); check the clock of the sender`,
    );
  }
  if (maxAgeMs !== undefined && age > maxAgeMs) {
    refuse(
      path,
      `${value} is longer ago than ${Math.round(
        maxAgeMs / 86_400_000,
      )} days; send the report of a newer run`,
    );
  }
  return time.toJSDate().toISOString();
}
