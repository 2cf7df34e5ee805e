/** How many gates there are of each verdict, by scorecard and environment: one walk along an index, no row is read. */
import { Knex } from 'knex';
import { toNumber } from './sql';
import { GateCount } from './types';

const GROUP = ['environment', 'scorecard', 'verdict'];

export async function countGates(db: Knex): Promise<GateCount[]> {
  const query: Knex.QueryBuilder = db('gates')
    .select(GROUP)
    .count({ gates: '*' })
    .groupBy(GROUP)
    .orderBy(GROUP);
  const rows: GateCount[] = await query;
  return rows.map(row => ({ ...row, gates: toNumber(row.gates) }));
}
