/**
 * Judges one entity on one cluster: each question once per environment, whatever the number of items
 * and scorecards that ask it. Pure: a snapshot and earlier results in, state rows out.
 */
import { createHash } from 'node:crypto';
import { isAskedOfClusters } from '../definitions/evidence';
import type { Question, CompiledScorecard } from '../definitions/types';
import type { Workload } from '../clusters/types';
import { judgeQuestion } from '../evidence/judge';
import type { Judged } from '../evidence/judge';
import { queriesOf } from '../evidence/prometheus';
import type { EntityInCluster, MeasuredQuery } from '../evidence/types';
import type {
  JudgedWorkload,
  PackedState,
  StateKey,
  StoredResult,
} from '../store/types';
import { excludedIn, resolveItem } from './applicability';
import {
  imagesOf,
  imagesRunning,
  replicasOf,
  runningDigests,
} from './workloadFacts';

/** What was judged now, before earlier results are laid under it. */
export interface FreshState extends StateKey {
  judged: ReadonlyMap<string, Judged>;
  workloads: JudgedWorkload[];
  revisions: Record<string, string>;
  selection: string;
  /** Digest if every read was complete; undefined when an earlier result has to stand in. */
  digest: string | undefined;
}

export interface JudgedEntity {
  entityRef: string;
  entity: Record<string, unknown>;
  scorecards: readonly CompiledScorecard[];
  /** Fingerprint of the selector, cluster and scorecard annotations. */
  selection: string;
  /** The entity is the cluster itself, or its mesh: no environment is its own. */
  whole: boolean;
}

/** What is the same for every entity of a cluster. */
export type ClusterContext = Omit<
  EntityInCluster,
  'entity' | 'environment' | 'workloads' | 'whole'
>;

/**
 * One state for each scorecard and environment in which the entity has workloads. Stops after each question, for
 * whoever must not hold the event loop: of a whole cluster one question has thousands of subjects.
 */
export function* judgeEntity(
  judgedEntity: JudgedEntity,
  workloads: readonly Workload[],
  context: ClusterContext,
): Generator<undefined, FreshState[]> {
  return yield* judgePlaces(
    judgedEntity,
    placesOf(judgedEntity, workloads, context),
  );
}

export function* judgePlaces(
  judgedEntity: JudgedEntity,
  places: readonly Place[],
): Generator<undefined, FreshState[]> {
  const states: FreshState[] = [];
  for (const { inCluster, asked } of places) {
    const answers = new Map<string, Judged>();
    for (const { scorecard, questions } of asked) {
      for (const question of questions) {
        if (answers.has(question.key)) continue;
        answers.set(question.key, judgeQuestion(question, inCluster));
        yield;
      }
      states.push(
        freshState(judgedEntity, scorecard, inCluster, questions, answers),
      );
    }
  }
  return states;
}

/** What the Prometheus of the cluster must be asked before the entity is judged. */
export function queriesWanted(
  judgedEntity: JudgedEntity,
  workloads: readonly Workload[],
  context: ClusterContext,
): { check: string; query: MeasuredQuery }[] {
  return placesOf(judgedEntity, workloads, context).flatMap(
    ({ inCluster, asked }) =>
      asked
        .flatMap(({ questions }) => questions)
        .flatMap(({ check, params }) =>
          check.evidence.flatMap(evidence =>
            evidence.kind === 'prometheus'
              ? queriesOf(evidence, params, inCluster).map(query => ({
                  check: check.definition.id,
                  query,
                }))
              : [],
          ),
        ),
  );
}

/** Where an entity is asked, and what. */
export interface Place {
  inCluster: EntityInCluster;
  asked: readonly {
    scorecard: CompiledScorecard;
    questions: readonly Question[];
  }[];
}

/** Each environment by itself, or the whole cluster at once. */
export function placesOf(
  { entity, scorecards, whole }: JudgedEntity,
  workloads: readonly Workload[],
  context: ClusterContext,
): Place[] {
  const groups = whole ? new Map([['', workloads]]) : byEnvironment(workloads);
  return [...groups].map(([environment, own]) => ({
    inCluster: { ...context, entity, whole, environment, workloads: own },
    asked: scorecards.map(scorecard => ({
      scorecard,
      questions: questionsAsked(scorecard, entity, environment, context.now),
    })),
  }));
}

function byEnvironment(
  workloads: readonly Workload[],
): Map<string, readonly Workload[]> {
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const group = groups.get(workload.environment) ?? [];
    group.push(workload);
    groups.set(workload.environment, group);
  }
  return groups;
}

function questionsAsked(
  scorecard: CompiledScorecard,
  entity: Record<string, unknown>,
  environment: string,
  now: Date,
): Question[] {
  return scorecard.items
    .filter(({ definition }) => !excludedIn(definition, environment))
    .flatMap(item => resolveItem(item, entity, now).questions)
    .filter(({ check }) => isAskedOfClusters(check));
}

function freshState(
  { entityRef, selection }: JudgedEntity,
  scorecard: CompiledScorecard,
  { snapshot, environment, workloads, whole }: EntityInCluster,
  questions: readonly Question[],
  asked: ReadonlyMap<string, Judged>,
): FreshState {
  const judged = new Map(questions.map(({ key }) => [key, asked.get(key)!]));
  const state = {
    entityRef,
    scorecard: scorecard.definition.id,
    cluster: snapshot.cluster.name,
    environment,
    judged,
    // A cluster runs everybody's images: no word is bound to them.
    workloads: whole ? [] : workloads.map(judgedWorkload),
    revisions: Object.fromEntries(
      questions.map(({ check }) => [
        check.definition.id,
        check.definition.revision,
      ]),
    ),
    selection,
  };
  const unread = [...judged.values()].some(({ r }) => r === 'unread');
  return { ...state, digest: unread ? undefined : digestOf(state, judged) };
}

function judgedWorkload(workload: Workload): JudgedWorkload {
  const { resource, kind, namespace, name, object } = workload;
  return {
    resource,
    kind,
    namespace,
    name,
    generation: object.metadata.generation,
    replicas: replicasOf(workload),
    images: imagesOf(workload),
    running: runningDigests(workload),
  };
}

/** Lays earlier results under what was judged: what could not be read stands, `since` goes on. */
export function packState(
  fresh: FreshState,
  previous: PackedState | undefined,
  now: Date,
): { packed: PackedState; digest: string } {
  const results: Record<string, StoredResult> = {};
  for (const [key, judged] of fresh.judged) {
    results[key] = storedResult(judged, previous?.results[key], now);
  }
  const packed: PackedState = {
    results,
    workloads: fresh.workloads,
    revisions: fresh.revisions,
    selection: fresh.selection,
  };
  return { packed, digest: digestOf(fresh, new Map(Object.entries(results))) };
}

function storedResult(
  judged: Judged,
  previous: StoredResult | undefined,
  now: Date,
): StoredResult {
  const since = previous?.r === judged.r ? previous.since : now.toISOString();
  switch (judged.r) {
    case 'unread':
      return previous ?? { r: 'unread', since };
    case 'fail':
      return { ...judged, since, ...standsBefore(previous) };
    default:
      return { ...judged, since };
  }
}

/**
 * What stood before a fail, for `settle`: with nothing before it there is nothing to stand on, and
 * the fail counts at once.
 */
function standsBefore(previous: StoredResult | undefined): {
  was?: 'pass' | 'notApplicable';
} {
  if (previous?.r === 'fail') return previous.was ? { was: previous.was } : {};
  if (previous?.r === 'pass' || previous?.r === 'notApplicable')
    return { was: previous.r };
  return {};
}

/** Over what was found, never over when: an unchanged cluster gives an unchanged digest. */
export function digestOf(
  {
    workloads,
    revisions,
    selection,
  }: Pick<FreshState, 'workloads' | 'revisions' | 'selection'>,
  results: ReadonlyMap<string, object>,
): string {
  let text = '';
  for (const key of [...results.keys()].sort())
    text += key + JSON.stringify(withoutTimes(results.get(key)!));
  for (const workload of workloads) {
    const { kind, namespace, name } = workload;
    // Words may be bound to what runs.
    text += `${kind}/${namespace}/${name}=${imagesRunning(workload).join()}\n`;
  }
  for (const check of Object.keys(revisions).sort())
    text += `${check}=${revisions[check]}\n`;
  return createHash('sha256')
    .update(text + selection)
    .digest('base64url')
    .slice(0, 27);
}

/** The same keys in the same order, whether it was judged now or comes from the database. */
function withoutTimes(result: object): unknown[] {
  const {
    since: _since,
    was: _was,
    ...found
  } = result as { since?: string; was?: string };
  return Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
}
