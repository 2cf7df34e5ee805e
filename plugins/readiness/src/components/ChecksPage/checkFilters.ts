/** Which checks are listed, as the address says; the whole library is at hand, so nothing is asked for a filter. */
import type {
  CheckOverview,
  EvidenceKind,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { EVIDENCE_KINDS } from '@readiness-gates/backstage-plugin-readiness-common';

export const OPEN_RESULTS = ['fail', 'unknown', 'pending', 'waived'] as const;
export type OpenResult = (typeof OPEN_RESULTS)[number];

export const ORDERS = ['open', 'name'] as const;

export interface CheckFilters {
  q: string;
  area: string[];
  evidence: EvidenceKind[];
  scorecard: string[];
  result: OpenResult[];
  sort: (typeof ORDERS)[number];
}

export const FILTERS = ['q', 'area', 'evidence', 'scorecard', 'result'];

export function readCheckFilters(params: URLSearchParams): CheckFilters {
  return {
    q: params.get('q') ?? '',
    area: params.getAll('area'),
    evidence: known(EVIDENCE_KINDS, params.getAll('evidence')),
    scorecard: params.getAll('scorecard'),
    result: known(OPEN_RESULTS, params.getAll('result')),
    sort: params.get('sort') === 'name' ? 'name' : 'open',
  };
}

export function known<V extends string>(
  values: readonly V[],
  given: string[],
): V[] {
  return values.filter(value => given.includes(value));
}

export function chooseChecks(
  checks: CheckOverview[],
  filters: CheckFilters,
): CheckOverview[] {
  return checks
    .filter(check => matches(check, filters))
    .sort((a, b) => (filters.sort === 'open' && byOpen(a, b)) || byName(a, b));
}

function matches(check: CheckOverview, filters: CheckFilters): boolean {
  const { q, area, evidence, scorecard, result } = filters;
  const text = `${check.title} ${check.id}`.toLocaleLowerCase();
  return (
    text.includes(q.trim().toLocaleLowerCase()) &&
    anyOf(area, one => check.area === one) &&
    anyOf(evidence, one => check.evidence.includes(one)) &&
    anyOf(scorecard, one => check.scorecards.some(({ id }) => id === one)) &&
    anyOf(result, one => check.open[one] > 0)
  );
}

const anyOf = <V>(wanted: V[], is: (value: V) => boolean) =>
  wanted.length === 0 || wanted.some(is);

/** What fails most comes first; then what is asked, before what nobody asks. */
function byOpen(a: CheckOverview, b: CheckOverview): number {
  for (const result of OPEN_RESULTS) {
    if (a.open[result] !== b.open[result])
      return b.open[result] - a.open[result];
  }
  return Math.sign(b.scorecards.length) - Math.sign(a.scorecards.length);
}

const byName = (a: CheckOverview, b: CheckOverview) =>
  a.title.localeCompare(b.title) || a.id.localeCompare(b.id);

/** Checks by result that have any: for the buttons that choose among them. */
export function countOpen(checks: CheckOverview[]): Record<OpenResult, number> {
  const counts = { fail: 0, unknown: 0, pending: 0, waived: 0 };
  for (const { open } of checks) {
    for (const result of OPEN_RESULTS) {
      if (open[result] > 0) counts[result] += 1;
    }
  }
  return counts;
}
