/** Gates counted by verdict, in groups of one field. */
import { Knex } from 'knex';
import type { CountedOnce } from './counted';
import {
  filterEntities,
  filterGates,
  filterStanding,
  isOfEntities,
} from './filters';
import { joined } from './lists';
import { compareText, keyText, oneOf, toNumber } from './sql';
import { GateFilter, RollUp, SummaryGroup, SummaryRow } from './types';

export const GROUPS: Record<SummaryGroup, string> = {
  scorecard: 'g.scorecard',
  owner: 'e.owner',
  system: 'e.system',
  domain: 'e.domain',
  kind: 'e.kind',
  type: 'e.type',
  lifecycle: 'e.lifecycle',
  tag: 't.tag',
  environment: 'g.environment',
  cluster: 'c.cluster',
};

interface Counted
  extends Pick<
    SummaryRow,
    'group' | 'scorecard' | 'ready' | 'blocked' | 'incomplete' | 'scored'
  > {
  sum: number;
}

/**
 * By tag and by cluster a gate counts once for each that it has; by environment gates' verdicts there are counted, of
 * all environments where none is asked for. `rollUp` has each group count under others too.
 */
export async function summarizeGates(
  db: Knex,
  counted: CountedOnce,
  filter: GateFilter,
  groupBy: SummaryGroup,
  rollUp?: RollUp,
): Promise<SummaryRow[]> {
  const groups = await counted.of(`gates by ${groupBy}`, filter, () =>
    count(db, filter, groupBy),
  );
  const rows = rollUp ? await rolledUp(groups, rollUp) : groups;
  return rows.map(({ sum, ...row }) => ({
    ...row,
    ...(row.scored > 0 && { meanScore: oneDecimal(sum / row.scored) }),
  }));
}

async function count(
  db: Knex,
  filter: GateFilter,
  groupBy: SummaryGroup,
): Promise<Counted[]> {
  const column = GROUPS[groupBy];
  const query =
    isOfEntities(filter) || column.startsWith('e.')
      ? joined(db)
      : db('gates as g');
  if (groupBy === 'environment' && !filter.environment) {
    query.where('g.environment', '>', '');
    filterStanding(db, query, filter);
    filterEntities(db, query, filter);
  } else {
    filterGates(db, query, filter);
  }
  if (groupBy === 'tag') {
    query.join('entity_tags as t', 't.entity_ref', 'g.entity_ref');
  } else if (groupBy === 'cluster') {
    query.join(places(db, filter).as('c'), {
      'c.entity_ref': 'g.entity_ref',
      'c.scorecard': 'g.scorecard',
    });
  }
  const group = db.raw("coalesce(??, '')", [column]);
  const having = (verdict: string) =>
    db.raw('sum(CASE WHEN g.verdict = ? THEN 1 ELSE 0 END) AS ??', [
      verdict,
      verdict,
    ]);
  const rows: Record<string, string>[] = await query
    .select({ group }, 'g.scorecard')
    .select(having('ready'), having('blocked'), having('incomplete'))
    .count({ scored: 'g.score' })
    .sum({ sum: 'g.score' })
    .groupByRaw('1, 2')
    .orderByRaw('1, 2');
  return rows.map(row => ({
    group: row.group,
    scorecard: row.scorecard,
    ready: toNumber(row.ready),
    blocked: toNumber(row.blocked),
    incomplete: toNumber(row.incomplete),
    scored: toNumber(row.scored),
    sum: toNumber(row.sum),
  }));
}

/** Clusters with state of a gate, each once; what is of no cluster is nowhere. */
function places(
  db: Knex,
  { environment, cluster }: GateFilter,
): Knex.QueryBuilder {
  const query = db('state')
    .distinct('entity_ref', 'scorecard', 'cluster')
    .where('cluster', '>', '');
  if (environment) {
    query.where({ environment });
  }
  return cluster ? query.where(oneOf(db, 'cluster', cluster)) : query;
}

async function rolledUp(
  counted: readonly Counted[],
  rollUp: RollUp,
): Promise<Counted[]> {
  const groups = await rollUp([...new Set(counted.map(({ group }) => group))]);
  const sums = new Map<string, Counted>();
  for (const row of counted) {
    for (const group of groups.get(row.group) ?? []) {
      const key = keyText(group, row.scorecard);
      const sum = sums.get(key);
      sums.set(key, sum ? plus(sum, row) : { ...row, group });
    }
  }
  return [...sums.values()].sort(
    (a, b) =>
      compareText(a.group, b.group) || compareText(a.scorecard, b.scorecard),
  );
}

function plus(a: Counted, b: Counted): Counted {
  return {
    ...a,
    ready: a.ready + b.ready,
    blocked: a.blocked + b.blocked,
    incomplete: a.incomplete + b.incomplete,
    scored: a.scored + b.scored,
    sum: a.sum + b.sum,
  };
}

export function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
