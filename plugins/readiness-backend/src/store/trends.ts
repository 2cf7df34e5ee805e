/**
 * How gates went, from the days on which each changed (`gate_scores`) rather than from `daily_counts`: those are by
 * owner, and what a reader may see is by entity. So every reader gets the history of the gates that they may see and
 * that there are now, with the owner, system and so on that these have now; a gate that is gone is on no day.
 */
import { Knex } from 'knex';
import type { Verdict } from '@readiness-gates/backstage-plugin-readiness-common';
import { filterGates } from './filters';
import { joined } from './lists';
import { toNumber } from './sql';
import { GROUPS, oneDecimal } from './summaries';
import {
  ChangeCause,
  Comparison,
  OwnGateFilter,
  TrendDay,
  TrendGroup,
  VerdictCounts,
} from './types';

const DAY_MS = 86_400_000;

/** The last change of a gate before or on a day. */
const LAST_BY = `SELECT max(x.day) FROM gate_scores AS x
  WHERE x.entity_ref = g.entity_ref AND x.scorecard = g.scorecard AND x.day <= ?`;
const LAST_BEFORE = `SELECT max(x.day) FROM gate_scores AS x
  WHERE x.entity_ref = g.entity_ref AND x.scorecard = g.scorecard AND x.day < s.day`;

/**
 * What last brought a gate where it stands. An outage of a cluster is told of the cluster, not of each gate: where the
 * last that is told of a gate is another verdict, it was one.
 */
const TURNED_BY = `CASE
  WHEN p.verdict IS NULL THEN 'new'
  WHEN p.verdict = g.verdict THEN ''
  ELSE coalesce((
    SELECT CASE WHEN t."to" = g.verdict THEN t.cause ELSE 'platform' END FROM transitions AS t
    WHERE t.entity_ref = g.entity_ref AND t.at >= ? AND t.scorecard = g.scorecard
      AND t.item = '' AND t.environment = ''
    ORDER BY t.at DESC, t.id DESC LIMIT 1
  ), 'platform') END`;

/** Counts that grow and shrink. */
class Tally {
  readonly #verdicts: Record<Verdict, number> = {
    ready: 0,
    blocked: 0,
    incomplete: 0,
  };
  #scored = 0;
  #sum = 0;

  add({ verdict, gates, scored, sum }: Moved, sign: 1 | -1 = 1): void {
    if (!verdict) return;
    this.#verdicts[verdict] += sign * gates;
    this.#scored += sign * scored;
    this.#sum += sign * sum;
  }

  get counts(): VerdictCounts {
    return {
      ...this.#verdicts,
      scored: this.#scored,
      ...(this.#scored > 0 && {
        meanScore: oneDecimal(this.#sum / this.#scored),
      }),
    };
  }
}

interface Moved {
  /** Null: it was not judged. */
  verdict: Verdict | null;
  gates: number;
  scored: number;
  sum: number;
}

export async function trend(
  db: Knex,
  filter: OwnGateFilter,
  from: string,
  to: string,
): Promise<TrendDay[]> {
  const tallies = new Map<string, Tally>();
  const moves = await changesByDay(db, filter, from, to);
  const scorecards = [...new Set(moves.map(({ scorecard }) => scorecard))];
  const days: TrendDay[] = [];
  let next = 0;
  for (const day of daysOf(from, to)) {
    for (; next < moves.length && moves[next].day <= day; next++) {
      const { scorecard, was, is } = moves[next];
      const tally = tallies.get(scorecard) ?? new Tally();
      tally.add(was, -1);
      tally.add(is);
      tallies.set(scorecard, tally);
    }
    for (const scorecard of scorecards.sort()) {
      const tally = tallies.get(scorecard);
      if (tally) days.push({ day, scorecard, ...tally.counts });
    }
  }
  return days;
}

function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += DAY_MS) {
    days.push(new Date(time).toISOString().slice(0, 10));
  }
  return days;
}

interface DayMoves {
  day: string;
  scorecard: string;
  was: Moved;
  is: Moved;
}

/** In the order of days; how gates stood when the first began is of that day. */
async function changesByDay(
  db: Knex,
  filter: OwnGateFilter,
  from: string,
  to: string,
): Promise<DayMoves[]> {
  const since = joined(db)
    .join('gate_scores as s', {
      's.entity_ref': 'g.entity_ref',
      's.scorecard': 'g.scorecard',
    })
    .leftJoin('gate_scores as p', previous(db, LAST_BEFORE))
    .where('s.day', '>', from)
    .where('s.day', '<=', to)
    .select('s.day', 'g.scorecard', { was: 'p.verdict', verdict: 's.verdict' })
    .select(sums(db, 'p', 'was_'), sums(db, 's', ''))
    .groupBy('s.day', 'g.scorecard', 'p.verdict', 's.verdict')
    .orderBy('s.day');
  filterGates(db, since, filter);
  const before = joined(db)
    .join('gate_scores as p', previous(db, LAST_BY, [from]))
    .select('g.scorecard', { verdict: 'p.verdict' })
    .select(sums(db, 'p', ''))
    .groupBy('g.scorecard', 'p.verdict');
  filterGates(db, before, filter);
  const [first, rest]: Record<string, unknown>[][] = await Promise.all([
    before,
    since,
  ]);
  return [...first.map(row => ({ day: from, was: null, ...row })), ...rest].map(
    row => movesOf(row),
  );
}

function movesOf(row: Record<string, unknown>): DayMoves {
  const gates = toNumber(row.gates);
  return {
    day: String(row.day),
    scorecard: String(row.scorecard),
    was: {
      verdict: row.was as Verdict | null,
      gates,
      scored: toNumber(row.was_scored),
      sum: toNumber(row.was_sum),
    },
    is: {
      verdict: row.verdict as Verdict,
      gates,
      scored: toNumber(row.scored),
      sum: toNumber(row.sum),
    },
  };
}

function sums(db: Knex, table: string, prefix: string): Knex.Raw {
  const counted = prefix === '' ? 'count(*) AS gates, ' : '';
  return db.raw(`${counted}count(??) AS ??, coalesce(sum(??), 0) AS ??`, [
    `${table}.score`,
    `${prefix}scored`,
    `${table}.score`,
    `${prefix}sum`,
  ]);
}

/** Joins `gate_scores as p` as a gate was on a day. */
function previous(
  db: Knex,
  day: string,
  bindings: Knex.RawBinding[] = [],
): Knex.JoinCallback {
  return function onDay() {
    this.on('p.entity_ref', 'g.entity_ref')
      .andOn('p.scorecard', 'g.scorecard')
      .andOn('p.day', db.raw(`(${day})`, bindings));
  };
}

interface Compared {
  group: string;
  cause: ChangeCause | '';
  was: Moved;
  is: Moved;
}

export async function compareGates(
  db: Knex,
  filter: OwnGateFilter,
  since: string,
  groupBy: TrendGroup,
): Promise<Comparison[]> {
  const groups = new Map<
    string,
    { then: Tally; now: Tally; causes: Map<string, Comparison['changes'][0]> }
  >();
  for (const row of await comparedGates(db, filter, since, groupBy)) {
    const group = groups.get(row.group) ?? {
      then: new Tally(),
      now: new Tally(),
      causes: new Map(),
    };
    groups.set(row.group, group);
    group.then.add(row.was);
    group.now.add(row.is);
    if (row.cause !== '') {
      const change = group.causes.get(row.cause) ?? {
        cause: row.cause,
        gates: 0,
        net: { ready: 0, blocked: 0, incomplete: 0 },
      };
      change.gates += row.is.gates;
      change.net[row.is.verdict!] += row.is.gates;
      if (row.was.verdict) change.net[row.was.verdict] -= row.was.gates;
      group.causes.set(row.cause, change);
    }
  }
  return [...groups].map(([group, { then, now, causes }]) => ({
    group,
    then: then.counts,
    now: now.counts,
    changes: [...causes.values()],
  }));
}

async function comparedGates(
  db: Knex,
  filter: OwnGateFilter,
  since: string,
  groupBy: TrendGroup,
): Promise<Compared[]> {
  const after = new Date(Date.parse(since) + DAY_MS).toISOString();
  const gates = joined(db)
    .leftJoin('gate_scores as p', previous(db, LAST_BY, [since]))
    .select({ group: db.raw("coalesce(??, '')", [GROUPS[groupBy]]) })
    .select({ was: 'p.verdict', was_score: 'p.score' }, 'g.verdict', 'g.score')
    .select(db.raw(`${TURNED_BY} AS cause`, [after]));
  filterGates(db, gates, filter);
  const rows: Record<string, unknown>[] = await db
    .from(gates.as('m'))
    .select('group', 'cause', 'was', 'verdict')
    .select(
      db.raw('count(*) AS gates'),
      db.raw('count(was_score) AS was_scored'),
      db.raw('coalesce(sum(was_score), 0) AS was_sum'),
      db.raw('count(score) AS scored'),
      db.raw('coalesce(sum(score), 0) AS sum'),
    )
    .groupBy('group', 'cause', 'was', 'verdict')
    .orderBy(['group', 'cause', 'was', 'verdict']);
  return rows.map(row => ({
    group: String(row.group),
    cause: row.cause as Compared['cause'],
    ...movesOf({ ...row, scorecard: '', day: '' }),
  }));
}
