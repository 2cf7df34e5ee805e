/** Filters that lists, summaries and problem lists share, in SQL: nothing is filtered after a page is cut. */
import { Knex } from 'knex';
import { alsoOneOf, isPostgres, oneOf } from './sql';
import { EntityFilter, GateFilter } from './types';

const ENTITY_COLUMNS = [
  'owner',
  'system',
  'domain',
  'kind',
  'type',
  'lifecycle',
] as const;

/** PostgreSQL sorts a list anew whenever it seeks one of it in an index: more visible entities are a set to look into. */
const SOUGHT = 100;

/** Expects `entities as e` in the query. Values of one field are alternatives; an empty list matches nothing. */
export function filterEntities(
  db: Knex,
  query: Knex.QueryBuilder,
  filter: EntityFilter,
): void {
  for (const column of ENTITY_COLUMNS) {
    const values = filter[column];
    if (values) {
      query.where(oneOf(db, `e.${column}`, values));
    }
  }
  if (filter.tag) {
    query.whereIn(
      'e.entity_ref',
      db('entity_tags')
        .where(oneOf(db, 'tag', filter.tag))
        .select('entity_ref'),
    );
  }
  if (filter.q) {
    query.whereRaw("e.search_text LIKE ? ESCAPE '!'", [containing(filter.q)]);
  }
  if (filter.allowedRefs) {
    const isMany = isPostgres(db) && filter.allowedRefs.length > SOUGHT;
    const isVisible = isMany ? alsoOneOf : oneOf;
    query.where(isVisible(db, 'e.entity_ref', filter.allowedRefs));
  }
}

/** Whether anything is asked of the entity, so that it has to be looked at. */
export function isOfEntities(filter: EntityFilter): boolean {
  return [
    ...ENTITY_COLUMNS.map(column => filter[column]),
    filter.tag,
    filter.q,
    filter.allowedRefs,
  ].some(asked => asked !== undefined);
}

/** What the database is to walk. */
export type Start = 'gates' | 'entities';

/** Expects `gates as g` in the query, and `entities as e` where something is asked of them. */
export function filterGates(
  db: Knex,
  query: Knex.QueryBuilder,
  filter: GateFilter,
  start: Start = 'gates',
): void {
  const { environment = '' } = filter;
  if (start === 'entities' && !isPostgres(db)) {
    // SQLite takes half of all gates for few; an expression is in no index.
    query.whereRaw("g.environment || '' = ?", [environment]);
  } else {
    query.where('g.environment', environment);
  }
  filterStanding(db, query, filter);
  filterEntities(db, query, filter);
}

/** What {@link filterGates} asks of the gate, whatever its environment. Expects `gates as g` in the query. */
export function filterStanding(
  db: Knex,
  query: Knex.QueryBuilder,
  filter: GateFilter,
): void {
  if (filter.scorecard) {
    query.where(oneOf(db, 'g.scorecard', filter.scorecard));
  }
  if (filter.verdict) {
    query.where(oneOf(db, 'g.verdict', filter.verdict));
  }
  if (filter.waitingOn) {
    const waitingOn = filter.waitingOn;
    // The words are no parts of each other, so a substring is a member.
    query.where(any =>
      waitingOn.length === 0
        ? any.whereRaw('1 = 0')
        : waitingOn.forEach(word =>
            any.orWhereRaw("g.waiting_on LIKE ? ESCAPE '!'", [
              containing(word),
            ]),
          ),
    );
  }
  if (filter.cluster) {
    query.whereExists(
      db('state as s')
        .whereRaw('s.entity_ref = g.entity_ref AND s.scorecard = g.scorecard')
        .whereRaw("(g.environment = '' OR s.environment = g.environment)")
        .where(oneOf(db, 's.cluster', filter.cluster))
        .select(db.raw('1')),
    );
  }
}

function containing(text: string): string {
  const literal = text
    .replaceAll('\u0000', '')
    .toLocaleLowerCase('en-US')
    .replace(/[!%_]/g, '!$&');
  return `%${literal}%`;
}
