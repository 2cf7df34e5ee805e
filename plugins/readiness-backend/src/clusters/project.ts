/** Keeping only the fields that somebody reads: of 100,000 objects the rest would fill the heap. */
import { entryOf } from '../entryOf';
import { isRecord } from './objects';
import { NAMES_OF_FIELDS } from './types';
import type { FieldTree, KubernetesObject } from './types';

/** The union of two trees. */
export function mergeFields(a: FieldTree, b: FieldTree): FieldTree {
  if (a === true || b === true) {
    return true;
  }
  const merged: Record<string, FieldTree> = { ...a };
  for (const [field, below] of Object.entries(b)) {
    merged[field] = Object.hasOwn(merged, field)
      ? mergeFields(merged[field], below)
      : below;
  }
  return merged;
}

/** The tree of one path: `['spec', 'selector']` → `{ spec: { selector: true } }`. */
export function fieldPath(...path: string[]): FieldTree {
  return path.reduceRight<FieldTree>(
    (below, field) => ({ [field]: below }),
    true,
  );
}

/**
 * The same value without fields that are null: for Kubernetes null is absent, and a check that asks
 * for a list or a default should not have to know who wrote `containers: null`.
 */
function withoutNulls(value: unknown): unknown {
  if (!hasNulls(value)) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const kept = Object.entries(value as object)
    .filter(([, below]) => below !== null)
    .map(([field, below]) => [field, withoutNulls(below)]);
  return Object.fromEntries(kept);
}

/** Asked first, since few objects have any and the others are kept as they are. */
function hasNulls(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasNulls);
  return Object.values(value).some(below => below === null || hasNulls(below));
}

/** The fields of a tree as a list, made once for all objects of a resource. */
const listed = new WeakMap<object, [field: string, below: FieldTree][]>();

/**
 * The part of a value that a tree keeps. Lists are transparent, null is absent. A scalar where the
 * tree expects fields stays: that it is no object is for the check to see.
 */
export function projectValue(value: unknown, tree: FieldTree): unknown {
  if (tree === true) {
    return withoutNulls(value);
  }
  if (Array.isArray(value)) {
    return value.map(element => projectValue(element, tree));
  }
  if (!isRecord(value)) {
    return value;
  }
  const kept: Record<string, unknown> = {};
  const fields = entryOf(listed, tree, () => Object.entries(tree));
  for (const [field, below] of fields) {
    if (Object.hasOwn(value, field) && value[field] !== null) {
      kept[field] = projectValue(value[field], below);
    }
  }
  return kept;
}

/** Kept of every object: what identity, age, selectors and ownership need. */
const METADATA_BASICS: FieldTree = {
  name: true,
  namespace: true,
  uid: true,
  resourceVersion: true,
  generation: true,
  creationTimestamp: true,
  deletionTimestamp: true,
  labels: true,
  ownerReferences: true,
};

const NOTHING: FieldTree = {};
const withBasics = new WeakMap<object, FieldTree>();

/** A second copy of the whole manifest, and with it of whatever the manifest should not hold. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function withoutField<T extends Record<string, unknown>>(
  value: T,
  field: string,
): T {
  if (!Object.hasOwn(value, field)) {
    return value;
  }
  const { [field]: _dropped, ...kept } = value;
  return kept as T;
}

function projectMetadata(
  metadata: unknown,
  tree: FieldTree = NOTHING,
): unknown {
  const wanted =
    tree === true
      ? tree
      : entryOf(withBasics, tree, () => mergeFields(METADATA_BASICS, tree));
  const kept = projectValue(metadata, wanted) as Record<string, unknown>;
  // "Everything" does not mean managedFields: half of an object's size, and asked for by name.
  const named = wanted !== true && Object.hasOwn(wanted, 'managedFields');
  const lean = named ? kept : withoutField(kept, 'managedFields');
  return isRecord(lean.annotations)
    ? { ...lean, annotations: withoutField(lean.annotations, LAST_APPLIED) }
    : lean;
}

/**
 * What of ConfigMaps may be kept: the names of keys, and what those hold that a check names. A check that asks for
 * everything gets names, and takes nothing from one that names a key.
 */
export function configMapFields(fields: FieldTree): FieldTree {
  const names: FieldTree = { [NAMES_OF_FIELDS]: true };
  if (fields === true)
    return { metadata: true, immutable: true, data: names, binaryData: names };
  return Object.fromEntries(
    Object.entries(fields).map(([field, tree]) => [
      field,
      tree === true && ['data', 'binaryData'].includes(field) ? names : tree,
    ]),
  );
}

function projectConfigMap(object: KubernetesObject, fields: FieldTree): object {
  const wanted = configMapFields(fields) as Record<string, FieldTree>;
  const kept = { ...(projectValue(object, wanted) as object) } as Record<
    string,
    unknown
  >;
  for (const field of ['data', 'binaryData']) {
    const named = wanted[field];
    const all = object[field];
    if (!isRecord(named) || !(NAMES_OF_FIELDS in named) || !isRecord(all))
      continue;
    const names = Object.keys(all).map(key => [key, '']);
    kept[field] = { ...Object.fromEntries(names), ...(kept[field] as object) };
  }
  return kept;
}

/** The part of an object that a tree keeps, with its apiVersion, kind and basic metadata. */
export function projectObject(
  object: KubernetesObject,
  fields: FieldTree,
): KubernetesObject {
  const body =
    object.kind === 'ConfigMap'
      ? projectConfigMap(object, fields)
      : (projectValue(object, fields) as object);
  return {
    ...body,
    ...(object.apiVersion !== undefined && { apiVersion: object.apiVersion }),
    ...(object.kind !== undefined && { kind: object.kind }),
    metadata: projectMetadata(
      object.metadata,
      fields === true ? true : fields.metadata,
    ) as KubernetesObject['metadata'],
  };
}
