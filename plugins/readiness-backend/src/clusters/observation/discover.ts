/** Which resources a cluster serves, in which version: aggregated discovery, or the older lists. */
import { groupOf, isRecord, listAt, textAt } from '../objects';
import { resourceName, splitResource } from '../kinds';
import type { ClusterVersion, ResourceName } from '../types';
import type { ClusterAnswer, ReadFailure } from './answers';
import type { ClusterReader } from './kubernetesBackend';

export type Get = (path: string, accept?: string) => Promise<ClusterAnswer>;
/** See {@link ClusterReader.read}. */
export type Read = <T>(
  path: string,
  accept: string | undefined,
  use: (answer: ClusterAnswer) => T | Promise<T>,
) => Promise<T>;

export interface ServedResource {
  resource: ResourceName;
  /** `/api/v1`, `/apis/apps/v1`. */
  apiPath: string;
  apiVersion: string;
  plural: string;
  kind: string;
  namespaced: boolean;
  verbs: readonly string[];
}

export interface Discovery {
  /** In the version that the server prefers. */
  served: ReadonlyMap<ResourceName, ServedResource>;
  /** Groups of which the server itself does not know everything at the moment. */
  unknownGroups: ReadonlyMap<string, ReadFailure>;
}

export type DiscoveryOutcome =
  | { ok: true; discovery: Discovery }
  | { ok: false; failure: ReadFailure };

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,' +
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,' +
  'application/json';

class Findings {
  readonly served = new Map<ResourceName, ServedResource>();
  readonly unknownGroups = new Map<string, ReadFailure>();

  /** Versions come in the server's order of preference: the first that has the resource wins. */
  add(
    group: string,
    version: string,
    found: Omit<ServedResource, 'resource' | 'apiPath' | 'apiVersion'>,
  ) {
    const resource = resourceName(found.plural, group);
    if (!this.served.has(resource)) {
      const apiVersion = group === '' ? version : `${group}/${version}`;
      const apiPath = group === '' ? `/api/${version}` : `/apis/${apiVersion}`;
      this.served.set(resource, { ...found, resource, apiVersion, apiPath });
    }
  }
}

function addAggregated(body: unknown, findings: Findings): void {
  for (const item of listAt(body, 'items')) {
    const group = textAt(item, 'metadata', 'name') ?? '';
    for (const entry of listAt(item, 'versions')) {
      const version = textAt(entry, 'version') ?? '';
      // A stale version is one whose API service does not answer: what it lists is the past.
      if (textAt(entry, 'freshness') === 'Stale') {
        findings.unknownGroups.set(group, {
          cause: 'query-failed',
          message: `the API service of ${group}/${version} does not answer`,
        });
      }
      for (const found of listAt(entry, 'resources')) {
        findings.add(group, version, {
          plural: textAt(found, 'resource') ?? '',
          kind: textAt(found, 'responseKind', 'kind') ?? '',
          namespaced: textAt(found, 'scope') === 'Namespaced',
          verbs: listAt(found, 'verbs').map(String),
        });
      }
    }
  }
}

/** Legacy: one request a group version. Groups that nobody plans to read are not asked for. */
async function addLegacy(
  get: Get,
  body: unknown,
  groups: ReadonlySet<string>,
  findings: Findings,
): Promise<void> {
  const versions =
    textAt(body, 'kind') === 'APIVersions'
      ? listAt(body, 'versions').map(String)
      : listAt(body, 'groups').flatMap(preferredFirst);
  for (const groupVersion of versions) {
    const group = groupOf(groupVersion);
    if (groups.has(group)) {
      const path =
        group === '' ? `/api/${groupVersion}` : `/apis/${groupVersion}`;
      const answer = await get(path);
      if (answer.ok) {
        addResourceList(answer.body, groupVersion, findings);
      } else if (!answer.notServed) {
        findings.unknownGroups.set(group, answer.failure);
      }
    }
  }
}

function preferredFirst(group: unknown): string[] {
  const preferred = textAt(group, 'preferredVersion', 'groupVersion');
  const all = listAt(group, 'versions').map(version =>
    textAt(version, 'groupVersion'),
  );
  return [...new Set([preferred, ...all])].filter(
    (version): version is string => !!version,
  );
}

function addResourceList(
  body: unknown,
  groupVersion: string,
  findings: Findings,
): void {
  for (const found of listAt(body, 'resources').filter(isRecord)) {
    const plural = textAt(found, 'name') ?? '';
    // A slash marks a subresource.
    if (!plural.includes('/')) {
      findings.add(groupOf(groupVersion), groupVersion.split('/').pop()!, {
        plural,
        kind: textAt(found, 'kind') ?? '',
        namespaced: found.namespaced === true,
        verbs: listAt(found, 'verbs').map(String),
      });
    }
  }
}

/** What the cluster serves of the groups of `resources`, and with aggregated discovery of all. */
export async function discover(
  get: Get,
  resources: Iterable<ResourceName>,
): Promise<DiscoveryOutcome> {
  const groups = new Set(
    [...resources].map(resource => splitResource(resource).group),
  );
  const findings = new Findings();
  for (const path of ['/api', '/apis']) {
    const answer = await get(path, AGGREGATED);
    if (!answer.ok) {
      return { ok: false, failure: answer.failure };
    }
    if (textAt(answer.body, 'kind') === 'APIGroupDiscoveryList') {
      addAggregated(answer.body, findings);
    } else {
      await addLegacy(get, answer.body, groups, findings);
    }
  }
  return { ok: true, discovery: findings };
}

/** `/version`; a cluster that does not tell is judged all the same. */
export async function readVersion(
  get: Get,
): Promise<ClusterVersion | undefined> {
  const answer = await get('/version');
  if (!answer.ok) {
    return undefined;
  }
  // Managed clusters write `"minor": "29+"`.
  const major = parseInt(textAt(answer.body, 'major') ?? '', 10);
  const minor = parseInt(textAt(answer.body, 'minor') ?? '', 10);
  return Number.isNaN(major) || Number.isNaN(minor)
    ? undefined
    : {
        major,
        minor,
        gitVersion: textAt(answer.body, 'gitVersion') ?? `v${major}.${minor}`,
      };
}
