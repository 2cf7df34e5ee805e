/** What the overview shows, as its address says: view, filters, sorting, page. */
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

export const VIEWS = ['list', 'matrix', 'rollup', 'items', 'trend'] as const;
export type OverviewView = (typeof VIEWS)[number];

export const WAITING_ON = ['service', 'platform', 'people'] as const;
export type WaitingOn = (typeof WAITING_ON)[number];

export interface OverviewFilters {
  scorecard: string[];
  verdict: Verdict[];
  owner: string[];
  /** Of what the user owns, alone or through a group. */
  owned: boolean;
  waitingOn: WaitingOn[];
  system: string[];
  domain: string[];
  cluster: string[];
  kind: string[];
  type: string[];
  lifecycle: string[];
  tag: string[];
  environment: string;
  q: string;
}

type FilterName = keyof OverviewFilters;

export const FILTER_NAMES: FilterName[] = [
  'scorecard',
  'verdict',
  'owner',
  'owned',
  'waitingOn',
  'system',
  'domain',
  'cluster',
  'kind',
  'type',
  'lifecycle',
  'tag',
  'environment',
  'q',
];

export function readFilters(params: URLSearchParams): OverviewFilters {
  const all = (name: string) => params.getAll(name);
  const among = <V extends string>(known: readonly V[], name: string) =>
    known.filter(value => all(name).includes(value));
  return {
    scorecard: all('scorecard'),
    verdict: among(VERDICTS, 'verdict'),
    owner: all('owner'),
    owned: params.get('owned') === 'true',
    waitingOn: among(WAITING_ON, 'waitingOn'),
    system: all('system'),
    domain: all('domain'),
    cluster: all('cluster'),
    kind: all('kind'),
    type: all('type'),
    lifecycle: all('lifecycle'),
    tag: all('tag'),
    environment: params.get('environment') ?? '',
    q: params.get('q') ?? '',
  };
}

export function isFiltered(filters: OverviewFilters): boolean {
  return setFilters(filters).length > 0;
}

/** The names of those that say something. */
export function setFilters(filters: OverviewFilters): FilterName[] {
  return FILTER_NAMES.filter(name => isSet(filters[name]));
}

const isSet = (value: OverviewFilters[FilterName]) =>
  typeof value === 'boolean' ? value : value.length > 0;

export function readView(params: URLSearchParams): OverviewView {
  const wanted = params.get('view');
  return VIEWS.find(view => view === wanted) ?? 'list';
}

/** The filters that are set, as the backend takes them. */
export function filterQuery(params: URLSearchParams): Partial<OverviewFilters> {
  return given(readFilters(params));
}

export function gateQuery(params: URLSearchParams): GateQuery {
  return {
    ...filterQuery(params),
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
    Object.entries(filters).filter(([, value]) => isSet(value)),
  ) as Partial<F>;
}

/** The cursors of the pages before this one: the browser keeps them with its history. */
type PageState = { cursors?: string[] } | null;

export function useOverviewQuery() {
  const [params, setParams] = useSearchParams();
  const cursors = (useLocation().state as PageState)?.cursors;
  const filters = useMemo(() => readFilters(params), [params]);

  const change = useCallback(
    (changes: UrlChange, options = { replace: true }) =>
      setParams(
        previous => applyChanges(previous, { ...changes, cursor: undefined }),
        options,
      ),
    [setParams],
  );
  const linkTo = useCallback(
    (changes: UrlChange) =>
      `?${applyChanges(params, { ...changes, cursor: undefined })}`,
    [params],
  );
  const goTo = useCallback(
    (cursor: string | undefined, before: string[]) =>
      setParams(previous => applyChanges(previous, { cursor }), {
        state: { cursors: before },
      }),
    [setParams],
  );
  const cursor = params.get('cursor') ?? '';
  const view = readView(params);
  return {
    params,
    filters,
    view,
    /** Back leads back to the view before. */
    select: (next: OverviewView) =>
      change({ view: next === 'list' ? undefined : next }, { replace: false }),
    sorting: readSorting(params),
    change,
    linkTo,
    paging: {
      /** Counted from 0; `undefined` where a link led into the middle. */
      page: cursor ? cursors?.length : 0,
      next: (to: string) => goTo(to, [...(cursors ?? []), cursor]),
      previous: () =>
        goTo(cursors?.at(-1) || undefined, cursors?.slice(0, -1) ?? []),
    },
  };
}

export type OverviewQuery = ReturnType<typeof useOverviewQuery>;
