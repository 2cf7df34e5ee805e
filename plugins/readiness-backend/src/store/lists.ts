/** Lists of gates. Pages are cut by value (keyset), so a deep page costs what the first does. */
import { Knex } from 'knex';
import type { CountedOnce } from './counted';
import { CursorKind, CursorValue, decodeCursor, encodeCursor } from './cursor';
import { ENTITY_COLUMNS, EntityRecord, fromEntityRecord } from './entities';
import { filterGates, isOfEntities } from './filters';
import type { Start } from './filters';
import { fromGateRecord, GateRecord } from './gates';
import { isPostgres, toNumber } from './sql';
import { GateFilter, GatePage, GateSort, PageOptions } from './types';

interface Order {
  /** The column of the index that is walked. */
  column: string;
  kind: CursorKind;
  /** The ref beside that column, in the same index. */
  ref: 'g.entity_ref' | 'e.entity_ref';
}

const ORDERS: Record<GateSort, Order> = {
  name: { column: 'e.sort_name', kind: 'string', ref: 'e.entity_ref' },
  owner: { column: 'e.owner', kind: 'string?', ref: 'e.entity_ref' },
  // In the order of the alphabet, which is that of urgency: blocked, incomplete, ready.
  verdict: { column: 'g.verdict', kind: 'string', ref: 'g.entity_ref' },
  score: { column: 'g.score', kind: 'number?', ref: 'g.entity_ref' },
  coverage: { column: 'g.coverage', kind: 'number?', ref: 'g.entity_ref' },
  blocking: { column: 'g.blocking', kind: 'integer', ref: 'g.entity_ref' },
  changedAt: { column: 'g.changed_at', kind: 'string', ref: 'g.entity_ref' },
};

const GATE_KEY = ['entity_ref', 'scorecard', 'environment'] as const;

type ListRecord = GateRecord & { sort_value: CursorValue } & {
  [K in (typeof ENTITY_COLUMNS)[number] as `e_${K}`]: EntityRecord[K];
};

export async function listGates(
  db: Knex,
  counted: CountedOnce,
  filter: GateFilter,
  page: PageOptions<GateSort>,
): Promise<GatePage> {
  const part = await readPage(db, filter, page);
  const total = await counted.of('gates', filter, () => countGates(db, filter));
  return { ...part, total };
}

/**
 * All that match, by name: a value that changes while they are read, such as a verdict, would have a gate come twice or
 * not at all. Nothing is counted.
 */
export async function* gatePages(
  db: Knex,
  filter: GateFilter,
  limit: number,
): AsyncGenerator<GatePage['items']> {
  let cursor: string | undefined;
  do {
    const page = { sort: 'name', order: 'asc', limit, cursor } as const;
    const { items, nextCursor } = await readPage(db, filter, page);
    yield items;
    cursor = nextCursor;
  } while (cursor);
}

async function readPage(
  db: Knex,
  filter: GateFilter,
  page: PageOptions<GateSort>,
): Promise<Omit<GatePage, 'total'>> {
  const order = ORDERS[page.sort];
  const list = `gates by ${page.sort} ${page.order}`;
  const after = page.cursor
    ? decodeCursor(list, page.cursor, [order.kind, 'string', 'string'])
    : undefined;

  const rows: ListRecord[] = [];
  // Rows without a value come last in both directions. They are a query of their own, because no
  // one index of both databases has them last both ways; each part walks the same index.
  for (const part of partsAfter(order, after)) {
    const wanted = page.limit + 1 - rows.length;
    if (wanted > 0) {
      const cut = part.continues ? after : undefined;
      rows.push(
        ...(await readPart(
          db,
          filter,
          page.order,
          order,
          part.missing,
          cut,
          wanted,
        )),
      );
    }
  }

  const items = rows.slice(0, page.limit);
  const last = items[items.length - 1];
  const hasMore = rows.length > page.limit;
  return {
    items: items.map(row => ({
      gate: fromGateRecord(row),
      entity: fromEntityRecord(entityOf(row)),
    })),
    ...(hasMore && {
      nextCursor: encodeCursor(list, [
        last.sort_value,
        last.entity_ref,
        last.scorecard,
      ]),
    }),
  };
}

/** The parts that are still to be read: rows with a value, then rows without. */
function partsAfter(
  order: Order,
  after: CursorValue[] | undefined,
): { missing: boolean; continues: boolean }[] {
  if (after && after[0] === null) {
    return [{ missing: true, continues: true }];
  }
  const valued = { missing: false, continues: after !== undefined };
  return order.kind.endsWith('?')
    ? [valued, { missing: true, continues: false }]
    : [valued];
}

/** The keys first, which are all in indexes, then the rows of these: gates and entities are wide, and sorts carry them. */
async function readPart(
  db: Knex,
  filter: GateFilter,
  direction: 'asc' | 'desc',
  order: Order,
  missing: boolean,
  after: CursorValue[] | undefined,
  limit: number,
): Promise<ListRecord[]> {
  const start = startOf(filter, order);
  const keys = joined(db, start)
    .select(GATE_KEY.map(column => `g.${column}`))
    .select({ sort_value: order.column })
    .limit(limit);
  filterGates(db, keys, filter, start);

  // The ties go the way of the sort, so that one index serves both directions.
  const columns = [
    ...(missing ? [] : [order.column]),
    order.ref,
    'g.scorecard',
  ];
  keys.orderBy(columns.map(column => ({ column, order: direction })));
  if (missing) {
    keys.whereNull(order.column);
  } else if (order.kind.endsWith('?')) {
    keys.whereNotNull(order.column);
  }
  if (after) {
    const operator = direction === 'asc' ? '>' : '<';
    const names = columns.map(() => '??').join(', ');
    const values = columns.map(() => '?').join(', ');
    keys.whereRaw(`(${names}) ${operator} (${values})`, [
      ...columns,
      ...after.slice(missing ? 1 : 0).map(value => value ?? ''),
    ]);
  }
  return db(keys.as('k'))
    .join('gates as g', on =>
      GATE_KEY.forEach(column => on.on(`g.${column}`, `k.${column}`)),
    )
    .join('entities as e', 'e.entity_ref', 'k.entity_ref')
    .select('g.*', 'k.sort_value')
    .select(ENTITY_COLUMNS.map(column => `e.${column} as e_${column}`))
    .orderBy(
      ['k.sort_value', 'k.entity_ref', 'k.scorecard'].map(column => ({
        column,
        order: direction,
      })),
    );
}

export async function countGates(
  db: Knex,
  filter: GateFilter,
): Promise<number> {
  const start = startOf(filter);
  const query = isOfEntities(filter) ? joined(db, start) : db('gates as g');
  filterGates(db, query, filter, start);
  const [row] = await query.count({ total: '*' });
  return toNumber(row.total);
}

/** More visible entities than these are found sooner by walking the gates. */
const FEW = 1_000;

/** Few gates match what is asked of their entities, or their order is that of the entities. */
function startOf(
  { owner, system, domain, tag, q, allowedRefs }: GateFilter,
  order?: Order,
): Start {
  const isNarrow = [owner, system, domain, tag, q].some(Boolean);
  const seesFew = allowedRefs !== undefined && allowedRefs.length <= FEW;
  return isNarrow || seesFew || order?.ref === 'e.entity_ref'
    ? 'entities'
    : 'gates';
}

/** Gates with what is mirrored of their entities, as the filters expect them. */
export function joined(db: Knex, start: Start = 'gates'): Knex.QueryBuilder {
  // SQLite has no statistics to choose by, and takes a CROSS JOIN in the order in which it is written.
  return start === 'entities' && !isPostgres(db)
    ? db('entities as e').joinRaw(
        'CROSS JOIN gates AS g ON g.entity_ref = e.entity_ref',
      )
    : db('gates as g').join('entities as e', 'e.entity_ref', 'g.entity_ref');
}

function entityOf(row: ListRecord) {
  return {
    entity_ref: row.e_entity_ref,
    uid: row.e_uid,
    kind: row.e_kind,
    namespace: row.e_namespace,
    name: row.e_name,
    title: row.e_title,
    type: row.e_type,
    lifecycle: row.e_lifecycle,
    owner: row.e_owner,
    system: row.e_system,
    domain: row.e_domain,
    tags: row.e_tags,
    entity: row.e_entity,
    digest: row.e_digest,
    changed_at: row.e_changed_at,
  };
}
