/** The `awaited` table: whose word an item takes. It follows from gates and is written with them. */
import { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import { DerivedTable, writeDerived } from './derived';
import { oneOf, toNumber } from './sql';
import { AwaitedFilter, AwaitedRow } from './types';

interface AwaitedRecord {
  entity_ref: string;
  scorecard: string;
  item: string;
  kind: string;
  party: string;
  severity: string;
  due_at: string;
}

const LIST = 'awaited';

const ENTRY = ['entity_ref', 'scorecard', 'item', 'kind'] as const;
const VALUES = ['severity', 'due_at'] as const;
const TABLE: DerivedTable<AwaitedRecord> = {
  name: 'awaited',
  key: [...ENTRY, 'party'],
  values: VALUES,
};

/** Of the cursor; `spoken` before them is 1 where a word stands. The alphabet has blocking before recommended. */
const ORDER = [...VALUES, ...ENTRY] as const;

/** Makes what these entities await what it is now, and writes only the rows that differ. */
export async function writeAwaited(
  trx: Knex,
  entityRefs: readonly string[],
  rows: readonly AwaitedRow[],
): Promise<void> {
  await writeDerived(trx, TABLE, entityRefs, rows.map(toRecord));
}

/** First what has no word, then blocking before recommended, then what ends soonest; each once for all parties. */
export async function listAwaited(
  db: Knex,
  filter: AwaitedFilter,
): Promise<{ items: AwaitedRow[]; total: number; nextCursor?: string }> {
  const query = db
    .from(entries(db, filter).as('a'))
    .select('*')
    .orderBy(['spoken', ...ORDER])
    .limit(filter.limit + 1);
  if (filter.cursor) {
    const after = decodeCursor(LIST, filter.cursor, [
      'integer',
      ...ORDER.map(() => 'string' as const),
    ]);
    query.whereRaw(
      `(??, ${ORDER.map(() => '??').join(', ')}) > (?, ${ORDER.map(
        () => '?',
      ).join(', ')})`,
      ['spoken', ...ORDER, ...after.map(value => value ?? '')],
    );
  }
  const rows: (AwaitedRecord & { spoken: number })[] = await query;
  const [counted] = await db
    .from(entries(db, filter).as('a'))
    .count({ total: '*' });
  const items = rows.slice(0, filter.limit);
  const last = items[items.length - 1];
  return {
    items: items.map(fromRecord),
    total: toNumber(counted.total),
    ...(rows.length > filter.limit && {
      nextCursor: encodeCursor(LIST, [
        last.spoken,
        ...ORDER.map(column => last[column]),
      ]),
    }),
  };
}

function entries(db: Knex, filter: AwaitedFilter): Knex.QueryBuilder {
  const query = db<AwaitedRecord>('awaited')
    .where(oneOf(db, 'party', filter.parties))
    .where(oneOf(db, 'kind', filter.kinds))
    .where('due_at', '<', filter.dueBefore.toISOString())
    .groupBy([...ENTRY])
    .select(...ENTRY)
    .select(db.raw("CASE WHEN min(due_at) = '' THEN 0 ELSE 1 END AS spoken"))
    .min({ party: 'party', severity: 'severity', due_at: 'due_at' });
  return filter.allowedRefs
    ? query.where(oneOf(db, 'entity_ref', filter.allowedRefs))
    : query;
}

function toRecord(row: AwaitedRow): AwaitedRecord {
  return {
    entity_ref: row.entityRef,
    scorecard: row.scorecard,
    item: row.item,
    kind: row.kind,
    party: row.party,
    severity: row.severity,
    due_at: row.dueAt?.toISOString() ?? '',
  };
}

function fromRecord(row: AwaitedRecord): AwaitedRow {
  return {
    entityRef: row.entity_ref,
    scorecard: row.scorecard,
    item: row.item,
    kind: row.kind as AwaitedRow['kind'],
    party: row.party,
    severity: row.severity as AwaitedRow['severity'],
    ...(row.due_at && { dueAt: new Date(row.due_at) }),
  };
}
