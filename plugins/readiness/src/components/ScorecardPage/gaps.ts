/** What of the evidence cannot be read, by check and by cluster. */
import type {
  EvidenceGap,
  Scorecard,
  ScorecardEvidence,
} from '@readiness-gates/backstage-plugin-readiness-common';

export type Item = Scorecard['sections'][number]['items'][number];
export type CheckEvidence = ScorecardEvidence['checks'][number];

/** A resource that cannot be read on a cluster, and the items that ask for it. */
export interface ResourceGap extends Omit<EvidenceGap, 'check'> {
  items: Item[];
}

export function itemsOf({ sections }: Pick<Scorecard, 'sections'>): Item[] {
  return sections.flatMap(({ items }) => items);
}

const asks = ({ checks }: Item, check: string) =>
  checks.some(asked => asked.check === check);

/** One for each cluster, resource and cause; what most items ask for comes first. */
export function resourceGaps(
  gaps: EvidenceGap[],
  items: Item[],
): ResourceGap[] {
  const found = new Map<string, { gap: EvidenceGap; checks: Set<string> }>();
  for (const gap of gaps) {
    const key = [gap.cluster, gap.resource, gap.cause].join('|');
    const known = found.get(key) ?? { gap, checks: new Set() };
    known.checks.add(gap.check);
    found.set(key, known);
  }
  return [...found.values()]
    .map(({ gap: { check: _, ...gap }, checks }) => ({
      ...gap,
      items: items.filter(item => [...checks].some(id => asks(item, id))),
    }))
    .sort(
      (a, b) =>
        b.items.length - a.items.length ||
        a.cluster.localeCompare(b.cluster) ||
        a.resource.localeCompare(b.resource),
    );
}

export interface CheckGap {
  resource: string;
  cause: EvidenceGap['cause'];
  clusters: string[];
}

/** The same of one check: on which clusters it lacks what. */
export function gapsOfCheck(gaps: EvidenceGap[], check: string): CheckGap[] {
  const found = new Map<string, CheckGap>();
  for (const gap of gaps) {
    if (gap.check !== check) continue;
    const { resource, cause, cluster } = gap;
    const key = `${resource}|${cause}`;
    const known = found.get(key) ?? { resource, cause, clusters: [] };
    known.clusters.push(cluster);
    found.set(key, known);
  }
  return [...found.values()];
}

/** Prometheus is no kind of Kubernetes: it is not configured, rather than not served. */
export function causeKey({
  resource,
  cause,
}: Pick<CheckGap, 'resource' | 'cause'>) {
  return resource === 'prometheus' && cause === 'notServed'
    ? 'notConfigured'
    : cause;
}
