/** The trend as lines and tables: all scorecards added up, day by day. */
import type {
  TrendChange,
  TrendComparison,
  TrendDay,
  VerdictCounts,
} from '@readiness-gates/backstage-plugin-readiness-common';

export interface TrendRow extends VerdictCounts {
  day: string;
  time: number;
}

export function trendRows(days: readonly TrendDay[]): TrendRow[] {
  const byDay = new Map<string, TrendDay[]>();
  for (const day of days)
    byDay.set(day.day, [...(byDay.get(day.day) ?? []), day]);
  return [...byDay].map(([day, of]) => ({
    day,
    time: Date.parse(day),
    ...sumOfCounts(of),
  }));
}

/** The first and the last, and between them the days on which something changed. */
export function changedRows(rows: readonly TrendRow[]): TrendRow[] {
  return rows.filter((row, index) => {
    const before = rows[index - 1];
    return (
      !before ||
      index === rows.length - 1 ||
      row.ready !== before.ready ||
      row.blocked !== before.blocked ||
      row.incomplete !== before.incomplete
    );
  });
}

export function sumOfCounts(counts: readonly VerdictCounts[]): VerdictCounts {
  const sum = (of: (one: VerdictCounts) => number) =>
    counts.reduce((so, one) => so + of(one), 0);
  const scored = sum(one => one.scored);
  const scores = sum(one => (one.meanScore ?? 0) * one.scored);
  return {
    ready: sum(one => one.ready),
    blocked: sum(one => one.blocked),
    incomplete: sum(one => one.incomplete),
    scored,
    ...(scored > 0 && {
      meanScore: scores / scored,
    }),
  };
}

export const CAUSES = [
  'service',
  'definition',
  'decision',
  'expiry',
  'platform',
  'new',
] as const;

/** All groups as one. */
export function total(groups: readonly TrendComparison[]) {
  const changes = CAUSES.flatMap(cause => {
    const of = groups.flatMap(group =>
      group.changes.filter(change => change.cause === cause),
    );
    return of.length > 0 ? [of.reduce(plus)] : [];
  });
  return {
    then: sumOfCounts(groups.map(({ then }) => then)),
    now: sumOfCounts(groups.map(({ now }) => now)),
    changes,
  };
}

function plus(a: TrendChange, b: TrendChange): TrendChange {
  return {
    cause: a.cause,
    gates: a.gates + b.gates,
    net: {
      ready: a.net.ready + b.net.ready,
      blocked: a.net.blocked + b.net.blocked,
      incomplete: a.net.incomplete + b.net.incomplete,
    },
  };
}
