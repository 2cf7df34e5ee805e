/**
 * What follows when somebody said something: it is stored, the gates that it is about are computed anew at
 * once, and where it changed what an item says the timeline tells who it was.
 */
import { itemOutcome } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ComputedGate } from '../evaluation/gates';
import { updateGates } from '../evaluation/gates';
import { Slices } from '../slices';
import type {
  DecisionEvent,
  DecisionRow,
  NewDecision,
  ReportRow,
  Transition,
} from '../store/types';
import type { EntityReading, GateReader } from './gates';
import type { RouterOptions } from './options';

type Options = Pick<RouterOptions, 'store' | 'definitions'>;

/** An entity before and after somebody spoke. */
type Change = [before: EntityReading, after: EntityReading];
type Told = Pick<Transition, 'cause' | 'evidence'>;

export class Words {
  readonly #options: Options;
  readonly #reader: GateReader;

  constructor(options: Options, reader: GateReader) {
    this.#options = options;
    this.#reader = reader;
  }

  /** Stores what `build` makes of these entities while nobody else changes them. @throws what `build` throws */
  async decide(
    entityRefs: readonly string[],
    build: (readings: EntityReading[]) => NewDecision,
  ): Promise<DecisionRow> {
    const context = await this.#reader.context();
    let before: EntityReading[] = [];
    const row = await this.#options.store.decide(entityRefs, inputs => {
      before = this.#reader.readingsOf(inputs, context);
      return build(before);
    });
    await this.#follow(
      before.map(reading => [reading, withDecision(reading, row)]),
      toldOf(row, row.by, firstAction(row)),
      scorecardOf(row),
    );
    return row;
  }

  /** Adds to the trail of a decision. @throws ConflictError where it was decided or has ended */
  async add(row: DecisionRow, event: DecisionEvent): Promise<DecisionRow> {
    const entityRefs = row.entities.map(({ entityRef }) => entityRef);
    const before = await this.#reader.readMany(entityRefs);
    const changed = await this.#options.store.addDecisionEvent(event);
    await this.#follow(
      before.map(reading => [reading, withDecision(reading, changed)]),
      toldOf(row, event.by, event.action, event.reason),
      scorecardOf(row),
    );
    return changed;
  }

  /** What a tool said, once. @throws ConflictError where the same run said something else */
  async report(row: ReportRow) {
    const { store } = this.#options;
    const context = await this.#reader.context();
    const read = () => this.#reader.readMany([row.entityRef], context);
    const [before] = await read();
    const stored = await store.addReport(row);
    const [after] = await read();
    const { id, type, runId, by } = stored.row;
    if (before && after) {
      await this.#follow([[before, after]], {
        cause: 'service',
        evidence: { report: id, type, runId, by },
      });
    }
    return stored;
  }

  async #follow(
    changes: readonly Change[],
    told: Told,
    scorecard?: string,
  ): Promise<void> {
    if (changes.length === 0) return;
    const { store, definitions } = this.#options;
    const { context } = changes[0][1];
    const slices = new Slices();
    const transitions: Transition[] = [];
    for (const change of changes) {
      transitions.push(...this.#transitionsOf(change, told, scorecard));
      await slices.pause();
    }
    if (transitions.length > 0) await store.writeGates([], [], transitions);
    const entityRefs = changes.map(([{ entity }]) => entity.entityRef);
    await updateGates(
      store,
      definitions,
      entityRefs,
      context,
      () => told.cause,
    );
  }

  #transitionsOf(
    [before, after]: Change,
    told: Told,
    scorecard?: string,
  ): Transition[] {
    const { now } = after.context;
    const { entityRef } = before.entity;
    const earlier = this.#reader.gates(before, scorecard);
    return this.#reader.gates(after, scorecard).flatMap((gate, index) => {
      const was = new Map(resultsOf(earlier[index], now));
      return resultsOf(gate, now).flatMap(([item, to]) => {
        const from = was.get(item) ?? '';
        if (from === to) return [];
        return {
          ...told,
          at: now,
          entityRef,
          scorecard: gate.scorecard.definition.id,
          item,
          cluster: '',
          environment: '',
          from,
          to,
        };
      });
    });
  }
}

/** The one that can change; a word may answer items of several scorecards. */
function scorecardOf({ kind, scorecard }: DecisionRow): string | undefined {
  return kind === 'attestation' ? undefined : scorecard;
}

function resultsOf({ items, spans }: ComputedGate, now: Date) {
  return items
    .filter(({ notEvaluated }) => !notEvaluated)
    .map(item => [item.id, itemOutcome(item, spans, now).result] as const);
}

function withDecision(
  { said, ...reading }: EntityReading,
  row: DecisionRow,
): EntityReading {
  const others = said.decisions.filter(({ id }) => id !== row.id);
  return { ...reading, said: { ...said, decisions: [row, ...others] } };
}

function toldOf(
  { id, kind, body }: DecisionRow,
  by: string,
  action: string,
  reason = 'reason' in body ? body.reason : undefined,
): Told {
  return {
    cause: 'decision',
    evidence: { decision: id, kind, by, action, ...(reason && { reason }) },
  };
}

function firstAction(row: DecisionRow): string {
  switch (row.kind) {
    case 'attestation':
      return 'attested';
    case 'approval':
      return row.body.decision === 'approve' ? 'approved' : 'declined';
    default:
      return row.body.breakGlass ? 'brokeGlass' : 'requested';
  }
}
