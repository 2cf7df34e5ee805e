/** Lists of what is open by check: who fails it, for whom it is unknown, pending or waived. */
import { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import { readEntities } from './entities';
import { filterEntities } from './filters';
import { amongItems, fromOpenItemRecord, OpenItemRecord } from './openItems';
import { oneOf, toNumber } from './sql';
import {
  CheckCounts,
  CheckCountsFilter,
  CheckResultFilter,
  CheckResultPage,
  OpenItemRow,
  OpenResult,
} from './types';

const LIST = 'check results';

const NONE: CheckResultPage['counts'] = {
  fail: 0,
  unknown: 0,
  pending: 0,
  waived: 0,
};

const ORDER = ['result', 'entity_ref', 'scorecard', 'item'] as const;
const COLUMNS = ORDER.map(column => `o.${column}`);

export async function listCheckResults(
  db: Knex,
  filter: CheckResultFilter,
  page: { limit: number; cursor?: string },
): Promise<CheckResultPage> {
  const query = filtered(db, filter)
    .select('o.*')
    .orderBy(COLUMNS)
    .limit(page.limit + 1);
  if (filter.result) {
    query.where(oneOf(db, 'o.result', filter.result));
  }
  if (page.cursor) {
    const after = decodeCursor(
      LIST,
      page.cursor,
      ORDER.map(() => 'string' as const),
    );
    query.whereRaw(
      `(${COLUMNS.map(() => '??')}) > (${COLUMNS.map(() => '?')})`,
      [...COLUMNS, ...after.map(value => value ?? '')],
    );
  }
  const rows: OpenItemRecord[] = await query;
  const records = rows.slice(0, page.limit);
  const last = records[records.length - 1];
  const counts = await countResults(db, filter);
  const asked = filter.result ?? (Object.keys(counts) as OpenResult[]);
  return {
    items: await withEntities(db, records.map(fromOpenItemRecord)),
    counts,
    total: [...new Set(asked)].reduce((sum, one) => sum + counts[one], 0),
    ...(rows.length > page.limit && {
      nextCursor: encodeCursor(
        LIST,
        ORDER.map(column => last[column]),
      ),
    }),
  };
}

async function countResults(
  db: Knex,
  filter: CheckResultFilter,
): Promise<CheckResultPage['counts']> {
  const rows: { result: OpenResult; total: unknown }[] = await filtered(
    db,
    filter,
  )
    .select('o.result')
    .count({ total: '*' })
    .groupBy('o.result');
  const counts = { ...NONE };
  for (const { result, total } of rows) {
    counts[result] = toNumber(total);
  }
  return counts;
}

/** Of every check for which something is open: entities by result. */
export async function countByCheck(
  db: Knex,
  { items, allowedRefs }: CheckCountsFilter,
): Promise<CheckCounts> {
  const query: Knex.QueryBuilder = db('open_items as o')
    .select('o.check_id', 'o.result')
    .countDistinct({ total: 'o.entity_ref' })
    .where(amongItems(db, items))
    .groupBy('o.check_id', 'o.result');
  if (allowedRefs) {
    query.where(oneOf(db, 'o.entity_ref', allowedRefs));
  }
  const rows: { check_id: string; result: OpenResult; total: unknown }[] =
    await query;
  const counts: CheckCounts = new Map();
  for (const { check_id, result, total } of rows) {
    const known = counts.get(check_id) ?? { ...NONE };
    counts.set(check_id, { ...known, [result]: toNumber(total) });
  }
  return counts;
}

function filtered(db: Knex, filter: CheckResultFilter): Knex.QueryBuilder {
  const query = db('open_items as o')
    .join('entities as e', 'e.entity_ref', 'o.entity_ref')
    .where('o.check_id', filter.check)
    .where(amongItems(db, filter.items));
  if (filter.severity) {
    query.where(oneOf(db, 'o.severity', filter.severity));
  }
  const { owner, allowedRefs } = filter;
  filterEntities(db, query, { owner, allowedRefs });
  return query;
}

/** Read once each: an entity may be asked by several scorecards. */
async function withEntities(
  db: Knex,
  rows: readonly OpenItemRow[],
): Promise<CheckResultPage['items']> {
  const entityRefs = [...new Set(rows.map(row => row.entityRef))];
  const found = await readEntities(db, { entityRefs });
  const entities = new Map(found.map(entity => [entity.entityRef, entity]));
  return rows.flatMap(row => {
    const entity = entities.get(row.entityRef);
    return entity ? [{ row, entity }] : [];
  });
}
