/** Which of two reports counts, whatever the order in which they arrive. */
import type { ReportEnvelope } from './envelope';

export interface Arrived {
  /** When the run ended. */
  time: string | Date;
  /** When its report came in. */
  receivedAt: string | Date;
  runId: string;
}

/**
 * Whether `a` is of a later run than `b`. Of two at the same moment the one that came later, and then the
 * greater run id, so that every replica says the same. A run is not newer than itself.
 */
export function isNewer(a: Arrived, b: Arrived): boolean {
  for (const field of ['time', 'receivedAt'] as const) {
    const difference = millis(a[field]) - millis(b[field]);
    if (difference !== 0) return difference > 0;
  }
  return a.runId > b.runId;
}

type RunOf = Pick<
  ReportEnvelope,
  'entityRef' | 'type' | 'environment' | 'runId'
>;

/** What a report is stored once under: the same entity, type, environment and run. */
export function runKey({ entityRef, type, environment, runId }: RunOf): string {
  return JSON.stringify([entityRef, type, environment, runId]);
}

export interface Sent {
  envelope: ReportEnvelope;
  /** Of the body, from {@link ParsedReport}. */
  digest: string;
}

/**
 * What a report is to one that is stored under the same run: a repetition is answered like the first; a
 * contradiction is refused, for what was reported once is evidence and does not change.
 */
export function arrivalOf(
  sent: Sent,
  stored: Sent | undefined,
): 'new' | 'repeated' | 'contradicts' {
  if (!stored) return 'new';
  const same =
    sent.digest === stored.digest &&
    runKey(sent.envelope) === runKey(stored.envelope) &&
    (['commit', 'imageDigest', 'link', 'time'] as const).every(
      field => sent.envelope[field] === stored.envelope[field],
    );
  return same ? 'repeated' : 'contradicts';
}

function millis(time: string | Date): number {
  return new Date(time).getTime();
}
