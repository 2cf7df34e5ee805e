/** Reads the gates of one entity, computed with the clock as it stands. */
import { InputError, NotFoundError } from '@backstage/errors';
import { durationMs } from '../definitions/durations';
import type { GateContext } from '../evaluation/answers';
import { scorecardsFor } from '../evaluation/applicability';
import { computeEntityGate, gatedEntity } from '../evaluation/gates';
import type { ComputedGate } from '../evaluation/gates';
import type { Definitions } from '../definitions/types';
import type { MirroredEntity, ReadinessStore, StateRow } from '../store/types';

export interface EntityReading {
  entity: MirroredEntity;
  states: StateRow[];
  context: GateContext;
}

export interface GateReaderOptions {
  store: ReadinessStore;
  definitions: Definitions;
  gateContext: () => Promise<GateContext>;
}

export class GateReader {
  readonly #options: GateReaderOptions;

  constructor(options: GateReaderOptions) {
    this.#options = options;
  }

  /** Undefined where no scorecard judges the entity, or the catalog was not mirrored yet. */
  async read(entityRef: string): Promise<EntityReading | undefined> {
    const { store, gateContext } = this.#options;
    const [[entity], states, context] = await Promise.all([
      store.entities({ entityRefs: [entityRef] }),
      store.states({ entityRefs: [entityRef] }),
      gateContext(),
    ]);
    return entity ? { entity, states, context } : undefined;
  }

  gates({ entity, states, context }: EntityReading): ComputedGate[] {
    return scorecardsFor(entity.entity, this.#options.definitions).map(
      scorecard =>
        computeEntityGate(gatedEntity(entity), scorecard, states, context),
    );
  }

  /** Undefined where the scorecard does not judge the entity. */
  gate(
    { entity, states, context }: EntityReading,
    id: string,
  ): ComputedGate | undefined {
    const scorecard = scorecardsFor(
      entity.entity,
      this.#options.definitions,
    ).find(({ definition }) => definition.id === id);
    return (
      scorecard &&
      computeEntityGate(gatedEntity(entity), scorecard, states, context)
    );
  }

  /** Clusters that an entity's gates depend on: where it lives, or is said to. */
  clustersOf({ entity, states }: EntityReading): string[] {
    const { selection } = gatedEntity(entity);
    return (
      selection.clusters ?? [...new Set(states.map(({ cluster }) => cluster))]
    );
  }
}

/** How old evidence may be at most, from ISO 8601 to milliseconds. @throws InputError */
export function maxAgeOf(maxAge: string | undefined): number | undefined {
  if (maxAge === undefined) return undefined;
  const maxAgeMs = durationMs(maxAge);
  if (maxAgeMs === undefined) {
    throw new InputError(
      `maxAge: ${JSON.stringify(maxAge)} is no ISO 8601 duration such as PT30M`,
    );
  }
  return maxAgeMs;
}

/** @throws NotFoundError */
export function demandScorecard(definitions: Definitions, id: string) {
  const scorecard = definitions.scorecards.get(id);
  if (!scorecard) {
    const known = [...definitions.scorecards.keys()].sort().join(', ');
    throw new NotFoundError(`There is no scorecard ${id}; known: ${known}`);
  }
  return scorecard;
}
