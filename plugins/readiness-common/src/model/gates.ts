/** What a gate says of an entity. */
import type { ResultKind } from './results';

export const VERDICTS = ['ready', 'blocked', 'incomplete'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const WAITING_ON = ['service', 'platform', 'people'] as const;
export type WaitingOn = (typeof WAITING_ON)[number];

/** Percent, 0–100, one decimal. `low` and `high` bound what the unknown and pending leave open. */
export interface Score {
  /** `undefined` when nothing passed or failed yet. */
  value?: number;
  low: number;
  high: number;
}

/** Items answered by fresh evidence ÷ applicable items. Counts of distinct (check, params, scope). */
export interface Coverage {
  applicable: number;
  machineRead: number;
  stated: number;
}

/** Items by result; an item counts once however many clusters and environments answer it. */
export type ResultCounts = Record<ResultKind, number>;

export interface GateState {
  verdict: Verdict;
  /** Who must move before an incomplete or blocked gate can open; empty when ready. */
  waitingOn: WaitingOn[];
  score: Score;
  coverage: Coverage;
  counts: ResultCounts;
  /** Enforced blocking items that fail. */
  blocking: number;
  /** Items listed by the scorecard that this version does not evaluate. */
  notEvaluated: number;
  /** When time alone may change this state, ISO 8601. */
  nextChangeAt?: string;
}
