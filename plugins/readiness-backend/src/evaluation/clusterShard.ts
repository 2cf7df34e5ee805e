/** One evaluation of one cluster: plan → observe → judge → store. */
import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CONTROL_PLANE,
  ANNOTATION_SCORECARDS,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { selectionOf } from '../clusters/selection';
import type {
  ClusterSnapshot,
  EntitySelection,
  Observation,
  ReadPlan,
  Workload,
} from '../clusters/types';
import type { CompiledScorecard, Definitions } from '../definitions/types';
import { isRead } from '../evidence/reads';
import type { MeasuredQuery } from '../evidence/types';
import type { PrometheusReader } from '../prometheus/client';
import { stateKeyText } from '../store/state';
import type { ResultCounts, ResultKind, Step } from '../telemetry';
import type {
  Lease,
  MirroredEntity,
  ObservationKey,
  ObservationRow,
  ReadinessStore,
  StateChanges,
  StateKey,
  StateRow,
  TransitionCause,
} from '../store/types';
import { WORKLOAD_RESOURCES } from '../clusters/types';
import { scorecardsFor } from './applicability';
import { paramAnnotations } from './entityParams';
import { judgePlaces, packState, placesOf, queriesWanted } from './judge';
import type { ClusterContext, FreshState, JudgedEntity } from './judge';
import { measureCluster, prometheusEvidence } from './measure';
import type { MeasuredCluster } from './measure';
import { Remembering } from './memory';
import type { ClusterMemory, StoredDigests } from './memory';
import { itemTransitions, problemRows } from './problems';
import { Slices } from '../slices';

export interface ClusterShardInput {
  cluster: string;
  lease: Lease;
  definitions: Definitions;
  plan: ReadPlan;
  extendedGrant: boolean;
  /** `alive` is to be called now and then, for as long as it takes. */
  observe: (
    namespaces: readonly string[],
    alive: () => Promise<void>,
  ) => Promise<ClusterSnapshot>;
  /** Absent: no Prometheus is configured for the cluster. */
  prometheus?: PrometheusReader;
  /** What this process remembers of its last evaluation of the cluster. */
  remembered: ClusterMemory;
  store: ReadinessStore;
  now: () => Date;
  /** When the shard was last read before this run. */
  lastRunAt?: Date;
  progress: Progress;
  /** Runs a part of the evaluation, for whoever wants to know how long it takes. */
  step: <T>(step: Step, work: () => Promise<T>) => Promise<T>;
}

type Progress = (step: string, done: number, total: number) => Promise<void>;

export interface ClusterShardOutcome {
  /** Of what was listed and of what was asked. */
  observations: readonly Observation[];
  /** Entities whose stored state changed, and those looked for here for the first time. */
  toGate: Map<string, TransitionCause>;
  entities: number;
  changed: number;
  results: ResultCounts;
  /** For the next evaluation. */
  memory: ClusterMemory;
}

/** Stale signature of a shard whose states were written and whose gates may not be. */
export const GATES_BEHIND = 'gates-behind';

/** How often a long step tells how far it is, which also keeps the lease. */
const PROGRESS_MS = 5_000;

/** An entity that this cluster concerns: it names no cluster, or this one. */
interface ConcernedEntity extends JudgedEntity {
  uid: string;
  changedAt: Date;
  selectionOf: EntitySelection;
}

export async function evaluateCluster(
  given: ClusterShardInput,
): Promise<ClusterShardOutcome> {
  const input = { ...given, progress: nowAndThen(given) };
  const { store, cluster, progress, step } = input;
  const mirrored = await store.entities();
  const entities = await concernedEntities(mirrored, input);
  await progress('observing', 0, entities.length);
  const snapshot = await step('observe', () =>
    input.observe(namespacesNamed(entities), () =>
      progress('observing', 0, entities.length),
    ),
  );
  const context = {
    snapshot,
    clusterFacts: { managed: managedControlPlane(mirrored, cluster) },
    extendedGrant: input.extendedGrant,
    now: input.now(),
  };
  const stored = await store.stateDigests(cluster);
  const remembering = new Remembering(context, input.remembered, stored);
  const { judged, measured } = await step('judge', () =>
    judgeShard(entities, context, remembering, input),
  );
  const observations = [...snapshot.observations, ...measured];
  const storing = () => progress('storing', entities.length, entities.length);
  await storing();
  const changes = await step('store', () =>
    storeAll(judged, stored, observations, storing, input),
  );
  return {
    memory: remembering.memory,
    observations,
    entities: entities.length,
    changed: changes.upserts.length + changes.deletes.length,
    results: judged.results,
    toGate: entitiesToGate(judged, changes, input),
  };
}

/** Places the entities, asks the cluster's Prometheus what is wanted of it, and judges. */
async function judgeShard(
  entities: readonly ConcernedEntity[],
  context: ClusterContext,
  remembering: Remembering,
  input: ClusterShardInput,
): Promise<{ judged: JudgedShard; measured: readonly Observation[] }> {
  const judged = await placeAll(entities, context.snapshot, input);
  const { measurements, observations } = await measure(judged, context, input);
  await judgeAll(
    judged,
    { ...context, ...(measurements && { measurements }) },
    remembering,
    input,
  );
  return { judged, measured: observations };
}

async function storeAll(
  judged: JudgedShard,
  stored: StoredDigests,
  observations: readonly Observation[],
  storing: () => Promise<void>,
  input: ClusterShardInput,
): Promise<StateChanges> {
  const { store, cluster, lease } = input;
  const changes = await changesOf(judged, stored, input);
  // Should this process die before the gates are computed, the next sweep computes them all.
  if (changes.upserts.length + changes.deletes.length > 0)
    await store.setStaleSignature(lease.shard, GATES_BEHIND);
  await store.applyState(lease, changes, storing);
  const { rows, forget } = observationRows(
    observations,
    await store.observations([cluster]),
  );
  await store.writeObservations(lease, rows, forget);
  return changes;
}

/** As each step begins, and every few seconds within it: what is told is written down. */
function nowAndThen({ progress, now }: ClusterShardInput): Progress {
  let told = { step: '', at: 0 };
  return async (step, done, total) => {
    const at = now().getTime();
    if (step === told.step && at - told.at < PROGRESS_MS) return;
    told = { step, at };
    await progress(step, done, total);
  };
}

async function concernedEntities(
  mirrored: readonly MirroredEntity[],
  { cluster, definitions }: ClusterShardInput,
): Promise<ConcernedEntity[]> {
  const concerned: ConcernedEntity[] = [];
  const slices = new Slices();
  for (const { entityRef, uid, changedAt, entity } of mirrored) {
    await slices.pause();
    const scorecards = scorecardsFor(entity, definitions);
    if (scorecards.length === 0) continue;
    const selection = selectionOf(entity as unknown as Entity);
    if (selection.clusters && !selection.clusters.includes(cluster)) continue;
    concerned.push({
      entityRef,
      uid,
      changedAt,
      entity,
      scorecards,
      selectionOf: selection,
      whole: selection.whole ?? false,
      selection: selectionText(selection, entity, scorecards),
    });
  }
  return concerned;
}

/** What decides who is judged and where, in words: a change of it is a transition that shows both. */
function selectionText(
  { selectorText, namespace, clusters }: EntitySelection,
  entity: Record<string, unknown>,
  scorecards: readonly CompiledScorecard[],
): string {
  const { annotations = {} } = entity.metadata as {
    annotations?: Record<string, string>;
  };
  return [
    selectorText,
    ...(namespace ? [`namespace ${namespace}`] : []),
    ...(clusters ? [`cluster ${clusters.join(', ')}`] : []),
    `scorecards ${scorecards
      .map(({ definition }) => definition.id)
      .sort()
      .join(', ')}`,
    ...(annotations[ANNOTATION_SCORECARDS]
      ? [`asked for ${annotations[ANNOTATION_SCORECARDS]}`]
      : []),
    ...paramAnnotations(entity).map(([name, value]) => `${name}=${value}`),
  ].join('; ');
}

function namespacesNamed(entities: readonly ConcernedEntity[]): string[] {
  const names = entities.flatMap(({ selectionOf: { namespace } }) =>
    namespace ? [namespace] : [],
  );
  return [...new Set(names)].sort();
}

/** Provider-run control planes cannot be looked into; the cluster's entity says which are. */
function managedControlPlane(
  mirrored: readonly MirroredEntity[],
  cluster: string,
): boolean {
  return mirrored.some(
    ({ kind, type, name, entity }) =>
      kind.toLowerCase() === 'resource' &&
      type === 'kubernetes-cluster' &&
      name === cluster &&
      (entity.metadata as { annotations?: Record<string, string> })
        .annotations?.[ANNOTATION_CONTROL_PLANE] === 'managed',
  );
}

/** What was judged of entities, wherever it was read. */
export interface JudgedStates {
  fresh: {
    state: FreshState;
    entity: Pick<ConcernedEntity, 'uid' | 'entity' | 'scorecards'>;
  }[];
  /** States that judging would leave as they are. */
  standing: readonly StateKey[];
  /** Entities of which one cannot say what they run here: their states stand as they are. */
  unreadable: Set<string>;
}

interface JudgedShard extends JudgedStates {
  placed: { entity: ConcernedEntity; workloads: readonly Workload[] }[];
  fresh: { state: FreshState; entity: ConcernedEntity }[];
  standing: StateKey[];
  /** Entities that were looked for and have nothing here. */
  absent: ConcernedEntity[];
  results: ResultCounts;
}

async function placeAll(
  entities: readonly ConcernedEntity[],
  snapshot: ClusterSnapshot,
  { progress }: ClusterShardInput,
): Promise<JudgedShard> {
  const judged: JudgedShard = {
    placed: [],
    fresh: [],
    standing: [],
    unreadable: new Set(),
    absent: [],
    results: {},
  };
  const slices = new Slices();
  for (const [index, entity] of entities.entries()) {
    if (await slices.pause()) await progress('placing', index, entities.length);
    if (!placementIsRead(snapshot, entity.selectionOf.namespace)) {
      judged.unreadable.add(entity.entityRef);
      continue;
    }
    const workloads = workloadsOf(snapshot, entity.selectionOf);
    if (workloads.length === 0 && !entity.selectionOf.whole)
      judged.absent.push(entity);
    else judged.placed.push({ entity, workloads });
  }
  return judged;
}

/** The queries of every entity together, so that what serves many is asked once. */
async function measure(
  { placed }: JudgedShard,
  context: ClusterContext,
  { cluster, definitions, prometheus, now, progress }: ClusterShardInput,
): Promise<MeasuredCluster> {
  if (prometheusEvidence(definitions).length === 0) return { observations: [] };
  const wanted: { check: string; query: MeasuredQuery }[] = [];
  const slices = new Slices();
  for (const { entity, workloads } of prometheus ? placed : []) {
    await slices.pause();
    wanted.push(...queriesWanted(entity, workloads, context));
  }
  return measureCluster({
    cluster,
    definitions,
    ...(prometheus && { reader: prometheus }),
    wanted,
    now,
    progress: (done, total) => progress('measuring', done, total),
  });
}

async function judgeAll(
  judged: JudgedShard,
  context: ClusterContext,
  remembering: Remembering,
  { progress }: ClusterShardInput,
): Promise<void> {
  const slices = new Slices();
  const { placed, fresh, standing, results } = judged;
  for (const [index, { entity, workloads }] of placed.entries()) {
    if (await slices.pause()) await progress('judging', index, placed.length);
    const places = placesOf(entity, workloads, context);
    // A whole cluster always has something new.
    const known = entity.whole
      ? undefined
      : remembering.standing(entity.entityRef, places);
    if (known) {
      standing.push(...known.states);
      addCounts(results, known.results);
      continue;
    }
    const judging = judgePlaces(entity, places);
    let step = judging.next();
    while (!step.done) {
      if (entity.whole && (await slices.pause()))
        await progress('judging', index, placed.length);
      step = judging.next();
    }
    const counts: ResultCounts = {};
    for (const state of step.value) {
      fresh.push({ state, entity });
      countResults(counts, state);
    }
    addCounts(results, counts);
    if (!entity.whole)
      remembering.remember(entity.entityRef, places, step.value, counts);
  }
}

function addCounts(sums: ResultCounts, counts: ResultCounts): void {
  for (const [kind, count] of Object.entries(counts) as [ResultKind, number][])
    sums[kind] = (sums[kind] ?? 0) + count;
}

/** Adds what was judged; what others than the cluster answer is none of its results. */
export function countResults(
  counts: ResultCounts,
  { judged }: Pick<FreshState, 'judged'>,
): void {
  for (const { r } of judged.values()) {
    if (r !== 'cannotExist') counts[r] = (counts[r] ?? 0) + 1;
  }
}

/** One cannot say which workloads an entity has, or in which environment, from half a listing. */
function placementIsRead(
  snapshot: ClusterSnapshot,
  namespace: string | undefined,
): boolean {
  const required = [...WORKLOAD_RESOURCES, 'namespaces'].map(resource => ({
    resource,
    clusterWide: namespace === undefined,
  }));
  return isRead(snapshot, required, namespace === undefined ? [] : [namespace]);
}

/** A selector that Kubernetes would refuse selects nothing; the gate says so. */
function workloadsOf(snapshot: ClusterSnapshot, selection: EntitySelection) {
  return selection.selector.error === undefined
    ? snapshot.workloadsOf(selection)
    : [];
}

export async function changesOf(
  judged: JudgedStates,
  digests: StoredDigests,
  input: Pick<ClusterShardInput, 'store' | 'cluster' | 'now'>,
): Promise<StateChanges> {
  const { store, cluster, now } = input;
  const touched = judged.fresh.filter(
    ({ state }) =>
      state.digest === undefined ||
      digests.get(stateKeyText(state)) !== state.digest,
  );
  const known = touched.filter(({ state }) => digests.has(stateKeyText(state)));
  const previous = new Map(
    (await store.states({ keys: known.map(({ state }) => state) })).map(row => [
      stateKeyText(row),
      row,
    ]),
  );
  const upserts: StateChanges['upserts'] = [];
  const transitions: StateChanges['transitions'] = [];
  const slices = new Slices();
  for (const { state, entity } of touched) {
    await slices.pause();
    const before = previous.get(stateKeyText(state));
    const { packed, digest } = packState(state, before?.packed, now());
    if (before?.digest === digest) continue;
    const { entityRef, scorecard: id, environment } = state;
    const after: StateRow = {
      entityRef,
      scorecard: id,
      cluster,
      environment,
      uid: entity.uid,
      digest,
      packed,
    };
    const scorecard = entity.scorecards.find(
      ({ definition }) => definition.id === id,
    )!;
    upserts.push({
      state: after,
      problems: problemRows(after, scorecard, entity.entity, now()),
    });
    transitions.push(
      ...itemTransitions(before, after, scorecard, entity.entity, now()),
    );
  }
  return { upserts, transitions, deletes: vanished(digests, judged, cluster) };
}

/** States that nothing stands for any more: the workload is gone, or another cluster is named now. */
function vanished(
  digests: ReadonlyMap<string, string>,
  judged: JudgedStates,
  cluster: string,
): StateKey[] {
  const kept = new Set(
    [...judged.fresh.map(({ state }) => state), ...judged.standing].map(
      stateKeyText,
    ),
  );
  return [...digests.keys()]
    .filter(key => !kept.has(key))
    .map(key => stateKeyOf(key, cluster))
    .filter(({ entityRef }) => !judged.unreadable.has(entityRef));
}

function stateKeyOf(text: string, cluster: string): StateKey {
  const [entityRef, scorecard, , environment] = text.split('\n');
  return { entityRef, scorecard, cluster, environment };
}

function entitiesToGate(
  judged: JudgedShard,
  changes: StateChanges,
  { lastRunAt }: ClusterShardInput,
): Map<string, TransitionCause> {
  const toGate = new Map<string, TransitionCause>();
  // Until now nobody could say whether it lives here; while nothing changes, that needs no second look.
  for (const { entityRef, changedAt } of judged.absent) {
    if (!lastRunAt || changedAt > lastRunAt) toGate.set(entityRef, 'service');
  }
  for (const { entityRef } of changes.deletes) toGate.set(entityRef, 'service');
  for (const { state } of changes.upserts)
    toGate.set(state.entityRef, 'service');
  for (const { entityRef, cause } of changes.transitions) {
    if (entityRef && cause === 'definition')
      toGate.set(entityRef, 'definition');
  }
  return toGate;
}

/** Freshness lives here: what was complete keeps its time while later reads fail. */
function observationRows(
  observations: readonly Observation[],
  known: readonly ObservationRow[],
): { rows: ObservationRow[]; forget: ObservationKey[] } {
  const keyOf = ({ resource, namespace }: ObservationKey) =>
    `${resource}\n${namespace}`;
  const before = new Map(known.map(row => [keyOf(row), row]));
  const now = new Set(observations.map(keyOf));
  return {
    rows: observations.map(observation =>
      observationRow(observation, before.get(keyOf(observation))),
    ),
    forget: known.filter(row => !now.has(keyOf(row))),
  };
}

function observationRow(
  {
    cluster,
    resource,
    namespace,
    attemptedAt,
    objects,
    malformed,
    outcome,
  }: Observation,
  earlier: ObservationRow | undefined,
): ObservationRow {
  const base = {
    cluster,
    resource,
    namespace,
    attemptedAt,
    objects,
    malformed,
  };
  if (outcome.complete) {
    return {
      ...base,
      complete: true,
      notServed: outcome.notServed ?? false,
      completedAt: attemptedAt,
    };
  }
  return {
    ...base,
    complete: false,
    notServed: false,
    ...(earlier?.completedAt && { completedAt: earlier.completedAt }),
    cause: outcome.cause,
    message: outcome.message,
    failingSince: earlier?.failingSince ?? attemptedAt,
  };
}
