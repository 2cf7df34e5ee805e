/** The `open_items` table: what is open of gates, by check. It follows from gates and is written with them. */
import { Knex } from 'knex';
import { DerivedTable, writeDerived } from './derived';
import { oneOfPairs } from './sql';
import { ItemKey, OpenItemRow } from './types';

export interface OpenItemRecord {
  entity_ref: string;
  scorecard: string;
  item: string;
  check_id: string;
  result: string;
  item_result: string;
  severity: string;
  enforced: boolean;
  holds: boolean;
  would_hold: boolean;
  responsible: string;
}

const TABLE: DerivedTable<OpenItemRecord> = {
  name: 'open_items',
  key: ['entity_ref', 'scorecard', 'item', 'check_id'],
  values: [
    'result',
    'item_result',
    'severity',
    'enforced',
    'holds',
    'would_hold',
    'responsible',
  ],
};

/** Makes what is open of these entities what it is now, and writes only the rows that differ. */
export async function writeOpenItems(
  trx: Knex,
  entityRefs: readonly string[],
  rows: readonly OpenItemRow[],
): Promise<void> {
  await writeDerived(trx, TABLE, entityRefs, rows.map(toRecord));
}

function toRecord(row: OpenItemRow): OpenItemRecord {
  return {
    entity_ref: row.entityRef,
    scorecard: row.scorecard,
    item: row.item,
    check_id: row.check,
    result: row.result,
    item_result: row.itemResult,
    severity: row.severity,
    enforced: row.enforced,
    holds: row.holds,
    would_hold: row.wouldHold,
    responsible: row.responsible,
  };
}

/** Expects `open_items as o` in the query. */
export function amongItems(db: Knex, items: readonly ItemKey[]): Knex.Raw {
  return oneOfPairs(
    db,
    ['o.scorecard', 'o.item'],
    items.map(({ scorecard, item }) => [scorecard, item] as const),
  );
}

/** SQLite gives numbers for booleans. */
export function fromOpenItemRecord(row: OpenItemRecord): OpenItemRow {
  return {
    entityRef: row.entity_ref,
    scorecard: row.scorecard,
    item: row.item,
    check: row.check_id,
    result: row.result as OpenItemRow['result'],
    itemResult: row.item_result as OpenItemRow['itemResult'],
    severity: row.severity as OpenItemRow['severity'],
    enforced: Boolean(row.enforced),
    holds: Boolean(row.holds),
    wouldHold: Boolean(row.would_hold),
    responsible: row.responsible as OpenItemRow['responsible'],
  };
}
