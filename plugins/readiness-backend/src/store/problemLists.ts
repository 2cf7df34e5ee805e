/** Lists of problems over entities: who fails this check, what waits for the platform team. */
import { Knex } from 'knex';
import { decodeCursor, encodeCursor } from './cursor';
import { ENTITY_COLUMNS, EntityRecord, fromEntityRecord } from './entities';
import { filterEntities } from './filters';
import { fromProblemRecord, PROBLEM_KEY, ProblemRecord } from './problems';
import { oneOf, toNumber } from './sql';
import { ProblemFilter, ProblemPage } from './types';

const LIST = 'problems';

const FILTER_COLUMNS = {
  check: 'p.check_id',
  scorecard: 'p.scorecard',
  item: 'p.item',
  result: 'p.result',
  cause: 'p.cause',
  responsible: 'p.responsible',
  severity: 'p.severity',
  cluster: 'p.cluster',
  environment: 'p.environment',
} as const;

export async function listProblems(
  db: Knex,
  filter: ProblemFilter,
  page: { limit: number; cursor?: string },
): Promise<ProblemPage> {
  const query = filtered(db, filter)
    .select('p.*')
    .orderBy(PROBLEM_KEY.map(column => `p.${column}`))
    .limit(page.limit + 1);
  if (page.cursor) {
    const after = decodeCursor(LIST, page.cursor, [
      ...PROBLEM_KEY.slice(0, -1).map(() => 'string' as const),
      'integer',
    ]);
    query.whereRaw(
      `(${PROBLEM_KEY.map(() => '??')}) > (${PROBLEM_KEY.map(() => '?')})`,
      [
        ...PROBLEM_KEY.map(column => `p.${column}`),
        ...after.map(value => value ?? ''),
      ],
    );
  }
  const rows: ProblemRecord[] = await query;
  const items = rows.slice(0, page.limit);
  const entities = await entitiesOf(db, items);
  const last = items[items.length - 1];
  const hasMore = rows.length > page.limit;
  const [counted] = await filtered(db, filter).count({ total: '*' });
  return {
    items: items.flatMap(row => {
      const entity = entities.get(row.entity_ref);
      return entity ? [{ problem: fromProblemRecord(row), entity }] : [];
    }),
    total: toNumber(counted.total),
    ...(hasMore && {
      nextCursor: encodeCursor(
        LIST,
        PROBLEM_KEY.map(column => last[column]),
      ),
    }),
  };
}

function filtered(db: Knex, filter: ProblemFilter): Knex.QueryBuilder {
  const query = db('problems as p').join(
    'entities as e',
    'e.entity_ref',
    'p.entity_ref',
  );
  for (const [name, column] of Object.entries(FILTER_COLUMNS)) {
    const values = filter[name as keyof typeof FILTER_COLUMNS];
    if (values) {
      query.where(oneOf(db, column, values));
    }
  }
  filterEntities(db, query, filter);
  return query;
}

/** Read once each: an entity with twenty problems is on the page twenty times. */
async function entitiesOf(db: Knex, rows: readonly ProblemRecord[]) {
  const refs = [...new Set(rows.map(row => row.entity_ref))];
  const found = await db<EntityRecord>('entities')
    .where(oneOf(db, 'entity_ref', refs))
    .select(...ENTITY_COLUMNS);
  return new Map(
    (found as EntityRecord[]).map(row => [
      row.entity_ref,
      fromEntityRecord(row),
    ]),
  );
}
