/**
 * How old the evidence behind a result is, and why it could not be read lately. Laid over stored
 * results at read, so that an outage rewrites none of them.
 */
import { prometheusResource, requiredReads } from '../evidence/reads';
import type { RequiredRead } from '../evidence/reads';
import type { Question } from '../definitions/types';
import { entryOf } from '../entryOf';
import { WORKLOAD_RESOURCES } from '../clusters/types';
import type { ObservationRow } from '../store/types';

/** Observations by cluster, resource and namespace. */
export class ObservationIndex {
  readonly #rows = new Map<string, ObservationRow>();
  readonly #clusters = new Set<string>();
  readonly #freshness = new WeakMap<
    readonly RequiredRead[],
    Map<string, Freshness>
  >();

  constructor(rows: Iterable<ObservationRow>) {
    for (const row of rows) {
      this.#rows.set(keyOf(row.cluster, row.resource, row.namespace), row);
      this.#clusters.add(row.cluster);
    }
  }

  /** Whether anything was ever tried on this cluster. */
  has(cluster: string): boolean {
    return this.#clusters.has(cluster);
  }

  /** The listing that decides for a namespace: of the whole cluster, else the namespace's own. */
  of(
    cluster: string,
    resource: string,
    namespace?: string,
  ): ObservationRow | undefined {
    const whole = this.#rows.get(keyOf(cluster, resource, ''));
    const own = namespace
      ? this.#rows.get(keyOf(cluster, resource, namespace))
      : undefined;
    return own ?? whole;
  }

  /** Of these reads in these namespaces: the same for every entity that lives there. */
  freshnessOf(
    reads: readonly RequiredRead[],
    cluster: string,
    namespaces: readonly string[],
  ): Freshness {
    return entryOf(
      entryOf(this.#freshness, reads, () => new Map<string, Freshness>()),
      keyOf(cluster, ...namespaces),
      () => freshnessOfReads(reads, this, cluster, namespaces),
    );
  }

  /** In the order in which they were given. */
  all(): ObservationRow[] {
    return [...this.#rows.values()];
  }

  inCluster(cluster: string): ObservationRow[] {
    return this.all().filter(row => row.cluster === cluster);
  }
}

const keyOf = (...parts: string[]) => parts.join('\u0000');

/** How fresh a set of listings is. */
export interface Freshness {
  /** When the oldest of them was last complete; absent when one never was. */
  completedAt?: Date;
  /** One that fails now, the longest failing first. */
  failing?: ObservationRow;
}

const readsBy = new WeakMap<object, RequiredRead[]>();

function readsOf({ check }: Question): RequiredRead[] {
  const known = readsBy.get(check);
  if (known) return known;
  const reads = check.evidence.flatMap(evidence => {
    if (evidence.kind === 'kubernetes') return requiredReads(evidence);
    if (evidence.kind !== 'prometheus') return [];
    const resource = prometheusResource(check.definition.id);
    return [...requiredReads(evidence), { resource, clusterWide: true }];
  });
  readsBy.set(check, reads);
  return reads;
}

export function freshnessOf(
  question: Question,
  observations: ObservationIndex,
  cluster: string,
  namespaces: readonly string[],
): Freshness {
  return observations.freshnessOf(readsOf(question), cluster, namespaces);
}

const placementReads = (clusterWide: boolean): RequiredRead[] =>
  [...WORKLOAD_RESOURCES, 'namespaces'].map(resource => ({
    resource,
    clusterWide,
  }));

const PLACEMENT_READS = {
  whole: placementReads(true),
  own: placementReads(false),
};

/** Whether one can say which workloads an entity has on a cluster. */
export function placementFreshness(
  observations: ObservationIndex,
  cluster: string,
  namespace: string | undefined,
): Freshness {
  return namespace === undefined
    ? observations.freshnessOf(PLACEMENT_READS.whole, cluster, [])
    : observations.freshnessOf(PLACEMENT_READS.own, cluster, [namespace]);
}

function freshnessOfReads(
  reads: readonly RequiredRead[],
  observations: ObservationIndex,
  cluster: string,
  namespaces: readonly string[],
): Freshness {
  const rows = reads.flatMap(({ resource, clusterWide }) =>
    clusterWide || namespaces.length === 0
      ? [observations.of(cluster, resource)]
      : namespaces.map(namespace =>
          observations.of(cluster, resource, namespace),
        ),
  );
  const failing = rows
    .filter((row): row is ObservationRow => row !== undefined && !row.complete)
    .sort((a, b) => timeOf(a.failingSince) - timeOf(b.failingSince))[0];
  const times = rows.map(row => row?.completedAt?.getTime());
  const oldest = times.every((time): time is number => time !== undefined)
    ? Math.min(...(times as number[]))
    : undefined;
  return {
    ...(oldest !== undefined &&
      Number.isFinite(oldest) && { completedAt: new Date(oldest) }),
    ...(failing && { failing }),
  };
}

const timeOf = (time: Date | undefined) =>
  time?.getTime() ?? Number.MAX_SAFE_INTEGER;
