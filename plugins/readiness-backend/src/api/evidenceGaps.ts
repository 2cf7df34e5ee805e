/** What of a check's evidence cannot be read, for want of a kind or of a grant, and on which clusters. Pure. */
import type { EvidenceGap } from '@readiness-gates/backstage-plugin-readiness-common';
import { SUBJECT_KINDS } from '../definitions/relations';
import type { CompiledCheck, SubjectEvidence } from '../definitions/types';
import { prometheusResource, requiredReads } from '../evidence/reads';
import type { ObservationRow } from '../store/types';

type Cause = EvidenceGap['cause'];

/** What nobody has to mend by waiting: the kind is not there, or may not be read. */
export function lastingFailures(
  rows: readonly ObservationRow[],
): ObservationRow[] {
  return rows.filter(row => causeOf(row) !== undefined);
}

export function evidenceGaps(
  check: CompiledCheck,
  failures: readonly ObservationRow[],
): EvidenceGap[] {
  const { id } = check.definition;
  const { wanted, named } = readsOf(check);
  const gaps = new Map<string, EvidenceGap>();
  for (const row of failures) {
    const { cluster, resource, namespace } = row;
    const cause = causeOf(row)!;
    const reads = cause === 'notServed' ? named : wanted;
    if (!reads.has(resource)) continue;
    const key = `${cluster} ${resource} ${cause}`;
    const gap = gaps.get(key) ?? {
      check: id,
      cluster,
      resource: resource === prometheusResource(id) ? 'prometheus' : resource,
      cause,
      namespaces: [],
    };
    if (namespace) gap.namespaces.push(namespace);
    gaps.set(key, gap);
  }
  return [...gaps.values()];
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
