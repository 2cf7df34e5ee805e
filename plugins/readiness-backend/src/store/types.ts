/**
 * What the evaluator and the API need of the database. Growth follows change, not time: an
 * evaluation that finds nothing new writes observations and its shard's row, and nothing else.
 *
 * Times are `Date` here and ISO 8601 UTC text (`2026-11-21T12:00:00.000Z`) in the tables, so that they
 * compare and index the same on SQLite and PostgreSQL. `cluster` and `environment` are `''` where they
 * do not apply, never NULL.
 */
import type {
  ApprovalSnapshot,
  Finding,
  GateState,
  ResultKind,
  Responsible,
  Severity,
  UnknownCause,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  AwaitedFilter,
  AwaitedRow,
  DecisionEvent,
  DecisionFilter,
  DecisionRow,
  NewDecision,
  ReportFilter,
  ReportRow,
} from './decisionTypes';
import type {
  CheckCounts,
  CheckCountsFilter,
  CheckResultFilter,
  CheckResultPage,
  Comparison,
  DailyCount,
  DailyCountFilter,
  GateFilter,
  GatePage,
  GateSort,
  ImpactFilter,
  ImpactPage,
  MatrixPage,
  MatrixSort,
  OwnGateFilter,
  PageOptions,
  ProblemFilter,
  ProblemPage,
  RollUp,
  SummaryGroup,
  SummaryRow,
  TopItem,
  TopItemFilter,
  TransitionFilter,
  TrendDay,
  TrendGroup,
} from './queries';

export * from './decisionTypes';
export * from './queries';

export interface StateKey {
  entityRef: string;
  scorecard: string;
  cluster: string;
  environment: string;
}

/**
 * A judged question as it is stored. `since` is when this kind of result was first seen; it does
 * not count for the digest. `unread`: the evidence was never read completely; why is an overlay
 * from observations, so an outage rewrites nothing.
 */
export type StoredResult =
  | { r: 'pass'; since: string; stated?: true }
  | {
      r: 'fail';
      since: string;
      findings: Finding[];
      total: number;
      was?: 'pass' | 'notApplicable';
    }
  | { r: 'unknown'; since: string; cause: UnknownCause; message: string }
  | { r: 'unread'; since: string }
  /** The cluster cannot answer it: what people and tools said is asked. */
  | { r: 'cannotExist'; since: string; reason: string }
  | { r: 'notApplicable'; since: string; rule: string };

/** What was judged: for the timeline ("what changed in the cluster") and for staleness by namespace. */
export interface JudgedWorkload {
  resource: string;
  kind: string;
  namespace: string;
  name: string;
  generation?: number;
  replicas?: number;
  /** As the template names them. */
  images?: string[];
  /** Digests of what its pods run, sorted; those of injected containers left out. */
  running?: string[];
}

export interface PackedState {
  /** By question key. */
  results: Record<string, StoredResult>;
  workloads: JudgedWorkload[];
  /** By check id: the revision that was judged. */
  revisions: Record<string, string>;
  /** Fingerprint of the selector, cluster annotation and scorecard membership that were in force. */
  selection: string;
}

export interface StateRow extends StateKey {
  uid: string;
  digest: string;
  packed: PackedState;
}

/** One indexed row for each item's result that is neither pass nor notApplicable. */
export interface ProblemRow extends StateKey {
  item: string;
  check: string;
  severity: 'blocking' | 'recommended';
  result: OpenResult;
  cause: string;
  responsible: Responsible;
  findings: Finding[];
  findingsTotal: number;
}

export type OpenResult = Exclude<ResultKind, 'pass' | 'notApplicable'>;

/** An item that is open in a gate's own verdict, or waived; a row for each of its checks that is. */
export interface OpenItemRow {
  entityRef: string;
  scorecard: string;
  item: string;
  /** `''` where the item asks none. */
  check: string;
  /** Of the check alone. */
  result: OpenResult;
  /** Of all checks of the item: what the gate counts. */
  itemResult: OpenResult;
  severity: Severity;
  /** For this entity, now. */
  enforced: boolean;
  /** Whether it keeps the gate from being ready. */
  holds: boolean;
  /** The same, if it were enforced. */
  wouldHold: boolean;
  responsible: Responsible;
}

export interface GateRow {
  entityRef: string;
  scorecard: string;
  /** `''`: the gate's own verdict over the gated environments. */
  environment: string;
  state: GateState;
  /** Digest of `state`; the row is rewritten only when it changes. */
  digest: string;
  changedAt: Date;
  nextChangeAt?: Date;
}

/** A definition file that app-config names, as it last was good. */
export interface DefinitionCopy {
  /** Path or URL. */
  location: string;
  text: string;
  readAt: Date;
}

/** How a gate stood at the end of a day on which it changed. */
export interface GateScore extends Pick<GateState, 'verdict' | 'score'> {
  /** YYYY-MM-DD, UTC. */
  day: string;
  /** Answered items ÷ applicable items; absent: none is applicable. */
  coverage?: number;
}

/** The scores of an entity's gates by scorecard, the oldest first. */
export type GateTrends = Map<string, { day: string; value?: number }[]>;

export type TransitionCause =
  | 'service'
  | 'definition'
  | 'decision'
  | 'expiry'
  | 'platform';

/** Append-only. For an outage of a shard `endedAt` is filled in once, when the cluster could be read again. */
export interface Transition {
  /** Given by the store; grows with time. */
  id?: number;
  at: Date;
  /** Absent for a transition of a whole shard. */
  entityRef?: string;
  scorecard?: string;
  /** Absent for a transition of the gate's verdict. */
  item?: string;
  cluster: string;
  environment: string;
  from: string;
  to: string;
  cause: TransitionCause;
  /** What stood behind it: findings, changed fields, image, replicas, generation. */
  evidence: Record<string, unknown>;
  endedAt?: Date;
}

export interface ObservationKey {
  cluster: string;
  resource: string;
  namespace: string;
}

export interface ObservationRow extends ObservationKey {
  attemptedAt: Date;
  /** When it was last read completely. */
  completedAt?: Date;
  complete: boolean;
  notServed: boolean;
  cause?: UnknownCause;
  message?: string;
  failingSince?: Date;
  objects: number;
  malformed: number;
}

/** The mirror of the catalog that lists filter by; refreshed by the catalog shard. */
export interface MirroredEntity {
  entityRef: string;
  uid: string;
  kind: string;
  namespace: string;
  name: string;
  title?: string;
  type?: string;
  lifecycle?: string;
  owner?: string;
  system?: string;
  domain?: string;
  tags: string[];
  /** The entity as far as predicates and selections need it: kind, metadata, spec, relations. */
  entity: Record<string, unknown>;
  digest: string;
  /** When this form of it was first mirrored; not part of the digest. A cluster read before it says nothing of it. */
  changedAt: Date;
}

export interface ShardRow {
  /** `cluster:NAME` or `catalog`. */
  id: string;
  nextAt: Date;
  leaseUntil?: Date;
  generation: number;
  worker?: string;
  retiredAt?: Date;
  lastRun?: RunSummary;
  /** Which evidence of the shard is past its maxAge; `''` when none is. Changes of it recompute gates. */
  staleSignature: string;
}

/** Held while a shard is evaluated; every write of the evaluation carries it, and one past its time writes nothing. */
export interface Lease {
  shard: string;
  generation: number;
  worker: string;
  until: Date;
}

/** Thrown by every write whose lease was lost: the evaluation stops, another replica has the shard. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

export interface RunSummary {
  startedAt: string;
  finishedAt: string;
  durationMs: number;
  outcome: 'succeeded' | 'failed';
  entities: number;
  objects: number;
  requests: number;
  /** State rows written. */
  changed: number;
  errors: {
    resource: string;
    namespace: string;
    cause: UnknownCause;
    message: string;
  }[];
  message?: string;
}

export type EvaluationStatus = 'queued' | 'running' | 'succeeded' | 'failed';

/** An evaluation that somebody asked for. Scheduled runs live in their shard's `lastRun`. */
export interface EvaluationRow {
  id: string;
  shard: string;
  status: EvaluationStatus;
  requestedBy: string;
  requestedAt: Date;
  startedAt?: Date;
  finishedAt?: Date;
  /** What is being done now, and how far: `observing pods`, 12 of 31. */
  step?: string;
  done?: number;
  total?: number;
  run?: RunSummary;
}

/** All that one evaluation changed; written in small transactions that each check the lease. */
export interface StateChanges {
  upserts: { state: StateRow; problems: ProblemRow[] }[];
  deletes: StateKey[];
  transitions: Transition[];
}

/** What a gate itself says, over its gated environments. */
export interface OwnVerdict {
  entityRef: string;
  scorecard: string;
  verdict: GateState['verdict'];
}

/** Gates of one scorecard and environment that have one verdict. */
export interface GateCount extends Pick<GateRow, 'scorecard' | 'environment'> {
  verdict: GateState['verdict'];
  gates: number;
}

export type GateKey = Pick<GateRow, 'entityRef' | 'scorecard' | 'environment'>;

export interface GateChanges {
  rows: readonly GateRow[];
  deletes: readonly GateKey[];
  transitions: readonly Transition[];
  /** Everything that the recomputed entities await; what is stored of them and is not here goes. */
  awaited: readonly AwaitedRow[];
  /** Everything that is open of them, in the same way. */
  openItems: readonly OpenItemRow[];
  /** Approvals that a rule ended. */
  lapses: readonly DecisionEvent[];
}

/** What is stored of some entities, read while they are locked. */
export interface GateInputs {
  entities: MirroredEntity[];
  states: StateRow[];
  gates: GateRow[];
  /** With their events; ended ones among them. Of their entities only those that are read here: one may be about thousands. */
  decisions: DecisionRow[];
  /** The newest of each entity, type and environment. */
  reports: ReportRow[];
}

export interface MirrorChanges {
  added: string[];
  changed: string[];
  removed: string[];
}

export interface ShardChanges {
  retired: string[];
  /** Entities that had state on the retired shards: their gates want to be computed anew. */
  entityRefs: string[];
}

/** What is from before goes; nothing where nothing is said. */
export interface CleanUpAges {
  /** History of entities that left before. */
  departed: Date;
  /** Evaluations on demand that had ended. */
  evaluations: Date;
  /** Changes, scores by day, and counts by day. */
  history?: Date;
  /** Reports that a newer one took the place of. */
  reports?: Date;
}

/** Rows that went, by table. */
export type CleanUpCounts = Map<string, number>;

export interface ReadinessStore {
  // evaluation: state
  stateDigests(cluster: string): Promise<Map<string, string>>; // key: stateKeyText(key)
  states(filter: {
    entityRefs?: readonly string[];
    keys?: readonly StateKey[];
  }): Promise<StateRow[]>;
  /** `alive` is called before each batch, for as long as it takes. */
  applyState(
    lease: Lease,
    changes: StateChanges,
    alive?: () => Promise<void>,
  ): Promise<void>;

  // gates
  gates(entityRefs: readonly string[]): Promise<GateRow[]>;
  /**
   * Writes the rows whose digest differs from what is stored, deletes those in `deletes`; gives how many were written.
   * The transition of a gate among them (no `item`) is written only when its row was; any other always.
   */
  writeGates(
    rows: readonly GateRow[],
    deletes: readonly GateKey[],
    transitions: readonly Transition[],
  ): Promise<number>;
  /**
   * The same, computed from what is stored while the entities are locked, in batches of them: replicas that
   * recompute the same gate take turns, and the last has read the newest state. `compute` must not use the store.
   * `alive` is called before each batch, for as long as it takes.
   */
  recomputeGates(
    entityRefs: readonly string[],
    compute: (inputs: GateInputs) => GateChanges | Promise<GateChanges>,
    alive?: () => Promise<void>,
  ): Promise<number>;
  definitionCopies(locations: readonly string[]): Promise<DefinitionCopy[]>;
  keepDefinitionCopies(copies: readonly DefinitionCopy[]): Promise<void>;
  /** How the score of a gate went, the newest first. */
  gateScores(
    gate: { entityRef: string; scorecard: string },
    limit: number,
  ): Promise<GateScore[]>;
  /** How the scores of an entity's gates went since that day, and how they stood on it. */
  gateTrends(entityRef: string, since: string): Promise<GateTrends>;
  /** Verdicts of the gates themselves, of every entity, in the order of scorecards and refs. */
  ownVerdicts(scorecards: readonly string[]): Promise<OwnVerdict[]>;
  /** All gates, a row for each verdict of a scorecard in an environment; `''` for the gates' own. */
  countGates(): Promise<GateCount[]>;
  /** Entities with a gate whose `nextChangeAt` has come. */
  dueGates(now: Date, limit: number): Promise<string[]>;
  listGates(filter: GateFilter, page: PageOptions<GateSort>): Promise<GatePage>;
  /** Every gate that matches, a page after the other, in the order of names. */
  gatePages(
    filter: GateFilter,
    limit: number,
  ): AsyncIterable<GatePage['items']>;
  summarizeGates(
    filter: GateFilter,
    groupBy: SummaryGroup,
    rollUp?: RollUp,
  ): Promise<SummaryRow[]>;
  /** Entities that have a gate the filter matches, each with all its gates of the scorecards and environment. */
  listMatrix(
    filter: GateFilter,
    page: PageOptions<MatrixSort>,
  ): Promise<MatrixPage>;
  /** What is open in most of these gates, what blocks most first; and how many gates they are. */
  topItems(
    filter: TopItemFilter,
    limit: number,
  ): Promise<{ items: TopItem[]; gates: number }>;
  /** How the gates that there are now stood at the end of each day, both included (`2026-11-21`). */
  trend(filter: OwnGateFilter, from: string, to: string): Promise<TrendDay[]>;
  /** How they stood at the end of a day and stand now, and what turned them since. */
  compareGates(
    filter: OwnGateFilter,
    since: string,
    groupBy: TrendGroup,
  ): Promise<Comparison[]>;
  listProblems(
    filter: ProblemFilter,
    page: { limit: number; cursor?: string },
  ): Promise<ProblemPage>;
  /** Who does not pass a check, in gates' own verdicts. */
  checkResults(
    filter: CheckResultFilter,
    page: { limit: number; cursor?: string },
  ): Promise<CheckResultPage>;
  /** For how many entities each check is open. */
  checkCounts(filter: CheckCountsFilter): Promise<CheckCounts>;
  /** What would become of the gates of a scorecard if one of its items were enforced for everybody. */
  itemImpact(
    filter: ImpactFilter,
    page: { limit: number; cursor?: string },
  ): Promise<ImpactPage>;
  /** Entities with state on a cluster. */
  placedOn(cluster: string): Promise<string[]>;

  // people and tools
  /**
   * Writes what somebody said of these entities, built from what is stored while they are locked; then the gates are to be
   * computed anew. What `build` throws is passed on and nothing is written. `build` must not use the store.
   */
  decide(
    entityRefs: readonly string[],
    build: (inputs: GateInputs) => NewDecision,
  ): Promise<DecisionRow>;
  /** ConflictError where the decision has been decided, or has ended, already; NotFoundError where there is none. */
  addDecisionEvent(event: DecisionEvent): Promise<DecisionRow>;
  /** Newest first, with events. */
  decisions(filter: DecisionFilter): Promise<DecisionRow[]>;
  snapshot(decisionId: string): Promise<ApprovalSnapshot | undefined>;
  /** `repeated` gives the row that is stored; ConflictError where the same run said something else. */
  addReport(
    row: ReportRow,
  ): Promise<{ outcome: 'new' | 'repeated'; row: ReportRow }>;
  /** Newest first. */
  reports(filter: ReportFilter): Promise<ReportRow[]>;
  /** The newest of each entity, type and environment. */
  latestReports(entityRefs: readonly string[]): Promise<ReportRow[]>;
  awaited(
    filter: AwaitedFilter,
  ): Promise<{ items: AwaitedRow[]; total: number; nextCursor?: string }>;

  // observations
  observations(clusters?: readonly string[]): Promise<ObservationRow[]>;
  /** `forget`: what is no longer read at all, such as a namespace that has gone. */
  writeObservations(
    lease: Lease,
    rows: readonly ObservationRow[],
    forget?: readonly ObservationKey[],
  ): Promise<void>;

  // transitions
  /** Newest first. */
  transitions(filter: TransitionFilter): Promise<Transition[]>;
  /** Does nothing while an outage of the cluster is open. */
  openOutage(transition: Transition): Promise<void>;
  closeOutage(cluster: string, endedAt: Date): Promise<void>;

  // catalog mirror
  /**
   * Replaces the mirror; gives what appeared, changed and left. Unchanged rows are not written. `alive` is called before
   * each batch, for as long as it takes.
   */
  mirror(
    lease: Lease,
    entities: readonly MirroredEntity[],
    alive?: () => Promise<void>,
  ): Promise<MirrorChanges>;
  entities(filter?: {
    entityRefs?: readonly string[];
  }): Promise<MirroredEntity[]>;

  // shards and evaluations on demand
  /**
   * Makes sure that these shards exist (due now when new) and retires the others, with their state: call it
   * with what is configured, never with what could be read of it.
   */
  syncShards(ids: readonly string[], now: Date): Promise<ShardChanges>;
  shards(): Promise<ShardRow[]>;
  /** The most overdue shard nobody holds, claimed; undefined when none is due. */
  claimShard(
    worker: string,
    now: Date,
    leaseMs: number,
  ): Promise<Lease | undefined>;
  extendLease(lease: Lease, until: Date): Promise<void>;
  /**
   * Ends the run: stores its summary, sets when the next is due (at once when an evaluation was asked for meanwhile),
   * frees the lease. The last write of a run: finish its evaluations before.
   */
  releaseShard(lease: Lease, nextAt: Date, run: RunSummary): Promise<void>;
  /** Makes these shards due at once: the catalog changed under them. */
  makeDue(ids: readonly string[], now: Date): Promise<void>;
  setStaleSignature(shard: string, signature: string): Promise<void>;
  /** Asks for an evaluation; joins one that is queued already, so a storm of clicks is one run. NotFoundError for a shard there is not. */
  requestEvaluation(
    shard: string,
    requestedBy: string,
    now: Date,
  ): Promise<EvaluationRow>;
  /** Marks the queued evaluations of the claimed shard as running, and those that a dead worker left. */
  startEvaluations(lease: Lease, now: Date): Promise<string[]>;
  progress(
    lease: Lease,
    ids: readonly string[],
    step: string,
    done: number,
    total: number,
  ): Promise<void>;
  finishEvaluations(
    lease: Lease,
    ids: readonly string[],
    run: RunSummary,
    now: Date,
  ): Promise<void>;
  evaluation(id: string): Promise<EvaluationRow | undefined>;
  evaluations(limit: number): Promise<EvaluationRow[]>;

  /** One row a day, scorecard, owner and verdict for the gates' own verdicts; rewrites the given day (`2026-11-21`). */
  countDay(day: string): Promise<void>;
  dailyCounts(filter: DailyCountFilter): Promise<DailyCount[]>;

  /** Stops between two batches when told to. */
  cleanUp(ages: CleanUpAges, signal?: AbortSignal): Promise<CleanUpCounts>;
}
