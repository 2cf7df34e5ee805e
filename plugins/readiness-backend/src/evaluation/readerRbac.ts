/** What the reader account of a cluster must be allowed: what evaluations read, and nothing else. */
import { stringify } from 'yaml';
import { splitResource } from '../clusters/kinds';
import { completePlan } from '../clusters/structure';
import type { Definitions } from '../definitions/types';
import { prometheusEvidence } from './measure';
import { readPlan } from './plan';

export type Grant = 'default' | 'extended';

/** The way to a Prometheus that is named as `namespace/service:port`. */
const SERVICE_PROXY = {
  apiGroups: [''],
  resources: ['services/proxy'],
  verbs: ['get'],
};

/** What the code does with a resource: it never watches and never writes. */
const VERBS = ['get', 'list'];

/**
 * The ClusterRole of the reader account as YAML. `default` covers the checks that need no more than
 * it; `extended` is a role of its own that holds only what is missing from the default one.
 */
export function readerRbac(
  definitions: Definitions,
  { grant }: { grant: Grant },
): string {
  const basic = resourcesOf(definitions, { extended: false });
  const wanted =
    grant === 'default'
      ? basic
      : [...resourcesOf(definitions, { extended: true })].filter(
          resource => !basic.has(resource),
        );
  const proxied =
    grant === 'extended' && prometheusEvidence(definitions).length > 0;
  const name =
    grant === 'default' ? 'readiness-reader' : 'readiness-reader-extended';
  return stringify({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name, labels: { 'app.kubernetes.io/name': 'readiness-gates' } },
    rules: [...rulesOf(wanted), ...(proxied ? [SERVICE_PROXY] : [])],
  });
}

function resourcesOf(
  definitions: Definitions,
  grants: { extended: boolean },
): Set<string> {
  return new Set(completePlan(readPlan(definitions, grants)).resources.keys());
}

/** One rule for each API group, everything in alphabetical order so that a changed rule shows. */
function rulesOf(resources: Iterable<string>) {
  const groups = new Map<string, string[]>();
  for (const resource of [...resources].sort()) {
    const { plural, group } = splitResource(resource);
    groups.set(group, [...(groups.get(group) ?? []), plural]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, plurals]) => ({
      apiGroups: [group],
      resources: plurals,
      verbs: [...VERBS],
    }));
}
