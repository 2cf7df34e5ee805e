/** Computes the gate rows of entities from stored state: what lists and summaries read. */
import { createHash } from 'node:crypto';
import { computeGate } from '@readiness-gates/backstage-plugin-readiness-common';
import type { GateState } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Entity } from '@backstage/catalog-model';
import { selectionOf } from '../clusters/selection';
import type { CompiledScorecard, Definitions } from '../definitions/types';
import type {
  GateChanges,
  GateInputs,
  GateRow,
  MirroredEntity,
  ReadinessStore,
  StateRow,
  Transition,
  TransitionCause,
} from '../store/types';
import { answeredItems, gatedEnvironmentsOf, statesInForce } from './answers';
import type { AnsweredItem, GateContext, GatedEntity } from './answers';
import { isInShadow, scorecardsFor } from './applicability';

/** One gate of one entity in all its environments. */
export interface ComputedGate {
  scorecard: CompiledScorecard;
  /** Those in shadow among them. */
  items: AnsweredItem[];
  /** The gate's own state, over the gated environments. */
  own: GateState;
  /** Environments that `own` is over. */
  spans: readonly string[];
  environments: { environment: string; gated: boolean; state: GateState }[];
}

export function gatedEntity({
  entityRef,
  entity,
  changedAt,
}: MirroredEntity): GatedEntity {
  return {
    entityRef,
    entity,
    changedAt,
    selection: selectionOf(entity as unknown as Entity),
  };
}

export function computeEntityGate(
  gated: GatedEntity,
  scorecard: CompiledScorecard,
  states: readonly StateRow[],
  context: GateContext,
): ComputedGate {
  const items = answeredItems(gated, scorecard, states, context);
  const gatedEnvironments = gatedEnvironmentsOf(scorecard, context);
  const { onPlatformUnknown } = scorecard.definition.gate;
  // Counts and scores are for everybody, so what only the scorecard's owner may see is not in them.
  const open = items.filter(
    ({ resolved }) => !resolved || !isInShadow(resolved.item),
  );
  const stateIn = (environments: readonly string[]) =>
    computeGate({
      items: open,
      environments,
      onPlatformUnknown,
      now: context.now,
    });
  const environments = new Set(
    statesInForce(gated, scorecard, states).map(
      ({ environment }) => environment,
    ),
  );
  return {
    scorecard,
    items,
    own: stateIn(gatedEnvironments),
    spans: gatedEnvironments,
    environments: [...environments].sort().map(environment => ({
      environment,
      gated: gatedEnvironments.includes(environment),
      state: stateIn([environment]),
    })),
  };
}

/** Recomputes the gates of these entities and stores those that changed; gives how many. */
export async function updateGates(
  store: ReadinessStore,
  definitions: Definitions,
  entityRefs: readonly string[],
  context: GateContext,
  causeOf: (entityRef: string) => TransitionCause,
): Promise<number> {
  if (entityRefs.length === 0) return 0;
  return store.recomputeGates(entityRefs, inputs =>
    gateChanges(inputs, definitions, context, causeOf),
  );
}

function gateChanges(
  { entities, states, gates: before }: GateInputs,
  definitions: Definitions,
  context: GateContext,
  causeOf: (entityRef: string) => TransitionCause,
): GateChanges {
  const statesOf = groupBy(states, ({ entityRef }) => entityRef);
  const rows = entities.flatMap(entity => {
    const gated = gatedEntity(entity);
    const own = statesOf.get(entity.entityRef) ?? [];
    return scorecardsFor(entity.entity, definitions).flatMap(scorecard =>
      gateRows(
        computeEntityGate(gated, scorecard, own, context),
        entity.entityRef,
        context.now,
      ),
    );
  });
  const known = new Map(before.map(row => [gateKey(row), row]));
  const wanted = new Set(rows.map(gateKey));
  const changed = rows.filter(
    row => known.get(gateKey(row))?.digest !== row.digest,
  );
  return {
    rows: changed,
    deletes: before.filter(row => !wanted.has(gateKey(row))),
    transitions: changed.flatMap(row =>
      verdictTransition(
        known.get(gateKey(row)),
        row,
        causeOf(row.entityRef),
        context.now,
      ),
    ),
  };
}

const gateKey = ({
  entityRef,
  scorecard,
  environment,
}: Pick<GateRow, 'entityRef' | 'scorecard' | 'environment'>) =>
  `${entityRef}\u0000${scorecard}\u0000${environment}`;

function gateRows(
  { scorecard, own, environments }: ComputedGate,
  entityRef: string,
  now: Date,
): GateRow[] {
  const row = (environment: string, state: GateState): GateRow => ({
    entityRef,
    scorecard: scorecard.definition.id,
    environment,
    state,
    digest: createHash('sha256')
      .update(JSON.stringify(state))
      .digest('base64url')
      .slice(0, 27),
    changedAt: now,
    ...(state.nextChangeAt && { nextChangeAt: new Date(state.nextChangeAt) }),
  });
  return [
    row('', own),
    ...environments.map(({ environment, state }) => row(environment, state)),
  ];
}

/**
 * A verdict that turned is a transition of the gate. What an outage turns is told once by the
 * shard, not by each of its gates.
 */
function verdictTransition(
  before: GateRow | undefined,
  after: GateRow,
  cause: TransitionCause,
  now: Date,
): Transition[] {
  const from = before?.state.verdict ?? '';
  if (from === after.state.verdict || cause === 'platform') return [];
  const { entityRef, scorecard, environment, state } = after;
  return [
    {
      at: now,
      entityRef,
      scorecard,
      cluster: '',
      environment,
      from,
      to: state.verdict,
      cause,
      evidence: {
        blocking: state.blocking,
        waitingOn: state.waitingOn,
        score: state.score,
      },
    },
  ];
}

export function groupBy<T>(
  values: Iterable<T>,
  keyOf: (value: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
