/** From the paths that expressions read to the fields of each Kubernetes resource that must be kept. */
import { templateFields } from '../clusters/podTemplates';
import {
  WORKLOAD_RESOURCES,
  type FieldTree,
  type ResourceName,
} from '../clusters/types';
import type { KubernetesType } from './cel/kubernetesFields';
import type { FieldPath, PathRead } from './cel/paths';
import type { RawKubernetes } from './raw';
import { SUBJECT_KINDS } from './relations';
import type { ContainerClass } from './types';

type Trees = Map<ResourceName, FieldTree>;

const CONTAINER_LISTS: Record<ContainerClass, string> = {
  main: 'containers',
  sidecar: 'initContainers',
  init: 'initContainers',
  ephemeral: 'ephemeralContainers',
};

export function needsOf(raw: RawKubernetes, reads: readonly PathRead[]): Trees {
  const trees: Trees = new Map();
  for (const resource of subjectResources(raw.each))
    keep(trees, resource, undefined);
  for (const { resource } of Object.values(raw.reads ?? {}))
    keep(trees, resource, undefined);
  if (raw.each === 'container') {
    // A container is told from a sidecar by these, whatever the expressions read.
    for (const field of ['name', 'restartPolicy'])
      keepRead(trees, raw, 'container', [field]);
  }
  for (const { root, path } of reads) keepRead(trees, raw, root, path);
  return trees;
}

function keepRead(
  trees: Trees,
  raw: RawKubernetes,
  root: string,
  path: FieldPath,
): void {
  for (const { resource, prefix } of placesOf(raw, root))
    keep(trees, resource, [...prefix, ...path]);
}

/** Which of the Kubernetes types whose fields are known a variable holds, if any. */
export function kubernetesType(
  raw: RawKubernetes,
  root: string,
): KubernetesType | undefined {
  if (root === 'container' || root === 'template') return root;
  const places = placesOf(raw, root);
  if (places.length === 0) return undefined;
  return places.every(({ resource }) => resource === 'pods') ? 'pod' : 'object';
}

interface Place {
  resource: ResourceName;
  prefix: FieldPath;
}

/** Where the value of a variable lies in Kubernetes objects; nowhere for params, the entity and such. */
function placesOf(raw: RawKubernetes, root: string): Place[] {
  switch (root) {
    case 'object':
      return subjectResources(raw.each).map(resource => ({
        resource,
        prefix: [],
      }));
    case 'pod':
      return [{ resource: 'pods', prefix: [] }];
    case 'workload':
      return WORKLOAD_RESOURCES.map(resource => ({ resource, prefix: [] }));
    case 'template':
      return WORKLOAD_RESOURCES.map(resource => ({
        resource,
        prefix: templateFields(resource),
      }));
    case 'container':
      return containerPlaces(raw);
    case 'namespaceObject':
      return [{ resource: 'namespaces', prefix: [] }];
    default: {
      const reads = raw.reads ?? {};
      return Object.hasOwn(reads, root)
        ? [{ resource: reads[root].resource, prefix: [] }]
        : [];
    }
  }
}

function containerPlaces(raw: RawKubernetes): Place[] {
  const lists = new Set(
    (raw.containers ?? ['main', 'sidecar']).map(name => CONTAINER_LISTS[name]),
  );
  return WORKLOAD_RESOURCES.flatMap(resource =>
    [...lists].map(list => ({
      resource,
      prefix: [...templateFields(resource), 'spec', list],
    })),
  );
}

function subjectResources(each: string): readonly ResourceName[] {
  switch (each) {
    case 'container':
    case 'workload':
      return WORKLOAD_RESOURCES;
    case 'pod':
      return ['pods'];
    case 'namespace':
      return ['namespaces'];
    case 'node':
      return ['nodes'];
    default:
      return SUBJECT_KINDS.has(each) ? [] : [each];
  }
}

/** Adds a path to the tree of a resource; without a path only the resource itself. */
function keep(
  trees: Trees,
  resource: ResourceName,
  path: FieldPath | undefined,
): void {
  const tree = trees.get(resource) ?? {};
  trees.set(resource, path === undefined ? tree : withPath(tree, path));
}

export function withPath(tree: FieldTree, path: FieldPath): FieldTree {
  if (tree === true || path.length === 0) return true;
  const [field, ...rest] = path;
  const below = Object.hasOwn(tree, field) ? tree[field] : {};
  return { ...tree, [field]: withPath(below, rest) };
}
