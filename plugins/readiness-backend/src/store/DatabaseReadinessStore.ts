/** The store on SQLite and PostgreSQL. The work is done beside it, one module a table. */
import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { listAwaited } from './awaited';
import { countByCheck, listCheckResults } from './checkResults';
import { cleanUp } from './cleanUp';
import { countDay, readDailyCounts } from './dailyCounts';
import { keepDefinitionCopies, readDefinitionCopies } from './definitionCopies';
import { CountedOnce } from './counted';
import { countGates } from './gateCounts';
import { readGateScores, readTrends } from './gateScores';
import * as decisions from './decisions';
import { mirror, readEntities } from './entities';
import * as evaluations from './evaluations';
import { dueGates, readGates, readOwnVerdicts, writeGates } from './gates';
import { itemImpact } from './impact';
import * as leases from './leases';
import { gatePages, listGates } from './lists';
import { decide, recomputeGates } from './locked';
import { listMatrix } from './matrix';
import { readObservations, writeObservations } from './observations';
import { listProblems } from './problemLists';
import { addReport, readLatestReports, readReports } from './reports';
import * as shards from './shards';
import { Clock } from './sql';
import { applyState, placedOn, readStates, stateDigests } from './state';
import { summarizeGates } from './summaries';
import { topItems } from './topItems';
import { closeOutage, openOutage, readTransitions } from './transitions';
import { compareGates, trend } from './trends';
import * as types from './types';

const MIGRATIONS = resolvePackagePath(
  '@readiness-gates/backstage-plugin-readiness-backend',
  'migrations',
);

export interface DatabaseReadinessStoreOptions {
  database: DatabaseService;
  /** Judges whether a lease still holds. */
  clock?: Clock;
  /** Told of gates that were recomputed, once they are written. */
  onGates?: (changes: types.GateChanges) => Promise<void>;
}

export class DatabaseReadinessStore implements types.ReadinessStore {
  readonly #db: Knex;
  readonly #counted: CountedOnce;
  readonly #clock: Clock;
  readonly #onGates: DatabaseReadinessStoreOptions['onGates'];

  static async create(
    options: DatabaseReadinessStoreOptions,
  ): Promise<DatabaseReadinessStore> {
    const { database, clock = () => new Date(), onGates } = options;
    const db = await database.getClient();
    if (!database.migrations?.skip) {
      await db.migrate.latest({ directory: MIGRATIONS });
    }
    return new DatabaseReadinessStore(db, clock, onGates);
  }

  private constructor(
    db: Knex,
    clock: Clock,
    onGates: DatabaseReadinessStoreOptions['onGates'],
  ) {
    this.#db = db;
    this.#counted = new CountedOnce(db);
    this.#clock = clock;
    this.#onGates = onGates;
  }

  stateDigests(cluster: string) {
    return stateDigests(this.#db, cluster);
  }

  states(filter: {
    entityRefs?: readonly string[];
    keys?: readonly types.StateKey[];
  }) {
    return readStates(this.#db, filter);
  }

  applyState(
    lease: types.Lease,
    changes: types.StateChanges,
    alive?: () => Promise<void>,
  ) {
    return applyState(this.#db, this.#clock, lease, changes, alive);
  }

  gates(entityRefs: readonly string[]) {
    return readGates(this.#db, entityRefs);
  }

  writeGates(
    rows: readonly types.GateRow[],
    deletes: readonly types.GateKey[],
    transitions: readonly types.Transition[],
  ) {
    return writeGates(this.#db, { rows, deletes, transitions });
  }

  recomputeGates(
    entityRefs: readonly string[],
    compute: (
      inputs: types.GateInputs,
    ) => types.GateChanges | Promise<types.GateChanges>,
    alive?: () => Promise<void>,
  ) {
    return recomputeGates(this.#db, entityRefs, compute, {
      onWritten: this.#onGates,
      alive,
    });
  }

  ownVerdicts(scorecards: readonly string[]) {
    return readOwnVerdicts(this.#db, scorecards);
  }

  countGates() {
    return countGates(this.#db);
  }

  dueGates(now: Date, limit: number) {
    return dueGates(this.#db, now, limit);
  }

  listGates(filter: types.GateFilter, page: types.PageOptions<types.GateSort>) {
    return listGates(this.#db, this.#counted, filter, page);
  }

  gatePages(filter: types.GateFilter, limit: number) {
    return gatePages(this.#db, filter, limit);
  }

  summarizeGates(
    filter: types.GateFilter,
    groupBy: types.SummaryGroup,
    rollUp?: types.RollUp,
  ) {
    return summarizeGates(this.#db, this.#counted, filter, groupBy, rollUp);
  }

  listMatrix(
    filter: types.GateFilter,
    page: types.PageOptions<types.MatrixSort>,
  ) {
    return listMatrix(this.#db, filter, page);
  }

  topItems(filter: types.TopItemFilter, limit: number) {
    return topItems(this.#db, filter, limit);
  }

  trend(filter: types.OwnGateFilter, from: string, to: string) {
    return trend(this.#db, filter, from, to);
  }

  compareGates(
    filter: types.OwnGateFilter,
    since: string,
    groupBy: types.TrendGroup,
  ) {
    return compareGates(this.#db, filter, since, groupBy);
  }

  listProblems(
    filter: types.ProblemFilter,
    page: { limit: number; cursor?: string },
  ) {
    return listProblems(this.#db, filter, page);
  }

  checkResults(
    filter: types.CheckResultFilter,
    page: { limit: number; cursor?: string },
  ) {
    return listCheckResults(this.#db, filter, page);
  }

  checkCounts(filter: types.CheckCountsFilter) {
    return countByCheck(this.#db, filter);
  }

  itemImpact(
    filter: types.ImpactFilter,
    page: { limit: number; cursor?: string },
  ) {
    return itemImpact(this.#db, filter, page);
  }

  placedOn(cluster: string) {
    return placedOn(this.#db, cluster);
  }

  decide(
    entityRefs: readonly string[],
    build: (inputs: types.GateInputs) => types.NewDecision,
  ) {
    return decide(this.#db, entityRefs, build);
  }

  addDecisionEvent(event: types.DecisionEvent) {
    return decisions.addDecisionEvent(this.#db, event);
  }

  decisions(filter: types.DecisionFilter) {
    return decisions.readDecisions(this.#db, filter);
  }

  snapshot(decisionId: string) {
    return decisions.readSnapshot(this.#db, decisionId);
  }

  addReport(row: types.ReportRow) {
    return addReport(this.#db, row);
  }

  reports(filter: types.ReportFilter) {
    return readReports(this.#db, filter);
  }

  latestReports(entityRefs: readonly string[]) {
    return readLatestReports(this.#db, entityRefs);
  }

  awaited(filter: types.AwaitedFilter) {
    return listAwaited(this.#db, filter);
  }

  observations(clusters?: readonly string[]) {
    return readObservations(this.#db, clusters);
  }

  writeObservations(
    lease: types.Lease,
    rows: readonly types.ObservationRow[],
    forget: readonly types.ObservationKey[] = [],
  ) {
    return writeObservations(this.#db, this.#clock, lease, rows, forget);
  }

  transitions(filter: types.TransitionFilter) {
    return readTransitions(this.#db, filter);
  }

  openOutage(transition: types.Transition) {
    return openOutage(this.#db, transition);
  }

  closeOutage(cluster: string, endedAt: Date) {
    return closeOutage(this.#db, cluster, endedAt);
  }

  mirror(
    lease: types.Lease,
    entities: readonly types.MirroredEntity[],
    alive?: () => Promise<void>,
  ) {
    return mirror(this.#db, this.#clock, lease, entities, alive);
  }

  entities(filter?: { entityRefs?: readonly string[] }) {
    return readEntities(this.#db, filter);
  }

  syncShards(ids: readonly string[], now: Date) {
    return shards.syncShards(this.#db, ids, now);
  }

  shards() {
    return shards.readShards(this.#db);
  }

  claimShard(worker: string, now: Date, leaseMs: number) {
    return leases.claimShard(this.#db, worker, now, leaseMs);
  }

  extendLease(lease: types.Lease, until: Date) {
    return leases.extendLease(this.#db, this.#clock, lease, until);
  }

  releaseShard(lease: types.Lease, nextAt: Date, run: types.RunSummary) {
    return leases.releaseShard(this.#db, this.#clock, lease, nextAt, run);
  }

  makeDue(ids: readonly string[], now: Date) {
    return leases.makeDue(this.#db, ids, now);
  }

  setStaleSignature(shard: string, signature: string) {
    return shards.setStaleSignature(this.#db, shard, signature);
  }

  requestEvaluation(shard: string, requestedBy: string, now: Date) {
    return evaluations.requestEvaluation(this.#db, shard, requestedBy, now);
  }

  startEvaluations(lease: types.Lease, now: Date) {
    return evaluations.startEvaluations(this.#db, this.#clock, lease, now);
  }

  progress(
    lease: types.Lease,
    ids: readonly string[],
    step: string,
    done: number,
    total: number,
  ) {
    return evaluations.progress(this.#db, this.#clock, lease, ids, {
      step,
      done,
      total,
    });
  }

  finishEvaluations(
    lease: types.Lease,
    ids: readonly string[],
    run: types.RunSummary,
    now: Date,
  ) {
    return evaluations.finishEvaluations(
      this.#db,
      this.#clock,
      lease,
      ids,
      run,
      now,
    );
  }

  evaluation(id: string) {
    return evaluations.readEvaluation(this.#db, id);
  }

  evaluations(limit: number) {
    return evaluations.readEvaluations(this.#db, limit);
  }

  definitionCopies(locations: readonly string[]) {
    return readDefinitionCopies(this.#db, locations);
  }

  keepDefinitionCopies(copies: readonly types.DefinitionCopy[]) {
    return keepDefinitionCopies(this.#db, copies);
  }

  gateScores(gate: { entityRef: string; scorecard: string }, limit: number) {
    return readGateScores(this.#db, gate, limit);
  }

  gateTrends(entityRef: string, since: string) {
    return readTrends(this.#db, entityRef, since);
  }

  countDay(day: string) {
    return countDay(this.#db, day);
  }

  dailyCounts(filter: types.DailyCountFilter) {
    return readDailyCounts(this.#db, filter);
  }

  cleanUp(ages: types.CleanUpAges, signal?: AbortSignal) {
    return cleanUp(this.#db, ages, signal);
  }
}
