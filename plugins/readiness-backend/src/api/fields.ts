/** Fields of what people write, and of candidates, refused with their name. */
import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';
import { clean, quote } from '../reports/errors';

export const DAY_MS = 86_400_000;
const SHORTEST_REASON = 3;
const WITH_ZONE = /T.*(Z|[+-]\d{2}:?\d{2})$/i;

/** When a word shall end. @throws InputError */
export function untilOf(
  text: string,
  { now, most, why }: { now: Date; most: Date; why: string },
): Date {
  const time = DateTime.fromISO(text, { zone: 'utc' });
  if (!time.isValid || !WITH_ZONE.test(text)) {
    const example = most.toISOString();
    throw new InputError(
      `until: ${quote(text)} is no time with its zone such as ${example}`,
    );
  }
  const until = time.toJSDate();
  if (until <= now)
    throw new InputError(`until: ${until.toISOString()} is not in the future`);
  if (until > most) {
    throw new InputError(
      `until: ${until.toISOString()} is too late: ${why}, until ${most.toISOString()}`,
    );
  }
  return until;
}

/** In somebody's own words. @throws InputError */
export function reasonOf(text: string | undefined, to: string): string {
  const reason = (text ?? '').trim();
  if (reason.length < SHORTEST_REASON)
    throw new InputError(`reason: it takes a reason to ${to}`);
  return reason;
}

/** ISO 8601, in days where it is of whole days. */
export function durationText(ms: number): string {
  if (ms % DAY_MS === 0) return `P${ms / DAY_MS}D`;
  return ms % 3_600_000 === 0 ? `PT${ms / 3_600_000}H` : `PT${ms / 1000}S`;
}

/** A caller's word inside an error, on one line. */
export function named(text: string): string {
  return clean(text, 100);
}
