/** Computes the gate rows of entities from stored state: what lists and summaries read. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  computeGate,
  itemOutcome,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { GateState } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Entity } from '@backstage/catalog-model';
import { selectionOf } from '../clusters/selection';
import type { CompiledScorecard, Definitions } from '../definitions/types';
import { lapseOf } from '../people/signing';
import { approvalStatus } from '../people/status';
import { SYSTEM } from '../store/types';
import type {
  AwaitedRow,
  DecisionEvent,
  GateChanges,
  GateInputs,
  GateRow,
  MirroredEntity,
  OpenItemRow,
  ReadinessStore,
  StateRow,
  Transition,
  TransitionCause,
} from '../store/types';
import { answeredGate, gatedEnvironmentsOf, statesInForce } from './answers';
import type {
  AnsweredGate,
  AnsweredItem,
  GateContext,
  GatedEntity,
} from './answers';
import { awaitedRows } from './asks';
import { isInShadow, scorecardsFor } from './applicability';
import { openItemRows } from './openItems';
import { saidOf } from './said';
import type { Said } from './said';
import { Slices } from '../slices';

/** One gate of one entity in all its environments; items in shadow are among its items. */
export interface ComputedGate extends AnsweredGate {
  scorecard: CompiledScorecard;
  /** The gate's own state, over the gated environments. */
  own: GateState;
  /** Environments that `own` is over. */
  spans: readonly string[];
  /** When time alone may change what is in shadow, which `own` says nothing of. */
  shadowChangesAt?: string;
  environments: { environment: string; gated: boolean; state: GateState }[];
}

export function gatedEntity(
  { entityRef, entity, changedAt }: MirroredEntity,
  said: Said,
): GatedEntity {
  return {
    said: saidOf(entityRef, said),
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
  const answered = answeredGate(gated, scorecard, states, context);
  const gatedEnvironments = gatedEnvironmentsOf(scorecard, context);
  const { onPlatformUnknown } = scorecard.definition.gate;
  // Counts and scores are for everybody, so what only the scorecard's owner may see is not in them.
  const isHidden = ({ resolved }: AnsweredItem) =>
    resolved !== undefined && isInShadow(resolved.item);
  const open = answered.items.filter(item => !isHidden(item));
  const stateIn = (environments: readonly string[], items = open) =>
    computeGate({ items, environments, onPlatformUnknown, now: context.now });
  const { nextChangeAt } = stateIn(
    gatedEnvironments,
    answered.items.filter(isHidden),
  );
  const own = stateIn(gatedEnvironments);
  const isAlone = (environment: string) =>
    gatedEnvironments.length === 1 && gatedEnvironments[0] === environment;
  const environments = new Set(
    statesInForce(gated, scorecard, states).map(
      ({ environment }) => environment,
    ),
  );
  return {
    ...answered,
    scorecard,
    own,
    spans: gatedEnvironments,
    ...(nextChangeAt && { shadowChangesAt: nextChangeAt }),
    environments: [...environments].sort().map(environment => ({
      environment,
      gated: gatedEnvironments.includes(environment),
      state: isAlone(environment) ? own : stateIn([environment]),
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
  alive?: () => Promise<void>,
): Promise<number> {
  if (entityRefs.length === 0) return 0;
  return store.recomputeGates(
    entityRefs,
    inputs => gateChanges(inputs, definitions, context, causeOf),
    alive,
  );
}

async function gateChanges(
  { entities, states, gates: before, decisions, reports }: GateInputs,
  definitions: Definitions,
  context: GateContext,
  causeOf: (entityRef: string) => TransitionCause,
): Promise<GateChanges> {
  const statesOf = groupBy(states, ({ entityRef }) => entityRef);
  const slices = new Slices();
  const computed: Computed[] = [];
  for (const entity of entities) {
    const gated = gatedEntity(entity, { decisions, reports });
    const own = statesOf.get(entity.entityRef) ?? [];
    for (const scorecard of scorecardsFor(entity.entity, definitions)) {
      await slices.pause();
      computed.push(computeRows(gated, scorecard, own, context));
    }
  }
  const rows = computed.flatMap(gate => gate.rows);
  const known = new Map(before.map(row => [gateKey(row), row]));
  const wanted = new Set(rows.map(gateKey));
  const changed = rows
    .filter(row => known.get(gateKey(row))?.digest !== row.digest)
    .map(row => sinceBefore(row, known.get(gateKey(row))));
  const lapsing = computed.flatMap(({ gated, gate }) =>
    lapses(gated, gate, causeOf(gated.entityRef), context.now),
  );
  return {
    rows: changed,
    deletes: before.filter(row => !wanted.has(gateKey(row))),
    transitions: [
      ...lapsing.map(({ transition }) => transition),
      ...changed.flatMap(row => {
        const earlier = known.get(gateKey(row));
        const cause = causeOf(row.entityRef);
        return verdictTransition(
          earlier,
          row,
          cause === 'expiry' && hasSettled(earlier, computed, row, context.now)
            ? 'service'
            : cause,
          context.now,
        );
      }),
    ],
    awaited: computed.flatMap(({ awaited }) => awaited),
    openItems: computed.flatMap(({ openItems }) => openItems),
    lapses: lapsing.map(({ event }) => event),
  };
}

/** A gate and the rows that follow from it. */
interface Computed {
  gated: GatedEntity;
  gate: ComputedGate;
  rows: GateRow[];
  awaited: AwaitedRow[];
  openItems: OpenItemRow[];
}

function computeRows(
  gated: GatedEntity,
  scorecard: CompiledScorecard,
  states: readonly StateRow[],
  context: GateContext,
): Computed {
  const { entityRef } = gated;
  const gate = computeEntityGate(gated, scorecard, states, context);
  return {
    gated,
    gate,
    rows: gateRows(gate, entityRef, context.now),
    awaited: awaitedRows(gate, entityRef),
    openItems: openItemRows(gate, entityRef, context.now),
  };
}

/** A fail that has lasted turns the verdict when its time comes; it is the service that failed, not the clock. */
function hasSettled(
  before: GateRow | undefined,
  computed: readonly Computed[],
  { entityRef, scorecard, state }: GateRow,
  now: Date,
): boolean {
  const since = before?.nextChangeAt;
  if (!since || state.verdict !== 'blocked') return false;
  const of = computed.find(
    ({ gated, gate }) =>
      gated.entityRef === entityRef &&
      gate.scorecard.definition.id === scorecard,
  );
  return !!of?.gate.items.some(({ answers }) =>
    answers.some(({ result }) => {
      if (result.result !== 'fail' || !result.settlesAt) return false;
      const at = new Date(result.settlesAt);
      return at >= since && at <= now;
    }),
  );
}

interface Lapse {
  event: DecisionEvent;
  transition: Transition;
}

/** Approvals that a rule ends now, to be written down: what was signed does not come back by itself. */
function lapses(
  { entityRef, said }: GatedEntity,
  { scorecard, signable, items, spans }: ComputedGate,
  cause: TransitionCause,
  now: Date,
): Lapse[] {
  return said.decisions.flatMap(row => {
    if (row.kind !== 'approval' || row.body.decision !== 'approve') return [];
    if (row.scorecard !== scorecard.definition.id) return [];
    if (approvalStatus(row, undefined, now).status !== 'approved') return [];
    const reason = lapseOf(row, signable);
    const item = items.find(({ id }) => id === row.item);
    if (reason === undefined || !item) return [];
    const told = { action: 'lapsed', reason } as const;
    return {
      event: { decisionId: row.id, at: now, by: SYSTEM, ...told },
      transition: {
        at: now,
        entityRef,
        scorecard: row.scorecard,
        item: row.item,
        cluster: '',
        environment: '',
        from: 'pass',
        to: itemOutcome(item, spans, now).result,
        cause,
        evidence: { decision: row.id, kind: 'approval', ...told },
      },
    };
  });
}

/** A gate is as old as its state: what is in shadow makes it no newer. */
function sinceBefore(row: GateRow, before: GateRow | undefined): GateRow {
  return before && isDeepStrictEqual(before.state, row.state)
    ? { ...row, changedAt: before.changedAt }
    : row;
}

const gateKey = ({
  entityRef,
  scorecard,
  environment,
}: Pick<GateRow, 'entityRef' | 'scorecard' | 'environment'>) =>
  `${entityRef}\u0000${scorecard}\u0000${environment}`;

function gateRows(
  { scorecard, own, environments, shadowChangesAt }: ComputedGate,
  entityRef: string,
  now: Date,
): GateRow[] {
  const row = (
    environment: string,
    state: GateState,
    alsoChangesAt?: string,
  ): GateRow => {
    const [next] = [state.nextChangeAt, alsoChangesAt]
      .filter(time => time !== undefined)
      .sort();
    return {
      entityRef,
      scorecard: scorecard.definition.id,
      environment,
      state,
      digest: createHash('sha256')
        .update(JSON.stringify(state))
        .update(alsoChangesAt ?? '')
        .digest('base64url')
        .slice(0, 27),
      changedAt: now,
      ...(next && { nextChangeAt: new Date(next) }),
    };
  };
  return [
    row('', own, shadowChangesAt),
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
