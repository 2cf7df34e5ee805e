/**
 * Compares what is judged with what is stored, and writes what changed while the rest is still judged: of ten thousand
 * entities, all results at once would be most of the memory of an evaluation.
 */
import { Slices } from '../slices';
import { stateKeyText } from '../store/state';
import type {
  Lease,
  ReadinessStore,
  StateChanges,
  StateKey,
  StateRow,
} from '../store/types';
import type { CompiledScorecard } from '../definitions/types';
import { packState } from './judge';
import type { FreshState } from './judge';
import type { StoredDigests } from './memory';
import { itemTransitions, problemRows } from './problems';

export interface StateWriterOptions {
  store: ReadinessStore;
  lease: Lease;
  cluster: string;
  /** Of everything that is stored of the cluster. */
  stored: StoredDigests;
  now: () => Date;
  /** Called before each transaction. */
  alive: () => Promise<void>;
  /** Called once, before anything is written. */
  beforeFirst?: () => Promise<void>;
}

/** Of whom something was judged. */
interface Whose {
  uid: string;
  entity: Record<string, unknown>;
  scorecards: readonly CompiledScorecard[];
}

interface Waiting {
  state: FreshState;
  whose: Whose;
}

/** What was written, and of whom. */
export interface WrittenStates {
  states: number;
  entityRefs: ReadonlySet<string>;
  /** Those of which a result turned since somebody asks otherwise. */
  redefined: ReadonlySet<string>;
}

/** So many states wait at most, and those of the entity that came last. */
const FULL = 400;

export class StateWriter {
  readonly #options: StateWriterOptions;
  /** Stored, and not yet seen again. */
  readonly #gone: Set<string>;
  readonly #entityRefs = new Set<string>();
  readonly #redefined = new Set<string>();
  #waiting: Waiting[] = [];
  #states = 0;

  constructor(options: StateWriterOptions) {
    this.#options = options;
    this.#gone = new Set(options.stored.keys());
  }

  /** All that was judged of an entity, so that its states share a transaction. */
  add(states: readonly FreshState[], whose: Whose): void {
    for (const state of states) {
      const key = stateKeyText(state);
      this.#gone.delete(key);
      const isNew =
        state.digest === undefined ||
        this.#options.stored.get(key) !== state.digest;
      if (isNew) this.#waiting.push({ state, whose });
    }
  }

  /** States that judging would leave as they are. */
  leave(keys: readonly StateKey[]): void {
    for (const key of keys) this.#gone.delete(stateKeyText(key));
  }

  /** Enough waits to be written. */
  get isFull(): boolean {
    return this.#waiting.length >= FULL;
  }

  async write(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    await this.#apply({ ...(await this.#changes(waiting)), deletes: [] });
  }

  /**
   * Writes what waits, and deletes what nothing stands for any more: the workload is gone, or another cluster is named
   * now. Of an entity that is `unreadable` one cannot say so.
   */
  async end(unreadable: ReadonlySet<string>): Promise<WrittenStates> {
    await this.write();
    const deletes = [...this.#gone]
      .map(key => stateKeyOf(key, this.#options.cluster))
      .filter(({ entityRef }) => !unreadable.has(entityRef));
    await this.#apply({ upserts: [], transitions: [], deletes });
    return {
      states: this.#states,
      entityRefs: this.#entityRefs,
      redefined: this.#redefined,
    };
  }

  async #apply(changes: StateChanges): Promise<void> {
    const { upserts, deletes, transitions } = changes;
    const count = upserts.length + deletes.length;
    if (count === 0) return;
    const { store, lease, alive, beforeFirst } = this.#options;
    if (this.#states === 0) await beforeFirst?.();
    this.#states += count;
    await store.applyState(lease, changes, alive);
    for (const { state } of upserts) this.#entityRefs.add(state.entityRef);
    for (const { entityRef } of deletes) this.#entityRefs.add(entityRef);
    for (const { entityRef, cause } of transitions)
      if (entityRef && cause === 'definition') this.#redefined.add(entityRef);
  }

  async #changes(
    waiting: readonly Waiting[],
  ): Promise<Omit<StateChanges, 'deletes'>> {
    const { store, cluster, stored, now } = this.#options;
    const known = waiting
      .map(({ state }) => state)
      .filter(state => stored.has(stateKeyText(state)));
    const previous = new Map(
      (await store.states({ keys: known })).map(row => [
        stateKeyText(row),
        row,
      ]),
    );
    const upserts: StateChanges['upserts'] = [];
    const transitions: StateChanges['transitions'] = [];
    const slices = new Slices();
    for (const { state, whose } of waiting) {
      await slices.pause();
      const before = previous.get(stateKeyText(state));
      const { packed, digest } = packState(state, before?.packed, now());
      if (before?.digest === digest) continue;
      const { entityRef, scorecard: id, environment } = state;
      const { uid, entity, scorecards } = whose;
      const key = { entityRef, scorecard: id, cluster, environment };
      const after: StateRow = { ...key, uid, digest, packed };
      const scorecard = scorecards.find(
        ({ definition }) => definition.id === id,
      )!;
      const problems = problemRows(after, scorecard, entity, now());
      upserts.push({ state: after, problems });
      transitions.push(
        ...itemTransitions(before, after, scorecard, entity, now()),
      );
    }
    return { upserts, transitions };
  }
}

function stateKeyOf(text: string, cluster: string): StateKey {
  const [entityRef, scorecard, , environment] = text.split('\n');
  return { entityRef, scorecard, cluster, environment };
}
