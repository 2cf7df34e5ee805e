/** What people and tools said, as it is stored: append-only, and never deleted by clean-up. */
import type {
  ApprovalSnapshot,
  ResultKind,
} from '@readiness-gates/backstage-plugin-readiness-common';

export const DECISION_KINDS = ['attestation', 'approval', 'waiver'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** Who a lapse by a rule is written under. */
export const SYSTEM = 'system';

/** `approved`, `denied` and `reviewed` decide, `revoked` and `lapsed` end; a decision has at most one of each. */
export interface DecisionEvent {
  decisionId: string;
  at: Date;
  /** Entity ref, or {@link SYSTEM}. */
  by: string;
  action: 'approved' | 'denied' | 'reviewed' | 'revoked' | 'lapsed';
  reason: string;
}

/** One entity that a decision is about. */
export interface DecidedEntity {
  entityRef: string;
  /** Of a waiver: the results it covers. */
  results: Extract<ResultKind, 'fail' | 'unknown' | 'pending'>[];
  /** Of a waiver: the findings it covers, as {@link subjectOf} writes them. */
  subjects: string[];
}

interface Decided {
  /** A UUID. */
  id: string;
  scorecard: string;
  item: string;
  /** Id of the check; of an item with several, the first that takes a word. */
  check: string;
  /** Key of the question that is answered; `''` for a waiver, which is of the item. */
  question: string;
  /** Revision of the scorecard when it was said. */
  revision: string;
  /** `''`: every cluster. */
  cluster: string;
  /** `''`: every environment. */
  environment: string;
  /** Ref of the user. */
  by: string;
  at: Date;
  /** When it ends by itself; an approval may have no end. */
  until?: Date;
  entities: DecidedEntity[];
  /** In the order of time. */
  events: DecisionEvent[];
}

export interface AttestationRow extends Decided {
  kind: 'attestation';
  body: {
    statement: string;
    link?: string;
    /** Sorted digests (or names, where none is known) of what ran where it was given. */
    images: string[];
    owner?: string;
    checkRevision: string;
  };
}

export interface ApprovalRow extends Decided {
  kind: 'approval';
  body: {
    decision: 'approve' | 'decline';
    reason?: string;
    /** What was signed, for lapses. The text that people read is not in it. */
    signed: SignedItem[];
    /** How the entity's workloads were found. */
    selection: string;
  };
}

export interface SignedItem {
  item: string;
  result: ResultKind;
  /** Keys of its questions: a changed param is another question. */
  questions: string[];
}

export interface WaiverRow extends Decided {
  kind: 'waiver';
  body: {
    reason: string;
    compensatingControl?: string;
    breakGlass?: true;
    renews?: string;
    renewals: number;
    predicate?: Record<string, unknown>;
  };
}

export type DecisionRow = AttestationRow | ApprovalRow | WaiverRow;

/** A decision as it is first written, with what was signed where it is an approval. */
export interface NewDecision {
  row: DecisionRow;
  snapshot?: ApprovalSnapshot;
}

export interface DecisionFilter {
  kinds?: readonly DecisionKind[];
  ids?: readonly string[];
  entityRefs?: readonly string[];
  scorecard?: string;
  item?: string;
  /** Only waivers that nobody decided or ended, and whose end has not come; and broken glasses not yet reviewed. */
  awaitingAt?: Date;
  limit?: number;
  /** Older than the decision with this time and id. */
  before?: { at: Date; id: string };
}

export interface ReportRow {
  id: string;
  entityRef: string;
  type: string;
  format: string;
  /** `''` where it is of none. */
  environment: string;
  runId: string;
  /** When the run ended. */
  time: Date;
  receivedAt: Date;
  /** Subject of the token, or ref of the user. */
  by: string;
  commit?: string;
  imageDigest?: string;
  link?: string;
  /** The extract; see `src/reports/formats`. */
  data: Record<string, unknown>;
  notes: string[];
  /** Of the body. */
  digest: string;
}

export interface ReportFilter {
  entityRefs?: readonly string[];
  type?: string;
  /** Only those of this commit or image. */
  candidate?: { commit?: string; imageDigest?: string };
  limit?: number;
  before?: { time: Date; id: string };
}

/** Whose word an item takes, for queues: one row for each item of a gate that takes one and is not satisfied for good. */
export interface AwaitedRow {
  entityRef: string;
  scorecard: string;
  item: string;
  kind: 'attestation' | 'approval' | 'report';
  /** Ref of one user or group whose word counts; a row for each. `''` for a report. */
  party: string;
  severity: 'blocking' | 'recommended';
  /** When the word that stands ends; absent while there is none. */
  dueAt?: Date;
}

export interface AwaitedFilter {
  parties: readonly string[];
  kinds: readonly AwaitedRow['kind'][];
  /** Those without a word, and those whose word ends before this. */
  dueBefore: Date;
  allowedRefs?: readonly string[];
  limit: number;
  cursor?: string;
}
