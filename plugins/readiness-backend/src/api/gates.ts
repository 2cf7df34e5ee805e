/** Reads the gates of entities, computed with the clock as it stands. */
import { InputError, NotFoundError } from '@backstage/errors';
import type { Entity } from '@backstage/catalog-model';
import { selectionOf } from '../clusters/selection';
import { durationMs } from '../definitions/durations';
import type { GateContext } from '../evaluation/answers';
import { scorecardsFor } from '../evaluation/applicability';
import { NO_CLUSTER } from '../evaluation/catalogQuestions';
import { computeEntityGate, gatedEntity, groupBy } from '../evaluation/gates';
import type { ComputedGate } from '../evaluation/gates';
import type { Definitions } from '../definitions/types';
import type { Said } from '../evaluation/said';
import type {
  DecisionRow,
  GateInputs,
  MirroredEntity,
  ReadinessStore,
  StateRow,
} from '../store/types';

export interface EntityReading {
  entity: MirroredEntity;
  states: StateRow[];
  said: Said;
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
    return (await this.readMany([entityRef]))[0];
  }

  /** Those of them that some scorecard judges. */
  async readMany(
    entityRefs: readonly string[],
    context?: GateContext,
  ): Promise<EntityReading[]> {
    const { store } = this.#options;
    const [entities, states, decisions, reports, now] = await Promise.all([
      store.entities({ entityRefs }),
      store.states({ entityRefs }),
      store.decisions({ entityRefs }),
      store.latestReports(entityRefs),
      context ?? this.context(),
    ]);
    return this.readingsOf({ entities, states, decisions, reports }, now);
  }

  /** What gates are computed with now. */
  context(): Promise<GateContext> {
    return this.#options.gateContext();
  }

  /** What is stored of several entities, told apart. */
  readingsOf(
    { entities, states, decisions, reports }: Omit<GateInputs, 'gates'>,
    context: GateContext,
  ): EntityReading[] {
    const statesOf = groupBy(states, ({ entityRef }) => entityRef);
    const reportsOf = groupBy(reports, ({ entityRef }) => entityRef);
    const decisionsOf = new Map<string, DecisionRow[]>();
    for (const row of decisions) {
      for (const { entityRef } of row.entities)
        decisionsOf.set(entityRef, [
          ...(decisionsOf.get(entityRef) ?? []),
          row,
        ]);
    }
    return entities.map(entity => ({
      entity,
      context,
      states: statesOf.get(entity.entityRef) ?? [],
      said: {
        decisions: decisionsOf.get(entity.entityRef) ?? [],
        reports: reportsOf.get(entity.entityRef) ?? [],
      },
    }));
  }

  /** Of every scorecard that judges the entity; or of one, where it does. */
  gates(
    { entity, states, said, context }: EntityReading,
    id?: string,
  ): ComputedGate[] {
    return scorecardsFor(entity.entity, this.#options.definitions)
      .filter(({ definition }) => id === undefined || definition.id === id)
      .map(scorecard =>
        computeEntityGate(
          gatedEntity(entity, said),
          scorecard,
          states,
          context,
        ),
      );
  }

  /** Undefined where the scorecard does not judge the entity. */
  gate(reading: EntityReading, id: string): ComputedGate | undefined {
    return this.gates(reading, id)[0];
  }

  /** Clusters that an entity's gates depend on: where it lives, or is said to. */
  clustersOf({ entity, states }: EntityReading): string[] {
    const { clusters } = selectionOf(entity.entity as unknown as Entity);
    const places = states.filter(({ cluster }) => cluster !== NO_CLUSTER);
    return clusters ?? [...new Set(places.map(({ cluster }) => cluster))];
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

/** @throws NotFoundError */
export function demandCheck(definitions: Definitions, id: string) {
  const check = definitions.checks.get(id);
  if (!check) throw new NotFoundError(`There is no check ${id}`);
  return check;
}
