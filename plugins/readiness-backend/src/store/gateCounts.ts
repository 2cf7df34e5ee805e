/** How many gates there are of each verdict, by scorecard and environment: one walk along an index, no row is read. */
import { Knex } from 'knex';
import { toNumber } from './sql';
import { GateCount } from './types';

const GROUP = ['environment', 'scorecard', 'verdict'];

export async function countGates(db: Knex): Promise<GateCount[]> {
  const rows: Record<string, string>[] = await db('gates')
    .select(GROUP)
    .count({ gates: '*' })
    .groupBy(GROUP)
    .orderBy(GROUP);
  return rows.map(({ environment, scorecard, verdict, gates }) => ({
    environment,
    scorecard,
    verdict: verdict as GateCount['verdict'],
    gates: toNumber(gates),
  }));
}
