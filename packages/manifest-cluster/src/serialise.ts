/** Turns a manifest into the JSON that the API server would answer, once per object. */

import { hash } from 'node:crypto';
import { Resource } from './resources';
import { KubernetesObject, ObjectMeta } from './types';

/** Manifests seldom say when they were created; a fixed answer keeps runs comparable. */
export const DEFAULT_CREATION_TIMESTAMP = '2026-01-01T00:00:00Z';

/** The order of the metadata fields that are taken as they are given. */
const LATER_METADATA = [
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

const TYPE_AND_METADATA = new Set(['apiVersion', 'kind', 'metadata']);

/** The built-in resources whose spec changes are counted in metadata.generation. */
const COUNTS_GENERATION = new Set([
  'pods',
  'replicationcontrollers',
  'deployments',
  'daemonsets',
  'replicasets',
  'statefulsets',
  'cronjobs',
  'jobs',
  'ingresses',
  'networkpolicies',
  'poddisruptionbudgets',
  'customresourcedefinitions',
]);

/** The same object gets the same uid in every run. */
export function deterministicUid(...parts: string[]): string {
  const hex = hash('sha256', parts.join('\n'), 'hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function generationOf(
  resource: Resource,
  object: KubernetesObject,
): number | undefined {
  const given = object.metadata?.generation;
  if (given !== undefined) return given;
  if (!resource.custom && !COUNTS_GENERATION.has(resource.plural)) {
    return undefined;
  }
  const status = object.status as { observedGeneration?: number } | undefined;
  return status?.observedGeneration ?? 1;
}

function completeMetadata(
  resource: Resource,
  object: KubernetesObject,
  identity: { name: string; namespace: string; resourceVersion: number },
): ObjectMeta {
  const given = object.metadata ?? {};
  const { name, namespace, resourceVersion } = identity;
  const complete: ObjectMeta = {
    name,
    generateName: given.generateName,
    namespace: namespace || undefined,
    uid:
      given.uid ??
      deterministicUid(resource.group, resource.kind, namespace, name),
    resourceVersion: String(resourceVersion),
    generation: generationOf(resource, object),
    creationTimestamp: given.creationTimestamp ?? DEFAULT_CREATION_TIMESTAMP,
  };
  for (const key of LATER_METADATA) {
    if (given[key] !== undefined) complete[key] = given[key];
  }
  for (const key of Object.keys(given)) {
    if (!(key in complete)) complete[key] = given[key];
  }
  return complete;
}

/** Custom resources leave the server with every map's keys sorted. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, sortKeys(item)]),
  );
}

/** The object's JSON without kind and apiVersion, which depend on how it is asked for. */
export function serialise(
  resource: Resource,
  object: KubernetesObject,
  identity: { name: string; namespace: string; resourceVersion: number },
): string {
  const metadata = completeMetadata(resource, object, identity);
  if (resource.custom) {
    const { apiVersion: _version, kind: _kind, ...rest } = object;
    return JSON.stringify(sortKeys({ ...rest, metadata }));
  }
  // Written part by part: a copy of every object would double the time of a large load.
  const parts = [`"metadata":${JSON.stringify(metadata)}`];
  for (const key of Object.keys(object)) {
    if (!TYPE_AND_METADATA.has(key) && object[key] !== undefined) {
      parts.push(`${JSON.stringify(key)}:${JSON.stringify(object[key])}`);
    }
  }
  return `{${parts.join(',')}}`;
}

/** Puts kind and apiVersion back in front. */
export function withType(
  resource: Pick<Resource, 'group' | 'version' | 'kind' | 'custom'>,
  json: string,
): string {
  const { group, version, kind, custom } = resource;
  const apiVersion = group ? `${group}/${version}` : version;
  const head = custom
    ? `{"apiVersion":"${apiVersion}","kind":"${kind}",`
    : `{"kind":"${kind}","apiVersion":"${apiVersion}",`;
  return head + json.slice(1);
}
