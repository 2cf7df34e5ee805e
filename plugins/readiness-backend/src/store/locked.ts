/** What is read and written while the entities it is about are locked: gates that are recomputed, and decisions. */
import { Knex } from 'knex';
import { writeAwaited } from './awaited';
import { appendLapses, insertDecision, readDecisionsOf } from './decisions';
import { lockEntities, readEntities } from './entities';
import { readGates, writeGates } from './gates';
import { writeOpenItems } from './openItems';
import { readLatestReports } from './reports';
import { batches } from './sql';
import { readStates } from './state';
import { DecisionRow, GateChanges, GateInputs, NewDecision } from './types';

/**
 * Reads what gates follow from, lets `compute` decide and writes, in one transaction that locks the
 * entities: a slower replica can never put a verdict from older state over one from newer state.
 */
export async function recomputeGates(
  db: Knex,
  entityRefs: readonly string[],
  compute: (inputs: GateInputs) => GateChanges | Promise<GateChanges>,
  {
    onWritten,
    alive,
  }: {
    onWritten?: (changes: GateChanges) => Promise<void>;
    alive?: () => Promise<void>;
  } = {},
): Promise<number> {
  let written = 0;
  for await (const batch of batches(inOrder(entityRefs))) {
    await alive?.();
    const { changes, count } = await db.transaction(async trx => {
      await lockEntities(trx, batch);
      const computed = await compute(await readInputs(trx, batch));
      const rows = await writeGates(trx, computed);
      await writeAwaited(trx, batch, computed.awaited);
      await writeOpenItems(trx, batch, computed.openItems);
      await appendLapses(trx, computed.lapses);
      return { changes: computed, count: rows };
    });
    written += count;
    await onWritten?.(changes);
  }
  return written;
}

/** One decision is one transaction, however many entities it is about. */
export async function decide(
  db: Knex,
  entityRefs: readonly string[],
  build: (inputs: GateInputs) => NewDecision,
): Promise<DecisionRow> {
  const refs = inOrder(entityRefs);
  return db.transaction(async trx => {
    for await (const batch of batches(refs)) {
      await lockEntities(trx, batch);
    }
    const parts: GateInputs[] = [];
    for await (const batch of batches(refs)) {
      parts.push(await readInputs(trx, batch));
    }
    const decision = build(joined(parts));
    await insertDecision(trx, decision);
    return decision.row;
  });
}

/** One order everywhere, so that two never wait for each other. */
function inOrder(entityRefs: readonly string[]): string[] {
  return [...new Set(entityRefs)].sort();
}

async function readInputs(
  trx: Knex,
  entityRefs: readonly string[],
): Promise<GateInputs> {
  return {
    entities: await readEntities(trx, { entityRefs }),
    states: await readStates(trx, { entityRefs }),
    gates: await readGates(trx, entityRefs),
    decisions: await readDecisionsOf(trx, entityRefs),
    reports: await readLatestReports(trx, entityRefs),
  };
}

/** A decision about entities of several parts is one again. */
function joined(parts: readonly GateInputs[]): GateInputs {
  const decisions = new Map<string, DecisionRow>();
  for (const row of parts.flatMap(part => part.decisions)) {
    const entities = decisions.get(row.id)?.entities ?? [];
    decisions.set(row.id, { ...row, entities: [...entities, ...row.entities] });
  }
  return {
    entities: parts.flatMap(part => part.entities),
    states: parts.flatMap(part => part.states),
    gates: parts.flatMap(part => part.gates),
    decisions: [...decisions.values()],
    reports: parts.flatMap(part => part.reports),
  };
}
