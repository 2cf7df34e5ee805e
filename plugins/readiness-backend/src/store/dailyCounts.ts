/** The `daily_counts` table: gates by verdict on each day, for trends. */
import { Knex } from 'knex';
import { oneOf } from './sql';
import { DailyCount, DailyCountFilter } from './types';

/** Counts the gates' own verdicts as they stand; counting a day again replaces its rows. */
export async function countDay(db: Knex, day: string): Promise<void> {
  await db.transaction(async trx => {
    await trx('daily_counts').where({ day }).delete();
    await trx.raw(
      `INSERT INTO daily_counts (day, scorecard, environment, owner, verdict, gates, scored, score_sum)
       SELECT ?, g.scorecard, g.environment, coalesce(e.owner, ''), g.verdict,
              count(*), count(g.score), coalesce(sum(g.score), 0)
       FROM gates g JOIN entities e ON e.entity_ref = g.entity_ref
       WHERE g.environment = ''
       GROUP BY g.scorecard, g.environment, coalesce(e.owner, ''), g.verdict
       ON CONFLICT (day, scorecard, environment, owner, verdict) DO UPDATE
       SET gates = excluded.gates, scored = excluded.scored, score_sum = excluded.score_sum`,
      [day],
    );
  });
}

export async function readDailyCounts(
  db: Knex,
  filter: DailyCountFilter,
): Promise<DailyCount[]> {
  const query = db('daily_counts')
    .where('day', '>=', filter.from)
    .where('day', '<=', filter.to)
    .where('environment', filter.environment ?? '')
    .orderBy(['day', 'scorecard', 'owner', 'verdict'])
    .select('*');
  if (filter.scorecard) {
    query.where(oneOf(db, 'scorecard', filter.scorecard));
  }
  if (filter.owner) {
    query.where(oneOf(db, 'owner', filter.owner));
  }
  const rows = await query;
  return rows.map(row => ({
    day: row.day,
    scorecard: row.scorecard,
    environment: row.environment,
    owner: row.owner,
    verdict: row.verdict,
    gates: row.gates,
    scored: row.scored,
    scoreSum: row.score_sum,
  }));
}
