/** What it would do to the gates of a scorecard to enforce one of its items, for everybody and now. */
import { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import { readEntities } from './entities';
import { oneOf, toNumber } from './sql';
import {
  ImpactEffect,
  ImpactFilter,
  ImpactListing,
  ImpactPage,
  OpenResult,
} from './types';

interface ImpactRecord {
  entity_ref: string;
  result: OpenResult;
  effect: ImpactListing['effect'];
  verdict: ImpactListing['verdict'];
  position: number;
}

const LIST = 'impact';

/** Verdicts that would change come first; of the rest, what weighs most. */
const POSITION = `CASE
  WHEN effect = 'wouldBlock' AND verdict <> 'blocked' THEN 0
  WHEN effect = 'wouldHold' AND verdict = 'ready' THEN 1
  WHEN effect = 'wouldBlock' THEN 2
  WHEN effect = 'alreadyBlocked' THEN 3
  WHEN effect = 'wouldHold' THEN 4
  WHEN effect = 'alreadyHeld' THEN 5
  WHEN effect = 'waived' THEN 6
  ELSE 7 END`;

const OTHERS = `SELECT 1 FROM open_items AS x
  WHERE x.entity_ref = g.entity_ref AND x.scorecard = g.scorecard AND x.item <> ? AND x.holds`;

const EFFECT = `CASE
  WHEN o.item_result IS NULL THEN 'passing'
  WHEN o.item_result = 'waived' THEN 'waived'
  WHEN NOT o.would_hold THEN 'withoutEffect'
  WHEN o.item_result <> 'fail' THEN
    CASE WHEN EXISTS (${OTHERS}) THEN 'alreadyHeld' ELSE 'wouldHold' END
  WHEN EXISTS (${OTHERS} AND x.item_result = 'fail') THEN 'alreadyBlocked'
  ELSE 'wouldBlock' END`;

export async function itemImpact(
  db: Knex,
  filter: ImpactFilter,
  page: { limit: number; cursor?: string },
): Promise<ImpactPage> {
  const open = db
    .from(gates(db, filter, 'innerJoin').as('i'))
    .select('*', { position: db.raw(POSITION) });
  const query = db
    .from(open.as('p'))
    .select('*')
    .orderBy(['position', 'entity_ref'])
    .limit(page.limit + 1);
  if (page.cursor) {
    const after = decodeCursor(LIST, page.cursor, ['integer', 'string']);
    query.whereRaw('(position, entity_ref) > (?, ?)', after as Knex.Value[]);
  }
  const rows: ImpactRecord[] = await query;
  const records = rows.slice(0, page.limit);
  const last = records[records.length - 1];
  return {
    items: await listingsOf(db, records),
    counts: await countEffects(db, filter),
    ...(rows.length > page.limit && {
      nextCursor: encodeCursor(LIST, [last.position, last.entity_ref]),
    }),
  };
}

async function countEffects(
  db: Knex,
  filter: ImpactFilter,
): Promise<ImpactPage['counts']> {
  const rows: { effect: ImpactEffect; total: unknown }[] = await db
    .from(gates(db, filter, 'leftJoin').as('i'))
    .select('effect')
    .count({ total: '*' })
    .groupBy('effect');
  const counts: ImpactPage['counts'] = {
    wouldBlock: 0,
    alreadyBlocked: 0,
    wouldHold: 0,
    alreadyHeld: 0,
    waived: 0,
    withoutEffect: 0,
    passing: 0,
  };
  for (const { effect, total } of rows) {
    counts[effect] = toNumber(total);
  }
  return counts;
}

/** Gates' own verdicts; an inner join leaves out those for which the item is not open. */
function gates(
  db: Knex,
  { scorecard, item, allowedRefs }: ImpactFilter,
  join: 'innerJoin' | 'leftJoin',
): Knex.QueryBuilder {
  // Of an item with several checks each row says the same of the item.
  const open = db('open_items')
    .where({ scorecard, item })
    .distinct('entity_ref', 'item_result', 'would_hold');
  const query = db('gates as g')
    [join](open.as('o'), 'o.entity_ref', 'g.entity_ref')
    .where({ 'g.scorecard': scorecard, 'g.environment': '' })
    .select('g.entity_ref', 'g.verdict', { result: 'o.item_result' })
    .select(db.raw(`${EFFECT} AS effect`, [item, item]));
  return allowedRefs
    ? query.where(oneOf(db, 'g.entity_ref', allowedRefs))
    : query;
}

async function listingsOf(
  db: Knex,
  rows: readonly ImpactRecord[],
): Promise<ImpactListing[]> {
  const entityRefs = rows.map(row => row.entity_ref);
  const found = await readEntities(db, { entityRefs });
  const entities = new Map(found.map(entity => [entity.entityRef, entity]));
  return rows.flatMap(({ entity_ref, result, effect, verdict }) => {
    const entity = entities.get(entity_ref);
    return entity ? [{ entity, result, effect, verdict }] : [];
  });
}
