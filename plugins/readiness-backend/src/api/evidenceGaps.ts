/** What of a check's evidence cannot be read, for want of a kind or of a grant, and on which clusters. Pure. */
import type { EvidenceGap } from '@readiness-gates/backstage-plugin-readiness-common';
import { SUBJECT_KINDS } from '../definitions/relations';
import type { CompiledCheck, SubjectEvidence } from '../definitions/types';
import { prometheusResource, requiredReads } from '../evidence/reads';
import type { ObservationRow } from '../store/types';

type Cause = EvidenceGap['cause'];

/** Of how many namespaces a gap gives the names. */
const MAX_NAMED = 100;

type Failure = Pick<
  EvidenceGap,
  'cluster' | 'cause' | 'namespaces' | 'moreNamespaces'
>;

/** By resource: many checks read the same, and a cluster may fail in each of its namespaces. */
export type LastingFailures = ReadonlyMap<string, readonly Failure[]>;

/** What nobody mends by waiting: the kind is not there, or may not be read. */
export function lastingFailures(
  rows: readonly ObservationRow[],
): LastingFailures {
  const failures = new Map<string, Map<string, Failure>>();
  for (const row of rows) {
    const cause = causeOf(row);
    if (!cause) continue;
    const { cluster, resource, namespace } = row;
    const ofResource = failures.get(resource) ?? new Map<string, Failure>();
    failures.set(resource, ofResource);
    const key = `${cluster} ${cause}`;
    const failure = ofResource.get(key) ?? { cluster, cause, namespaces: [] };
    ofResource.set(key, failure);
    if (namespace) addNamespace(failure, namespace);
  }
  return new Map(
    [...failures].map(([resource, found]) => [resource, [...found.values()]]),
  );
}

function addNamespace(failure: Failure, namespace: string): void {
  if (failure.namespaces.length < MAX_NAMED) failure.namespaces.push(namespace);
  else failure.moreNamespaces = (failure.moreNamespaces ?? 0) + 1;
}

export function evidenceGaps(
  check: CompiledCheck,
  failures: LastingFailures,
): EvidenceGap[] {
  const { id } = check.definition;
  const { wanted, named } = readsOf(check);
  return [...wanted].flatMap(resource =>
    (failures.get(resource) ?? [])
      .filter(({ cause }) => cause !== 'notServed' || named.has(resource))
      .map(failure => ({
        check: id,
        resource: resource === prometheusResource(id) ? 'prometheus' : resource,
        ...failure,
      })),
  );
}

function causeOf(row: ObservationRow): Cause | undefined {
  if (row.notServed) return 'notServed';
  const { complete, cause } = row;
  return !complete &&
    (cause === 'forbidden' || cause === 'needs-user-credentials')
    ? cause
    : undefined;
}

/** Everything it reads, and of that what it asks for by name: few clusters serve every kind of workload. */
function readsOf({ definition, evidence }: CompiledCheck) {
  const named = new Set<string>();
  const wanted = new Set<string>();
  for (const one of evidence) {
    if (one.kind !== 'kubernetes' && one.kind !== 'prometheus') continue;
    for (const resource of namedBy(one)) named.add(resource);
    for (const { resource } of requiredReads(one)) wanted.add(resource);
    if (one.kind === 'prometheus') named.add(prometheusResource(definition.id));
  }
  return { named, wanted: new Set([...wanted, ...named]) };
}

function namedBy({ each, reads }: SubjectEvidence): string[] {
  return [
    ...(SUBJECT_KINDS.has(each) ? [] : [each]),
    ...[...reads.values()].map(({ resource }) => resource),
  ];
}
