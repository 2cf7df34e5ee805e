/**
 * The `gate_scores` table: how the score of a gate went, a row for each day on which it changed. A score is of a gate
 * that there is, so it goes with it: what stays of gates that are gone are decisions and what was signed.
 */
import { Knex } from 'knex';
import { toTime } from './sql';
import type { GateKey, GateRow, GateScore, GateTrends } from './types';

interface GateScoreRecord {
  entity_ref: string;
  scorecard: string;
  day: string;
  verdict: string;
  score: number | null;
  score_low: number;
  score_high: number;
  coverage: number | null;
}

const KEY = ['entity_ref', 'scorecard', 'day'] as const;

/** The last of a day stands for it. */
export async function keepScores(
  trx: Knex,
  rows: readonly GateRow[],
): Promise<void> {
  const own = rows.filter(({ environment }) => environment === '');
  if (own.length === 0) return;
  await trx<GateScoreRecord>('gate_scores')
    .insert(own.map(toRecord))
    .onConflict([...KEY])
    .merge();
}

/** With the gates themselves, not with one of their environments. */
export async function forgetScores(
  trx: Knex,
  keys: readonly GateKey[],
): Promise<void> {
  const own = keys.filter(({ environment }) => environment === '');
  if (own.length === 0) return;
  await trx<GateScoreRecord>('gate_scores')
    .whereIn(
      ['entity_ref', 'scorecard'],
      own.map(({ entityRef, scorecard }) => [entityRef, scorecard]),
    )
    .delete();
}

/** The newest first. */
export async function readGateScores(
  db: Knex,
  { entityRef, scorecard }: { entityRef: string; scorecard: string },
  limit: number,
): Promise<GateScore[]> {
  const rows = await db<GateScoreRecord>('gate_scores')
    .where({ entity_ref: entityRef, scorecard })
    .orderBy('day', 'desc')
    .limit(limit)
    .select('*');
  return rows.map(row => ({
    day: row.day,
    verdict: row.verdict as GateScore['verdict'],
    score: {
      ...(row.score !== null && { value: row.score }),
      low: row.score_low,
      high: row.score_high,
    },
    ...(row.coverage !== null && { coverage: row.coverage }),
  }));
}

/**
 * Of every gate of the entity, the oldest first: from `since` on, and the last day before, as a score
 * stands until it changes.
 */
export async function readTrends(
  db: Knex,
  entityRef: string,
  since: string,
): Promise<GateTrends> {
  const lastBefore = db<GateScoreRecord>('gate_scores as earlier')
    .where('earlier.entity_ref', entityRef)
    .where('earlier.scorecard', db.ref('gate_scores.scorecard'))
    .where('earlier.day', '<=', since)
    .max('earlier.day');
  const rows: Pick<GateScoreRecord, 'scorecard' | 'day' | 'score'>[] =
    await db<GateScoreRecord>('gate_scores')
      .where({ entity_ref: entityRef })
      .where('day', '>=', db.raw("coalesce((?), '')", [lastBefore]))
      .orderBy(['scorecard', 'day'])
      .select('scorecard', 'day', 'score');
  const trends: GateTrends = new Map();
  for (const { scorecard, day, score } of rows)
    trends.set(scorecard, [
      ...(trends.get(scorecard) ?? []),
      { day, ...(score !== null && { value: score }) },
    ]);
  return trends;
}

function toRecord({
  entityRef,
  scorecard,
  changedAt,
  state: { verdict, score, coverage },
}: GateRow): GateScoreRecord {
  return {
    entity_ref: entityRef,
    scorecard,
    day: toTime(changedAt).slice(0, 10),
    verdict,
    score: score.value ?? null,
    score_low: score.low,
    score_high: score.high,
    coverage:
      coverage.applicable > 0
        ? (coverage.machineRead + coverage.stated) / coverage.applicable
        : null,
  };
}
