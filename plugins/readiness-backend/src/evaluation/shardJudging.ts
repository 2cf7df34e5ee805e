/** The judging of a cluster's entities, which stops where enough is to be written and goes on from there. */
import type { EntitySelection, Workload } from '../clusters/types';
import { Slices } from '../slices';
import type { ResultCounts, ResultKind } from '../telemetry';
import { judgePlaces, placesOf } from './judge';
import type { ClusterContext, FreshState, JudgedEntity } from './judge';
import type { Remembering } from './memory';
import type { StateWriter } from './stateWriter';

export type Progress = (
  step: string,
  done: number,
  total: number,
) => Promise<void>;

/** An entity that this cluster concerns: it names no cluster, or this one. */
export interface ConcernedEntity extends JudgedEntity {
  uid: string;
  changedAt: Date;
  selectionOf: EntitySelection;
}

export interface PlacedEntity {
  entity: ConcernedEntity;
  workloads: readonly Workload[];
}

export class ShardJudging {
  readonly results: ResultCounts = {};
  readonly #slices = new Slices();
  #next = 0;

  constructor(
    private readonly placed: readonly PlacedEntity[],
    private readonly context: ClusterContext,
    private readonly remembering: Remembering,
    private readonly progress: Progress,
  ) {}

  tell(): Promise<void> {
    return this.progress('judging', this.#next, this.placed.length);
  }

  /** Judges until so much has changed that it is to be written; false: all are judged. */
  async fill(writer: StateWriter): Promise<boolean> {
    for (; this.#next < this.placed.length; this.#next += 1) {
      if (writer.isFull) return true;
      await this.#giveWay();
      await this.#judge(this.placed[this.#next], writer);
    }
    return false;
  }

  async #giveWay(): Promise<void> {
    if (await this.#slices.pause()) await this.tell();
  }

  async #judge(
    { entity, workloads }: PlacedEntity,
    writer: StateWriter,
  ): Promise<void> {
    const places = placesOf(entity, workloads, this.context);
    // A whole cluster always has something new.
    const known = entity.whole
      ? undefined
      : this.remembering.standing(entity.entityRef, places);
    if (known) {
      writer.leave(known.states);
      addCounts(this.results, known.results);
      return;
    }
    const judging = judgePlaces(entity, places);
    let step = judging.next();
    while (!step.done) {
      if (entity.whole) await this.#giveWay();
      step = judging.next();
    }
    const states = step.value;
    const counts: ResultCounts = {};
    for (const state of states) countResults(counts, state);
    addCounts(this.results, counts);
    writer.add(states, entity);
    if (!entity.whole)
      this.remembering.remember(entity.entityRef, places, states, counts);
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
