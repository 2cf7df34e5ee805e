/** What is open in most gates: the items to push next. */
import { Knex } from 'knex';
import { filterGates } from './filters';
import { countGates, joined } from './lists';
import { amongItems } from './openItems';
import { toNumber } from './sql';
import { TopItem, TopItemFilter } from './types';

const COUNTED = ['fail', 'unknown', 'pending', 'waived'] as const;

/** An item with several checks has a row for each, which say the same of the item. */
const OF_ENTITIES =
  'count(DISTINCT CASE WHEN o.item_result = ? THEN o.entity_ref END) AS ??';
const BLOCKS =
  "count(DISTINCT CASE WHEN o.holds AND o.item_result = 'fail' THEN o.entity_ref END) AS blocks";

export async function topItems(
  db: Knex,
  { items, ...filter }: TopItemFilter,
  limit: number,
): Promise<{ items: TopItem[]; gates: number }> {
  const query = joined(db)
    .join('open_items as o', {
      'o.entity_ref': 'g.entity_ref',
      'o.scorecard': 'g.scorecard',
    })
    .where(amongItems(db, items))
    .select('o.scorecard', 'o.item')
    .select(db.raw(BLOCKS))
    .select(COUNTED.map(result => db.raw(OF_ENTITIES, [result, result])))
    .groupBy('o.scorecard', 'o.item')
    .orderBy([
      { column: 'blocks', order: 'desc' },
      ...COUNTED.map(column => ({ column, order: 'desc' })),
      { column: 'o.scorecard' },
      { column: 'o.item' },
    ])
    .limit(limit);
  filterGates(db, query, filter);
  const rows: Record<string, unknown>[] = await query;
  return {
    items: rows.map(row => ({
      scorecard: String(row.scorecard),
      item: String(row.item),
      blocks: toNumber(row.blocks),
      fail: toNumber(row.fail),
      unknown: toNumber(row.unknown),
      pending: toNumber(row.pending),
      waived: toNumber(row.waived),
    })),
    gates: await countGates(db, filter),
  };
}
