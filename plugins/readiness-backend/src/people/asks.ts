/** Whose word an item takes, and what stands of it: for routes, queues and notifications. */
import type { ApprovalRow, AttestationRow, ReportRow } from '../store/types';
import type { Standing, ApprovalStatus, AttestationStatus } from './status';

interface AskBase {
  scorecard: string;
  item: string;
  /** Key of the question. */
  question: string;
  check: string;
  checkRevision: string;
  /** Whether the question is answered for now: nobody need do anything before `dueAt`. */
  satisfied: boolean;
  /** When what stands ends by itself. */
  dueAt?: Date;
}

export interface AttestationAsk extends AskBase {
  kind: 'attestation';
  /** Refs whose members' word counts; canonical. */
  by: readonly string[];
  statement: string;
  validForMs: number;
  linkRequired: boolean;
  lapsesOn: readonly ('newImage' | 'ownerChanged')[];
  /** Newest first. */
  given: { row: AttestationRow; standing: Standing<AttestationStatus> }[];
  /** What an attestation given now would be bound to. */
  imagesIn: (environment: string) => string[];
}

export interface ApprovalAsk extends AskBase {
  kind: 'approval';
  by: readonly string[];
  step: number;
  /** Ids of items of lower steps that are not approved. */
  waitsFor: readonly string[];
  validForMs?: number;
  /** Newest first. */
  given: { row: ApprovalRow; standing: Standing<ApprovalStatus> }[];
}

export interface ReportAsk extends AskBase {
  kind: 'report';
  type: string;
  validForMs: number;
  /** Newest first. */
  given: readonly ReportRow[];
}

export type Asked = AttestationAsk | ApprovalAsk | ReportAsk;
