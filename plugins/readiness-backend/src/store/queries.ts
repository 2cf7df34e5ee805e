/** What lists, summaries and timelines ask of the store, and what they get. */
import type {
  Responsible,
  Verdict,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  GateRow,
  MirroredEntity,
  OpenItemRow,
  OpenResult,
  ProblemRow,
  TransitionCause,
} from './types';

/** Values of one field are alternatives; an empty list matches nothing; an absent one filters nothing. */
export interface EntityFilter {
  owner?: string[];
  system?: string[];
  domain?: string[];
  kind?: string[];
  type?: string[];
  lifecycle?: string[];
  tag?: string[];
  /** Free text over name, title and ref, case-insensitive. */
  q?: string;
  /** Refs the caller may see; absent: all. */
  allowedRefs?: readonly string[];
}

export interface GateFilter extends EntityFilter {
  scorecard?: string[];
  /** `''`, the default, lists gates' own verdicts. */
  environment?: string;
  /** Gates with state on one of these clusters. */
  cluster?: string[];
  verdict?: Verdict[];
  waitingOn?: string[];
}

export type GateSort =
  | 'name'
  | 'verdict'
  | 'score'
  | 'coverage'
  | 'blocking'
  | 'owner'
  | 'changedAt';

export interface PageOptions<Sort extends string> {
  sort: Sort;
  order: 'asc' | 'desc';
  limit: number;
  /** From the page before, of the same sort and order; any other is an InputError. */
  cursor?: string;
}

export interface GateListing {
  gate: GateRow;
  entity: MirroredEntity;
}

export interface GatePage {
  items: GateListing[];
  total: number;
  /** Opaque; absent on the last page. */
  nextCursor?: string;
}

export interface SummaryRow {
  /** Value of the grouped field; `''` where an entity has none. */
  group: string;
  scorecard: string;
  ready: number;
  blocked: number;
  incomplete: number;
  /** Gates that have a score: the weight of the mean. */
  scored: number;
  meanScore?: number;
}

/** Under which groups each of these counts; itself is among them, or it counts nowhere. */
export type RollUp = (
  groups: string[],
) => Promise<ReadonlyMap<string, Iterable<string>>>;

export type MatrixSort = 'name' | 'owner' | 'blocking';

/** A page of entities, each with its gates. */
export interface MatrixPage {
  items: { entity: MirroredEntity; gates: GateRow[] }[];
  /** Of entities. */
  total: number;
  nextCursor?: string;
}

/** Filters of what is known of gates' own verdicts only. */
export type OwnGateFilter = Omit<GateFilter, 'environment'>;

export interface TopItemFilter extends OwnGateFilter {
  /** Those that the reader may know of. */
  items: readonly ItemKey[];
}

/** In how many of the gates an item stands how. */
export interface TopItem extends Record<OpenResult, number> {
  scorecard: string;
  item: string;
  /** Gates that it keeps from being ready by failing. */
  blocks: number;
}

export interface VerdictCounts extends Record<Verdict, number> {
  /** Gates that have a score. */
  scored: number;
  meanScore?: number;
}

/** How the gates of a scorecard stood at the end of a day. */
export interface TrendDay extends VerdictCounts {
  day: string;
  scorecard: string;
}

export type TrendGroup = Exclude<
  SummaryGroup,
  'environment' | 'cluster' | 'tag'
>;

/** What made gates stand otherwise than before; `new`: they were not judged then. */
export type ChangeCause = TransitionCause | 'new';

export interface TrendChange {
  cause: ChangeCause;
  /** How many gates it turned. */
  gates: number;
  /** By how much it changed each count. */
  net: Record<Verdict, number>;
}

export interface Comparison {
  group: string;
  then: VerdictCounts;
  now: VerdictCounts;
  /** Of each cause that turned a gate; their nets add up to `now` less `then`. */
  changes: TrendChange[];
}

export interface ProblemFilter extends EntityFilter {
  scorecard?: string[];
  item?: string[];
  check?: string[];
  result?: ProblemRow['result'][];
  cause?: string[];
  severity?: ProblemRow['severity'][];
  responsible?: Responsible[];
  cluster?: string[];
  environment?: string[];
}

/** In the order of entity, scorecard, cluster, environment, item. */
export interface ProblemPage {
  items: { problem: ProblemRow; entity: MirroredEntity }[];
  total: number;
  nextCursor?: string;
}

export type ItemKey = Pick<OpenItemRow, 'scorecard' | 'item'>;

export interface CheckResultFilter
  extends Pick<EntityFilter, 'owner' | 'allowedRefs'> {
  check: string;
  /** Which items are asked about: those that the caller may know of. */
  items: readonly ItemKey[];
  result?: OpenResult[];
  severity?: OpenItemRow['severity'][];
}

/** In the order of result (the alphabet has fail first and waived last), entity, scorecard, item. */
export interface CheckResultPage {
  items: { row: OpenItemRow; entity: MirroredEntity }[];
  /** By result, whatever `result` asks for. */
  counts: Record<OpenResult, number>;
  total: number;
  nextCursor?: string;
}

export interface CheckCountsFilter extends Pick<EntityFilter, 'allowedRefs'> {
  /** Those that the caller may know of. */
  items: readonly ItemKey[];
}

/** By check. */
export type CheckCounts = Map<string, CheckResultPage['counts']>;

export interface ImpactFilter extends Pick<EntityFilter, 'allowedRefs'> {
  scorecard: string;
  item: string;
}

/**
 * What it would do to a gate to enforce an item. `already…`: something else blocks it, or keeps it from being ready,
 * anyway. `withoutEffect`: it is open, and of no weight for this entity. `passing`: it is not open.
 */
export type ImpactEffect =
  | 'wouldBlock'
  | 'alreadyBlocked'
  | 'wouldHold'
  | 'alreadyHeld'
  | 'waived'
  | 'withoutEffect'
  | 'passing';

export interface ImpactListing {
  entity: MirroredEntity;
  result: OpenResult;
  effect: Exclude<ImpactEffect, 'passing'>;
  verdict: Verdict;
}

/** Entities for which the item is open: those whose verdict would change first. */
export interface ImpactPage {
  items: ImpactListing[];
  /** Over all entities that the scorecard judges. */
  counts: Record<ImpactEffect, number>;
  nextCursor?: string;
}

/** Gates' own verdicts, counted on one day. */
export interface DailyCount {
  /** `2026-11-21`, UTC. */
  day: string;
  scorecard: string;
  environment: string;
  /** `''` where entities have none. */
  owner: string;
  verdict: Verdict;
  gates: number;
  /** Gates that have a score, and the sum of their scores: the mean over any group is sum ÷ scored. */
  scored: number;
  scoreSum: number;
}

export interface DailyCountFilter {
  /** First and last day, both included. */
  from: string;
  to: string;
  scorecard?: string[];
  owner?: string[];
  environment?: string;
}

export interface TransitionFilter {
  entityRef?: string;
  scorecard?: string;
  /** Of the entity's own transitions only those of this item; takes a `scorecard`. */
  item?: string;
  /** Adds the transitions of these whole shards; without `entityRef` asks for them alone. */
  clusters?: readonly string[];
  before?: Date;
  /** With `before`: goes on after this transition among those of the same time. */
  beforeId?: number;
  limit: number;
}

export type SummaryGroup =
  | 'scorecard'
  | 'owner'
  | 'system'
  | 'domain'
  | 'kind'
  | 'type'
  | 'lifecycle'
  | 'tag'
  | 'environment'
  | 'cluster';
