/** Counts by group as rows of a tree: all scorecards of a group added up, groups below the groups above them. */
import type { GateSummary } from '@readiness-gates/backstage-plugin-readiness-common';

export interface RollUpRow {
  /** The way down to it: a group with two parents stands below each. */
  path: string;
  group: string;
  level: number;
  ready: number;
  blocked: number;
  incomplete: number;
  meanScore?: number;
  children: RollUpRow[];
}

export function rollUpRows({ groups, parents = {} }: GateSummary): RollUpRow[] {
  const sums = new Map<
    string,
    Omit<RollUpRow, 'path' | 'level' | 'children'>
  >();
  for (const name of new Set(groups.map(({ group }) => group))) {
    sums.set(name, sumOf(groups.filter(({ group }) => group === name)));
  }
  const childrenOf = (above: string | undefined) =>
    [...sums.keys()].filter(name => {
      const known = (parents[name] ?? []).filter(ref => sums.has(ref));
      return above === undefined ? known.length === 0 : known.includes(above);
    });
  const rowsBelow = (above: RollUpRow | undefined): RollUpRow[] =>
    childrenOf(above?.group)
      .map(name => {
        const row: RollUpRow = {
          ...sums.get(name)!,
          path: above ? `${above.path} ${name}` : name,
          level: above ? above.level + 1 : 0,
          children: [],
        };
        row.children = rowsBelow(row);
        return row;
      })
      .sort(worstFirst);
  return rowsBelow(undefined);
}

/** Those without a group come last. */
function worstFirst(a: RollUpRow, b: RollUpRow): number {
  if ((a.group === '') !== (b.group === '')) return a.group === '' ? 1 : -1;
  return b.blocked - a.blocked || a.group.localeCompare(b.group);
}

function sumOf(groups: GateSummary['groups']) {
  const sum = (of: (group: GateSummary['groups'][number]) => number) =>
    groups.reduce((total, group) => total + of(group), 0);
  const scored = sum(group => group.scored);
  return {
    group: groups[0].group,
    ready: sum(({ ready }) => ready),
    blocked: sum(({ blocked }) => blocked),
    incomplete: sum(({ incomplete }) => incomplete),
    ...(scored > 0 && {
      meanScore: sum(it => (it.meanScore ?? 0) * it.scored) / scored,
    }),
  };
}

/** The rows that are seen while these are open. */
export function shownRows(
  rows: RollUpRow[],
  open: ReadonlySet<string>,
): RollUpRow[] {
  return rows.flatMap(row => [
    row,
    ...(open.has(row.path) ? shownRows(row.children, open) : []),
  ]);
}

/** The group and all below it. */
export function groupsIn(row: RollUpRow): string[] {
  return [...new Set([row.group, ...row.children.flatMap(groupsIn)])];
}
