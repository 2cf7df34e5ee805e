/** Environments side by side: what a promotion from one to another would meet. */
import { combineResults } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  EnvironmentGate,
  GateDetail,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { allItems, countedResult, isChanging } from './gate';
import type { ShownResult } from './tones';

export interface Promotion {
  from: string;
  to: string;
}

/** What an item means for a promotion, the most urgent first. */
export const MEETINGS = ['met', 'both', 'brought', 'differs'] as const;
export type Meeting = (typeof MEETINGS)[number];

export interface ComparedItem {
  item: ItemView;
  /** By environment; an item need not be asked everywhere. */
  results: Partial<Record<string, ShownResult>>;
}

export type Comparison = Record<Meeting, ComparedItem[]>;

const OPEN: readonly (ShownResult | undefined)[] = [
  'fail',
  'unknown',
  'pending',
  'changing',
];

/** Into the gate's environment from one outside it, unless the address says otherwise. */
export function promotionOf(
  environments: EnvironmentGate[],
  wanted: { from?: string | null; to?: string | null } = {},
): Promotion | undefined {
  const names = environments.map(({ environment }) => environment);
  const named = (name?: string | null) =>
    names.find(one => one === (name ?? undefined));
  const gated = environments.find(one => one.gated)?.environment;
  const to =
    named(wanted.to) ?? names.find(one => one === gated) ?? names.at(-1);
  const others = environments.filter(({ environment }) => environment !== to);
  const from =
    others.find(({ environment }) => environment === wanted.from) ??
    others.find(one => !one.gated) ??
    others[0];
  return to !== undefined && from ? { from: from.environment, to } : undefined;
}

/** What the item says in one environment; what belongs to none answers for each. */
export function resultAt(
  item: ItemView,
  environment: string,
  now: number,
): ShownResult | undefined {
  const answers = item.answers.filter(answer =>
    ['', environment].includes(answer.environment),
  );
  const result = combineResults(
    answers.map(answer => countedResult(answer, now)),
  );
  const changing = answers.some(answer => isChanging(answer, now));
  return changing && result !== 'fail' ? 'changing' : result;
}

/** Items that differ between the two or are open in one of them, the blocking ones first. */
export function compare(
  detail: GateDetail,
  { from, to }: Promotion,
  now: number,
): Comparison {
  const comparison: Comparison = {
    met: [],
    both: [],
    brought: [],
    differs: [],
  };
  const items = allItems(detail).filter(item => !item.notEvaluated);
  for (const item of [...items].sort(blockingFirst)) {
    const results = Object.fromEntries(
      detail.environments.map(({ environment }) => [
        environment,
        resultAt(item, environment, now),
      ]),
    );
    const meeting = meetingOf(results[from], results[to]);
    if (meeting) comparison[meeting].push({ item, results });
  }
  return comparison;
}

const blockingFirst = (a: ItemView, b: ItemView) =>
  Number(b.severity === 'blocking') - Number(a.severity === 'blocking');

function meetingOf(from?: ShownResult, to?: ShownResult): Meeting | undefined {
  if (OPEN.includes(to)) return OPEN.includes(from) ? 'both' : 'met';
  if (OPEN.includes(from)) return 'brought';
  return from === to ? undefined : 'differs';
}
