/**
 * A stored result as an answer of today: what is too old is unknown, and what could not be read lately stands with its
 * age.
 */
import type {
  Answer,
  Findings,
  Result,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Question } from '../definitions/types';
import { entryOf } from '../entryOf';
import type { StoredResult } from '../store/types';
import type { GateContext } from './answers';
import type { Freshness } from './freshness';

/** Where it is said is for the caller to add. */
export type Told = Omit<Answer, 'cluster' | 'environment'>;

/** How old evidence may be: what the check says, else three periods; never more than a caller allows. */
export function allowedAge(
  { settings, maxAgeMs = Infinity }: GateContext,
  own?: number,
): number {
  return Math.min(own ?? settings.maxAgeMs, maxAgeMs);
}

/** A stored result, and the age of what it was read from. */
export interface StoredAnswer {
  stored: StoredResult | undefined;
  freshness: Freshness;
  /** How old it may be where the check does not say; absent: as for clusters. */
  defaultAgeMs?: number;
  /** What the next kind of evidence says, where this one cannot exist for the reason given. */
  next: (reason: string) => Told;
}

export function answerOfStored(
  question: Question,
  context: GateContext,
  { stored, freshness, defaultAgeMs, next }: StoredAnswer,
): Told {
  const { now } = context;
  const { completedAt, failing } = freshness;
  if (stored?.r === 'unknown' && !completedAt) {
    // It could not be asked at all, so there is nothing to read for it: it says why itself.
    return { since: stored.since, result: resultOfStored(stored, 0) };
  }
  if (!stored || stored.r === 'unread' || !completedAt) {
    return { result: neverRead(failing, stored) };
  }
  const { since } = stored;
  const { observedAt, staleAt, stale } = ageOf(
    freshness,
    completedAt,
    allowedAge(context, question.check.maxAgeMs ?? defaultAgeMs),
  );
  if (now >= stale) {
    const result = staleResult(completedAt, failing);
    return { observedAt, since, staleAt, result };
  }
  if (stored.r === 'cannotExist') return next(stored.reason);
  const result = resultOfStored(stored, question.check.settleMs);
  if (!failing) return { observedAt, since, staleAt, result };
  const standingIn = {
    cause: failing.cause ?? 'query-failed',
    message: failing.message ?? '',
    since: (failing.failingSince ?? failing.attemptedAt).toISOString(),
  };
  return { observedAt, since, staleAt, result, standingIn };
}

/** When evidence was read, and when it is too old, as text too: many questions and entities share it. */
interface Age {
  observedAt: string;
  stale: Date;
  staleAt: string;
}

/** By how old it may be. */
const ages = new WeakMap<Freshness, Map<number, Age>>();

function ageOf(freshness: Freshness, completedAt: Date, maxAgeMs: number): Age {
  const known = entryOf(ages, freshness, () => new Map<number, Age>());
  return entryOf(known, maxAgeMs, () => {
    const stale = new Date(completedAt.getTime() + maxAgeMs);
    return {
      observedAt: completedAt.toISOString(),
      stale,
      staleAt: stale.toISOString(),
    };
  });
}

type FailingRead =
  | { cause?: string; resource: string; message?: string }
  | undefined;

function neverRead(
  failing: FailingRead,
  stored: StoredResult | undefined,
): Result {
  if (failing) {
    return {
      result: 'unknown',
      cause: (failing.cause as never) ?? 'query-failed',
      message: `${failing.resource}: ${failing.message ?? 'could not be read'}`,
    };
  }
  return {
    result: 'unknown',
    cause: 'stale',
    message: stored
      ? 'What this check reads was not read yet'
      : 'Not evaluated yet',
  };
}

function staleResult(completedAt: Date, failing: FailingRead): Result {
  const since = `Last read completely at ${completedAt.toISOString()}`;
  return {
    result: 'unknown',
    cause: 'stale',
    message: failing
      ? `${since}; ${failing.resource}: ${failing.message ?? ''}`
      : since,
    ...(failing?.cause && { underlying: failing.cause as never }),
  };
}

const PASS: Result = Object.freeze({ result: 'pass' });

/** A stored result as a result; a fail shows as changing while it is younger than `settleMs`. */
export function resultOfStored(
  stored: Exclude<StoredResult, { r: 'unread' | 'cannotExist' }>,
  settleMs: number,
): Result {
  switch (stored.r) {
    case 'pass':
      return stored.stated ? { result: 'pass', stated: true } : PASS;
    case 'fail':
      return {
        result: 'fail',
        findings: stored.findings as Findings,
        findingsTotal: stored.total,
        ...(settleMs > 0 &&
          stored.was && {
            settlesAt: new Date(
              Date.parse(stored.since) + settleMs,
            ).toISOString(),
            settled: stored.was,
          }),
      };
    case 'unknown':
      return {
        result: 'unknown',
        cause: stored.cause,
        message: stored.message,
      };
    default:
      return { result: 'notApplicable', rule: stored.rule };
  }
}
