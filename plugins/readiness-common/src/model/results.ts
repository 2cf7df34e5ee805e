/** The words of a result. See "Results" in docs/reference/results-and-verdicts.md; nothing may blur them. */

export const RESULTS = [
  'fail',
  'unknown',
  'pending',
  'waived',
  'pass',
  'notApplicable',
] as const;

/**
 * What a check says. The order of {@link RESULTS} is the order in which several clusters or
 * environments that answer one item are combined: the first that occurs wins.
 */
export type ResultKind = (typeof RESULTS)[number];

export const UNKNOWN_CAUSES = [
  'unreachable',
  'forbidden',
  'needs-user-credentials',
  'not-configured',
  'query-failed',
  'timeout',
  'stale',
  'malformed',
  'check-error',
] as const;

/** Why evidence that should be readable was not. */
export type UnknownCause = (typeof UNKNOWN_CAUSES)[number];

/** Why a person's or a tool's word is missing: never given, or given too long ago. */
export type PendingCause = 'missing' | 'expired';

/** Whose queue an open item lands in. */
export type Responsible = 'owner' | 'platform' | 'security';

/** Why one subject fails: the object, the field, what was found there and what was wanted. */
export interface Finding {
  cluster: string;
  environment: string;
  /** Absent for cluster-scoped objects. */
  namespace?: string;
  kind: string;
  name: string;
  container?: string;
  /** Field path in the object, as `kubectl explain` writes it: `spec.template.spec.containers[0].resources`. */
  path?: string;
  found?: string;
  wanted?: string;
  /** One sentence for people. */
  message: string;
  /**
   * Refs of catalog entities that the finding speaks of, but for the one that is judged. Shown only to
   * those who may read them all, and never part of what is shown.
   */
  speaksOf?: string[];
}

/** A non-empty list, so that a `fail` without a finding does not compile. */
export type Findings = [Finding, ...Finding[]];

/** The most findings that are stored for one result; `findingsTotal` says how many there were. */
export const MAX_FINDINGS = 50;

export interface WaiverRef {
  id: string;
  /** ISO 8601; at that moment what it covers counts again. */
  until: string;
  reason: string;
  /** Ref of whoever approved it. */
  decidedBy?: string;
}

/** What a check says of one entity in one cluster and environment, with its cause. */
export type Result =
  /** `until`: when the word or the report behind it lapses by itself, ISO 8601. */
  | { result: 'pass'; stated?: true; until?: string }
  | {
      result: 'fail';
      findings: Findings;
      findingsTotal: number;
      /**
       * Until this time (ISO 8601) the fail only shows as changing, and `settled` stands for it in
       * verdict, notification and lapse. Absent once it has lasted.
       */
      settlesAt?: string;
      settled?: 'pass' | 'notApplicable';
      /** When the report that says so is too old to say anything, ISO 8601. */
      until?: string;
    }
  | {
      result: 'unknown';
      cause: UnknownCause;
      message: string;
      underlying?: UnknownCause;
    }
  | {
      result: 'pending';
      cause: PendingCause;
      message?: string;
      waitsFor?: 'service' | 'people';
    }
  | {
      result: 'waived';
      waiver: WaiverRef;
      /** What would count without it. */
      covers: Extract<Result, { result: 'fail' | 'unknown' | 'pending' }>;
    }
  | { result: 'notApplicable'; rule: string };

/** One result and where and when it was found. */
export interface Answer {
  /** `''` where the evidence belongs to no cluster. */
  cluster: string;
  /** `''` where the evidence belongs to no environment. */
  environment: string;
  result: Result;
  /** When the evidence was last read completely, ISO 8601; absent when it never was. */
  observedAt?: string;
  /** When this result was first seen, ISO 8601. */
  since?: string;
  /** When `observedAt` is too old for this check, ISO 8601. */
  staleAt?: string;
  /** Set when the last read of the evidence failed and an earlier result stands for it. */
  standingIn?: { cause: UnknownCause; message: string; since: string };
}
