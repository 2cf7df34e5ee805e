/** What the overview shows, as its address says: filters, sorting, page. */
import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  GateQuery,
  SummaryQuery,
  Verdict,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { applyChanges } from '../../hooks/useUrlState';
import type { UrlChange } from '../../hooks/useUrlState';

export const PAGE_SIZE = 50;

export const SORTS = [
  'name',
  'verdict',
  'score',
  'coverage',
  'blocking',
  'owner',
  'changedAt',
] as const;
export type Sort = (typeof SORTS)[number];
export type Order = 'asc' | 'desc';

export interface OverviewFilters {
  scorecard: string[];
  verdict: Verdict[];
  owner: string[];
  system: string[];
  kind: string[];
  environment: string;
  q: string;
}

export const FILTER_NAMES: (keyof OverviewFilters)[] = [
  'scorecard',
  'verdict',
  'owner',
  'system',
  'kind',
  'environment',
  'q',
];

export function readFilters(params: URLSearchParams): OverviewFilters {
  const verdicts = params.getAll('verdict');
  return {
    scorecard: params.getAll('scorecard'),
    verdict: VERDICTS.filter(verdict => verdicts.includes(verdict)),
    owner: params.getAll('owner'),
    system: params.getAll('system'),
    kind: params.getAll('kind'),
    environment: params.get('environment') ?? '',
    q: params.get('q') ?? '',
  };
}

export function gateQuery(params: URLSearchParams): GateQuery {
  return {
    ...given(readFilters(params)),
    ...readSorting(params),
    limit: PAGE_SIZE,
    cursor: params.get('cursor') ?? undefined,
  };
}

/** The numbers per scorecard and verdict must not move when one of them is chosen. */
export function summaryQuery(params: URLSearchParams): SummaryQuery {
  const { scorecard: _, verdict: __, ...rest } = readFilters(params);
  return { groupBy: 'scorecard', ...given(rest) };
}

export function readSorting(params: URLSearchParams): {
  sort: Sort;
  order: Order;
} {
  const wanted = params.get('sort');
  const sort = SORTS.find(one => one === wanted) ?? 'name';
  return { sort, order: params.get('order') === 'desc' ? 'desc' : 'asc' };
}

/** Leaves out what is empty, so that the request says only what was asked. */
function given<F extends object>(filters: F): Partial<F> {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value.length > 0),
  ) as Partial<F>;
}

/** The cursors of the pages before this one: the browser keeps them with its history. */
type PageState = { cursors?: string[] } | null;

export function useOverviewQuery() {
  const [params, setParams] = useSearchParams();
  const cursors = (useLocation().state as PageState)?.cursors;
  const filters = useMemo(() => readFilters(params), [params]);

  const change = useCallback(
    (changes: UrlChange) =>
      setParams(
        previous => applyChanges(previous, { ...changes, cursor: undefined }),
        {
          replace: true,
        },
      ),
    [setParams],
  );
  const goTo = useCallback(
    (cursor: string | undefined, before: string[]) =>
      setParams(previous => applyChanges(previous, { cursor }), {
        state: { cursors: before },
      }),
    [setParams],
  );
  const cursor = params.get('cursor') ?? '';
  return {
    params,
    filters,
    sorting: readSorting(params),
    change,
    paging: {
      /** Counted from 0; `undefined` where a link led into the middle. */
      page: cursor ? cursors?.length : 0,
      next: (to: string) => goTo(to, [...(cursors ?? []), cursor]),
      previous: () =>
        goTo(cursors?.at(-1) || undefined, cursors?.slice(0, -1) ?? []),
    },
  };
}
