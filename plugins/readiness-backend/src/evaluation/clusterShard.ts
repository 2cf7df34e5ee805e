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
} from '../clusters/types';
import type { CompiledScorecard, Definitions } from '../definitions/types';
import { isRead } from '../evidence/reads';
import type { MeasuredQuery } from '../evidence/types';
import type { PrometheusReader } from '../prometheus/client';
import type { ResultCounts, Step } from '../telemetry';
import type {
  Lease,
  MirroredEntity,
  ReadinessStore,
  TransitionCause,
} from '../store/types';
import { WORKLOAD_RESOURCES } from '../clusters/types';
import { scorecardsFor } from './applicability';
import { paramAnnotations } from './entityParams';
import { queriesWanted } from './judge';
import type { ClusterContext } from './judge';
import { measureCluster, prometheusEvidence } from './measure';
import type { MeasuredCluster } from './measure';
import { Remembering } from './memory';
import type { ClusterMemory, StoredDigests } from './memory';
import { observationRows } from './observationRows';
import { ShardJudging } from './shardJudging';
import type { ConcernedEntity, PlacedEntity, Progress } from './shardJudging';
import { StateWriter } from './stateWriter';
import type { WrittenStates } from './stateWriter';
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
  const { placed, measured } = await step('judge', () =>
    placeAndMeasure(entities, context, input),
  );
  const { measurements } = measured;
  const { results, written } = await judgeAndStore(
    placed,
    { ...context, ...(measurements && { measurements }) },
    remembering,
    stored,
    input,
  );
  const observations = [...snapshot.observations, ...measured.observations];
  await progress('storing', entities.length, entities.length);
  await step('store', () => storeObservations(observations, input));
  return {
    memory: remembering.memory,
    observations,
    entities: entities.length,
    changed: written.states,
    results,
    toGate: entitiesToGate(placed, written, input),
  };
}

/** Where the entities live, and what the cluster's Prometheus says where something is wanted of it. */
async function placeAndMeasure(
  entities: readonly ConcernedEntity[],
  context: ClusterContext,
  input: ClusterShardInput,
): Promise<{ placed: PlacedEntities; measured: MeasuredCluster }> {
  const placed = await placeAll(entities, context.snapshot, input);
  return { placed, measured: await measure(placed, context, input) };
}

/** In turns: what was judged and written is let go of. */
async function judgeAndStore(
  { placed, unreadable }: PlacedEntities,
  context: ClusterContext,
  remembering: Remembering,
  stored: StoredDigests,
  { store, cluster, lease, now, progress, step }: ClusterShardInput,
): Promise<{ results: ResultCounts; written: WrittenStates }> {
  const judging = new ShardJudging(placed, context, remembering, progress);
  const writer = new StateWriter({
    store,
    lease,
    cluster,
    stored,
    now,
    alive: () => judging.tell(),
    // Should this process die before the gates are computed, the next sweep computes them all.
    beforeFirst: () => store.setStaleSignature(lease.shard, GATES_BEHIND),
  });
  while (await step('judge', () => judging.fill(writer)))
    await step('store', () => writer.write());
  const written = await step('store', () => writer.end(unreadable));
  return { results: judging.results, written };
}

async function storeObservations(
  observations: readonly Observation[],
  { store, cluster, lease }: ClusterShardInput,
): Promise<void> {
  const { rows, forget } = observationRows(
    observations,
    await store.observations([cluster]),
  );
  await store.writeObservations(lease, rows, forget);
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

interface PlacedEntities {
  placed: PlacedEntity[];
  /** Entities of which one cannot say what they run here: their states stand as they are. */
  unreadable: Set<string>;
  /** Entities that were looked for and have nothing here. */
  absent: ConcernedEntity[];
}

async function placeAll(
  entities: readonly ConcernedEntity[],
  snapshot: ClusterSnapshot,
  { progress }: ClusterShardInput,
): Promise<PlacedEntities> {
  const found: PlacedEntities = {
    placed: [],
    unreadable: new Set(),
    absent: [],
  };
  const slices = new Slices();
  for (const [index, entity] of entities.entries()) {
    if (await slices.pause()) await progress('placing', index, entities.length);
    if (!placementIsRead(snapshot, entity.selectionOf.namespace)) {
      found.unreadable.add(entity.entityRef);
      continue;
    }
    const workloads = workloadsOf(snapshot, entity.selectionOf);
    if (workloads.length === 0 && !entity.selectionOf.whole)
      found.absent.push(entity);
    else found.placed.push({ entity, workloads });
  }
  return found;
}

/** The queries of every entity together, so that what serves many is asked once. */
async function measure(
  { placed }: PlacedEntities,
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

function entitiesToGate(
  { absent }: PlacedEntities,
  { entityRefs, redefined }: WrittenStates,
  { lastRunAt }: ClusterShardInput,
): Map<string, TransitionCause> {
  const toGate = new Map<string, TransitionCause>();
  // Until now nobody could say whether it lives here; while nothing changes, that needs no second look.
  for (const { entityRef, changedAt } of absent) {
    if (!lastRunAt || changedAt > lastRunAt) toGate.set(entityRef, 'service');
  }
  for (const entityRef of entityRefs)
    toGate.set(entityRef, redefined.has(entityRef) ? 'definition' : 'service');
  return toGate;
}
