/** Discovery: which groups, versions and resources there are, plain and aggregated. */

import { createHash } from 'node:crypto';
import { Resource, Subresource } from './resources';
import { ResourceTable, ServedGroup } from './resourceTable';

export const AGGREGATED_TYPE =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Tells a client when a kind is stored differently; eight bytes, as the server cuts it. */
function storageVersionHash(resource: Resource): string {
  return createHash('sha256')
    .update(resource.storedAs)
    .digest()
    .subarray(0, 8)
    .toString('base64');
}

function isStored(resource: Resource): boolean {
  return resource.verbs.includes('watch');
}

function apiResource(resource: Resource) {
  const { plural, singular, namespaced, kind, verbs } = resource;
  return {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(resource.shortNames.length > 0 && { shortNames: resource.shortNames }),
    ...(resource.categories.length > 0 && { categories: resource.categories }),
    ...(isStored(resource) && {
      storageVersionHash: storageVersionHash(resource),
    }),
  };
}

function apiSubresource(resource: Resource, subresource: Subresource) {
  const { group, version, kind = resource.kind, verbs } = subresource;
  return {
    name: `${resource.plural}/${subresource.name}`,
    singularName: '',
    namespaced: resource.namespaced,
    ...(group && { group, version }),
    kind,
    verbs,
  };
}

function byName(left: Resource, right: Resource): number {
  return left.plural < right.plural ? -1 : 1;
}

export function apiVersions(serverAddress: string) {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
  };
}

function groupEntry({ name, versions }: ServedGroup) {
  const entries = versions.map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: entries, preferredVersion: entries[0] };
}

export function apiGroupList(table: ResourceTable) {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: table.groups.filter(group => group.name).map(groupEntry),
  };
}

export function apiGroup(table: ResourceTable, name: string) {
  const group = table.groups.find(entry => name && entry.name === name);
  return group && { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(group) };
}

export function apiResourceList(
  table: ResourceTable,
  group: string,
  version: string,
) {
  const resources = table.inVersion(group, version);
  if (!resources) return undefined;
  return {
    kind: 'APIResourceList',
    // The server leaves apiVersion out of the core group's list.
    ...(group && { apiVersion: 'v1' }),
    groupVersion: group ? `${group}/${version}` : version,
    resources: [...resources]
      .sort(byName)
      .flatMap(resource => [
        apiResource(resource),
        ...resource.subresources.map(entry => apiSubresource(resource, entry)),
      ]),
  };
}

function responseKind(resource: Resource, subresource?: Subresource) {
  const { group = '', version = '' } =
    subresource?.group === undefined && resource.custom
      ? resource
      : subresource ?? {};
  return { group, version, kind: subresource?.kind ?? resource.kind };
}

function aggregatedResource(resource: Resource) {
  const { plural, singular, namespaced, verbs } = resource;
  return {
    resource: plural,
    responseKind: responseKind(resource),
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(resource.shortNames.length > 0 && { shortNames: resource.shortNames }),
    ...(resource.categories.length > 0 && { categories: resource.categories }),
    ...(resource.subresources.length > 0 && {
      subresources: resource.subresources.map(subresource => ({
        subresource: subresource.name,
        responseKind: responseKind(resource, subresource),
        verbs: subresource.verbs,
      })),
    }),
  };
}

function aggregatedGroup(table: ResourceTable, group: ServedGroup) {
  return {
    metadata: group.name ? { name: group.name } : {},
    versions: group.versions.map(version => ({
      version,
      resources: [...(table.inVersion(group.name, version) ?? [])]
        .sort(byName)
        .map(aggregatedResource),
      freshness: 'Current',
    })),
  };
}

/** `/api` describes the core group, `/apis` all others. */
export function aggregatedDiscovery(table: ResourceTable, path: string) {
  const core = path === '/api';
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: table.groups
      .filter(group => (group.name === '') === core)
      .map(group => aggregatedGroup(table, group)),
  };
}

export function etagOf(body: string): string {
  return `"${createHash('sha512').update(body).digest('hex').toUpperCase()}"`;
}

/** What the recorded server said of itself, less its build. */
export const VERSION_INFO = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.3',
  gitCommit: '7b29fb077260554429dcef8234272e9fd25fcfbd',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.11',
  compiler: 'gc',
  platform: 'linux/amd64',
};
