/**
 * Entities × gates: a page is cut between entities, never inside one. The filters choose the entities; a row then has
 * all its gates of those scorecards, for a gate that were left out would look as if nobody judged it.
 */
import { Knex } from 'knex';
import { CursorKind, decodeCursor, encodeCursor } from './cursor';
import { ENTITY_COLUMNS, EntityRecord, fromEntityRecord } from './entities';
import { filterEntities, filterStanding } from './filters';
import { fromGateRecord, GateRecord } from './gates';
import { oneOf, toNumber } from './sql';
import {
  GateFilter,
  GateRow,
  MatrixPage,
  MatrixSort,
  PageOptions,
} from './types';

interface Order {
  value: (db: Knex, filter: GateFilter) => Knex.Raw;
  kind: CursorKind;
}

/** By name an index is walked; the others sort what matches. Without an owner comes after every ref. */
const ORDERS: Record<MatrixSort, Order> = {
  name: { value: db => db.raw('e.sort_name'), kind: 'string' },
  owner: { value: db => db.raw("coalesce(e.owner, '~')"), kind: 'string' },
  blocking: { value: blockingOf, kind: 'integer' },
};

/** Of the gates that a row has, not of others of its entity. */
function blockingOf(
  db: Knex,
  { environment = '', scorecard }: GateFilter,
): Knex.Raw {
  return db.raw(
    `(SELECT coalesce(sum(b.blocking), 0) FROM gates AS b
      WHERE b.entity_ref = e.entity_ref AND b.environment = ? AND ?)`,
    [
      environment,
      scorecard ? oneOf(db, 'b.scorecard', scorecard) : db.raw('1 = 1'),
    ],
  );
}

type MatrixRecord = EntityRecord & { sort_value: string | number };

export async function listMatrix(
  db: Knex,
  filter: GateFilter,
  page: PageOptions<MatrixSort>,
): Promise<MatrixPage> {
  const order = ORDERS[page.sort];
  const value = () => order.value(db, filter);
  const list = `entities by ${page.sort} ${page.order}`;
  const query = judged(db, filter)
    .select(ENTITY_COLUMNS.map(column => `e.${column}`))
    .select({ sort_value: value() })
    .orderBy([
      { column: value() as never, order: page.order },
      { column: 'e.entity_ref', order: page.order },
    ])
    .limit(page.limit + 1);
  if (page.cursor) {
    const [after, ref] = decodeCursor(list, page.cursor, [
      order.kind,
      'string',
    ]);
    query.whereRaw(
      `(?, e.entity_ref) ${page.order === 'asc' ? '>' : '<'} (?, ?)`,
      [value(), after as Knex.Value, ref as Knex.Value],
    );
  }
  const rows: MatrixRecord[] = await query;
  const items = rows.slice(0, page.limit);
  const last = items[items.length - 1];
  const gates = await gatesOf(db, filter, items);
  const [{ total }] = await judged(db, filter).count({ total: '*' });
  return {
    items: items.map(row => ({
      entity: fromEntityRecord(row),
      gates: gates.filter(gate => gate.entityRef === row.entity_ref),
    })),
    total: toNumber(total),
    ...(rows.length > page.limit && {
      nextCursor: encodeCursor(list, [
        order.kind === 'integer' ? toNumber(last.sort_value) : last.sort_value,
        last.entity_ref,
      ]),
    }),
  };
}

/** Entities with a gate that the filter matches. */
function judged(db: Knex, filter: GateFilter): Knex.QueryBuilder {
  const query = db('entities as e');
  filterEntities(db, query, filter);
  const gate = db('gates as g')
    .whereRaw('g.entity_ref = e.entity_ref')
    .where('g.environment', filter.environment ?? '')
    .select(db.raw('1'));
  filterStanding(db, gate, filter);
  return query.whereExists(gate);
}

async function gatesOf(
  db: Knex,
  { environment = '', scorecard }: GateFilter,
  entities: readonly Pick<EntityRecord, 'entity_ref'>[],
): Promise<GateRow[]> {
  const refs = entities.map(row => row.entity_ref);
  const query = db<GateRecord>('gates')
    .where(oneOf(db, 'entity_ref', refs))
    .where({ environment })
    .orderBy(['entity_ref', 'scorecard'])
    .select('*');
  if (scorecard) {
    query.where(oneOf(db, 'scorecard', scorecard));
  }
  return ((await query) as GateRecord[]).map(fromGateRecord);
}
