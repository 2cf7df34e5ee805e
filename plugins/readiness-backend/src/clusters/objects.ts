/**
 * Reading objects whose shape nobody vouches for: a field that is missing or of another type reads
 * as absent, so that one odd object never stops the judging of the others.
 */
import type { KubernetesObject } from './types';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of fields; lists are not looked into. */
export function at(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const field of path) {
    if (!isRecord(current) || !Object.hasOwn(current, field)) {
      return undefined;
    }
    current = current[field];
  }
  return current;
}

export function recordAt(
  value: unknown,
  ...path: string[]
): Record<string, unknown> | undefined {
  const found = at(value, ...path);
  return isRecord(found) ? found : undefined;
}

/** A non-empty string, or undefined. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function listAt(value: unknown, ...path: string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The API group of `apps/v1`; `''` for the core group's `v1`. */
export function groupOf(apiVersion: string | undefined): string {
  return apiVersion?.includes('/')
    ? apiVersion.slice(0, apiVersion.indexOf('/'))
    : '';
}

export function byNamespaceAndName(
  a: KubernetesObject,
  b: KubernetesObject,
): number {
  return (
    compare(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compare(a.metadata.name, b.metadata.name)
  );
}

/** By code point, so that the order is the same on every machine. */
export function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** Appends to the list under a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) {
    values.push(value);
  } else {
    map.set(key, [value]);
  }
}

/** A function that computes the value of each key once, on first use. */
export function lazily<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return key => {
    if (!known.has(key)) {
      known.set(key, compute(key));
    }
    return known.get(key)!;
  };
}

/** `namespace/name`; the namespace is empty for cluster-scoped objects. */
export type ObjectKey = string;

export const objectKey = (
  namespace: string | undefined,
  name: string,
): ObjectKey => `${namespace ?? ''}/${name}`;
