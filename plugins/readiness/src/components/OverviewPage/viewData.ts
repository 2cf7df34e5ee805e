/** What each view of the overview needs of the backend: one request, and none for the views that are not shown. */
import type {
  GateMatrix,
  GatePage,
  GateSummary,
  GateTrend,
  MatrixQuery,
  ReadinessApi,
  SummaryQuery,
  TopItemQuery,
  TopItems,
  TrendQuery,
} from '@readiness-gates/backstage-plugin-readiness-common';
import {
  PAGE_SIZE,
  filterQuery,
  gateQuery,
  readSorting,
} from './useOverviewQuery';
import type { OverviewView } from './useOverviewQuery';

const DAY_MS = 86_400_000;
const TOP = 25;

export const MATRIX_SORTS = ['name', 'owner', 'blocking'] as const;

export const ROLL_UPS = [
  'ownerTree',
  'system',
  'domain',
  'cluster',
  'environment',
  'tag',
] as const;
export type RollUpBy = (typeof ROLL_UPS)[number];

export const SPANS = [30, 90, 180, 366] as const;
export const COMPARED_BY = [
  'scorecard',
  'owner',
  'system',
  'domain',
  'type',
  'lifecycle',
] as const;
export type ComparedBy = (typeof COMPARED_BY)[number];

const oneOf = <V>(known: readonly V[], value: unknown, otherwise: V): V =>
  known.find(one => String(one) === value) ?? otherwise;

export function readMatrixSorting(params: URLSearchParams) {
  const { order } = readSorting(params);
  return { sort: oneOf(MATRIX_SORTS, params.get('sort'), 'name'), order };
}

export function readRollUp(params: URLSearchParams): RollUpBy {
  return oneOf(ROLL_UPS, params.get('by'), 'ownerTree');
}

export interface TrendAsked {
  days: number;
  /** `2026-08-23`. */
  since: string;
  groupBy: ComparedBy;
}

/** Compared is with the first day that is shown, until another is chosen. */
export function readTrend(params: URLSearchParams, today: string): TrendAsked {
  const days = Number(oneOf<number>(SPANS, params.get('days'), 90));
  const first = new Date(Date.parse(today) - (days - 1) * DAY_MS);
  const since = params.get('since') ?? '';
  return {
    days,
    since:
      isDay(since) && since <= today ? since : first.toISOString().slice(0, 10),
    groupBy: oneOf(COMPARED_BY, params.get('compareBy'), 'scorecard'),
  };
}

function isDay(text: string): boolean {
  const time = Date.parse(text);
  return (
    !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
  );
}

export type ViewData =
  | { view: 'list'; page: GatePage }
  | { view: 'matrix'; page: GateMatrix }
  | { view: 'rollup'; by: RollUpBy; summary: GateSummary }
  | { view: 'items'; top: TopItems }
  | { view: 'trend'; trend: GateTrend };

export interface ViewRequest {
  /** Another key is another request. */
  key: string;
  load: (api: ReadinessApi, signal: AbortSignal) => Promise<ViewData>;
}

export function viewRequest(
  view: OverviewView,
  params: URLSearchParams,
  today: string,
): ViewRequest {
  const request = <Q extends object>(
    query: Q,
    load: (
      api: ReadinessApi,
      query: Q,
      options: { signal: AbortSignal },
    ) => Promise<ViewData>,
  ): ViewRequest => ({
    key: `${view} ${JSON.stringify(query)}`,
    load: (api, signal) => load(api, query, { signal }),
  });
  const { environment: _, ...ofOwnVerdicts } = filterQuery(params);
  switch (view) {
    case 'matrix': {
      const query: MatrixQuery = {
        ...filterQuery(params),
        ...readMatrixSorting(params),
        limit: PAGE_SIZE,
        cursor: params.get('cursor') ?? undefined,
      };
      return request(query, async (api, asked, options) => ({
        view: 'matrix',
        page: await api.getGatesMatrix(asked, options),
      }));
    }
    case 'rollup': {
      const by = readRollUp(params);
      const query: SummaryQuery = { ...filterQuery(params), groupBy: by };
      return request(query, async (api, asked, options) => ({
        view: 'rollup',
        by,
        summary: await api.getGatesSummary(asked, options),
      }));
    }
    case 'items': {
      const query: TopItemQuery = { ...ofOwnVerdicts, limit: TOP };
      return request(query, async (api, asked, options) => ({
        view: 'items',
        top: await api.getTopItems(asked, options),
      }));
    }
    case 'trend': {
      const query: TrendQuery = {
        ...ofOwnVerdicts,
        ...readTrend(params, today),
      };
      return request(query, async (api, asked, options) => ({
        view: 'trend',
        trend: await api.getGatesTrend(asked, options),
      }));
    }
    default:
      return request(gateQuery(params), async (api, asked, options) => ({
        view: 'list',
        page: await api.getGates(asked, options),
      }));
  }
}
