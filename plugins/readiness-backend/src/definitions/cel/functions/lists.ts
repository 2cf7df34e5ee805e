/** List functions of Kubernetes' CEL, over JSON values (numbers are doubles or CEL integers). */
import { CelFunctionError } from '../errors';
import { MAX_RESULT_LENGTH } from '../limits';
import { define, type CelFunction } from './define';

type Comparable = string | number | bigint | boolean | { valueOf(): number };

export function listSum(values: readonly unknown[]): number | bigint {
  if (values.every(value => typeof value === 'bigint')) {
    return values.reduce<bigint>((sum, value) => sum + (value as bigint), 0n);
  }
  return values.reduce<number>((sum, value) => {
    if (typeof value !== 'number' && typeof value !== 'bigint') {
      throw new CelFunctionError(
        'sum(): the list holds something that is no number',
      );
    }
    return sum + Number(value);
  }, 0);
}

export function listMin(values: readonly unknown[]): unknown {
  return extreme(values, 'min', (a, b) => a < b);
}

export function listMax(values: readonly unknown[]): unknown {
  return extreme(values, 'max', (a, b) => a > b);
}

export function listIsSorted(values: readonly unknown[]): boolean {
  const items = comparables(values, 'isSorted');
  return items.every((item, index) => index === 0 || items[index - 1] <= item);
}

export function listSort(values: readonly unknown[]): unknown[] {
  return [...comparables(values, 'sort')].sort((a, b) => {
    if (a < b) return -1;
    return a > b ? 1 : 0;
  });
}

export function listIndexOf(
  values: readonly unknown[],
  wanted: unknown,
): bigint {
  const key = equalityKey(wanted);
  return BigInt(values.findIndex(value => equalityKey(value) === key));
}

export function listLastIndexOf(
  values: readonly unknown[],
  wanted: unknown,
): bigint {
  const key = equalityKey(wanted);
  for (let index = values.length - 1; index >= 0; index--) {
    if (equalityKey(values[index]) === key) return BigInt(index);
  }
  return -1n;
}

export function listDistinct(values: readonly unknown[]): unknown[] {
  const seen = new Map<string, unknown>();
  for (const value of values) {
    const key = equalityKey(value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

export function listFlatten(values: readonly unknown[]): unknown[] {
  const flat: unknown[] = [];
  for (const value of values) {
    if (Array.isArray(value)) flat.push(...value);
    else flat.push(value);
    if (flat.length > MAX_RESULT_LENGTH) {
      throw new CelFunctionError(
        `flatten(): the result has more than ${MAX_RESULT_LENGTH} entries`,
      );
    }
  }
  return flat;
}

/** `list.join(separator)`; cel-js' own knows no bound. */
export function listJoin(values: readonly unknown[], separator = ''): string {
  let length = 0;
  for (const value of values) {
    if (typeof value !== 'string') {
      throw new CelFunctionError(
        'join(): the list holds something that is no string',
      );
    }
    length += value.length + separator.length;
    if (length > MAX_RESULT_LENGTH) {
      throw new CelFunctionError(
        `join(): the result is longer than ${MAX_RESULT_LENGTH} characters`,
      );
    }
  }
  return values.join(separator);
}

export function setContains(
  whole: readonly unknown[],
  part: readonly unknown[],
): boolean {
  const keys = new Set(whole.map(equalityKey));
  return part.every(value => keys.has(equalityKey(value)));
}

export function setIntersects(
  a: readonly unknown[],
  b: readonly unknown[],
): boolean {
  const keys = new Set(a.map(equalityKey));
  return b.some(value => keys.has(equalityKey(value)));
}

/** One key for values that CEL calls equal: `1` and `1.0` are, maps are whatever the order of keys. */
function equalityKey(value: unknown): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'bigint':
    case 'number':
      return `n:${value}`;
    case 'string':
      return `s:${value}`;
    case 'boolean':
      return `b:${value}`;
    default:
  }
  if (Array.isArray(value))
    return `[${value.map(item => JSON.stringify(equalityKey(item)))}]`;
  if (value instanceof Date) return `t:${value.getTime()}`;
  const entries = Object.entries(value as object).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return `{${entries.map(([key, item]) =>
    JSON.stringify([key, equalityKey(item)]),
  )}}`;
}

function extreme(
  values: readonly unknown[],
  name: string,
  better: (a: Comparable, b: Comparable) => boolean,
): unknown {
  const items = comparables(values, name);
  if (items.length === 0)
    throw new CelFunctionError(`${name}(): the list is empty`);
  return items.reduce((best, item) => (better(item, best) ? item : best));
}

function comparables(values: readonly unknown[], name: string): Comparable[] {
  const kinds = new Set(values.map(comparableKind));
  if (kinds.has('none') || kinds.size > 1) {
    throw new CelFunctionError(
      `${name}(): the values of the list cannot be compared`,
    );
  }
  return values as Comparable[];
}

function comparableKind(value: unknown): string {
  if (typeof value === 'bigint' || typeof value === 'number') return 'number';
  if (typeof value === 'string' || typeof value === 'boolean')
    return typeof value;
  if (value instanceof Date) return 'timestamp';
  const isDuration =
    typeof value === 'object' &&
    value !== null &&
    'seconds' in value &&
    'nanos' in value;
  return isDuration ? 'duration' : 'none';
}

/** What `sets.` stands for in CEL. */
export class SetsNamespace {}

export const LISTS: CelFunction[] = [
  define('list.sum(): dyn', listSum, {
    '[1, 2, 3].sum()': 6n,
    '[1.5, 2].sum()': 3.5,
    '[].sum()': 0n,
  }),
  define('list.min(): dyn', listMin, { '[3, 1, 2].min()': 1n }),
  define('list.max(): dyn', listMax, { "['a', 'c', 'b'].max()": 'c' }),
  define('list.isSorted(): bool', listIsSorted, {
    '[1, 2, 2].isSorted()': true,
  }),
  define('list.indexOf(dyn): int', listIndexOf, {
    "['a', 'b', 'b'].indexOf('b')": 1n,
  }),
  define('list.lastIndexOf(dyn): int', listLastIndexOf, {
    '[1, 2, 2].lastIndexOf(2)': 2n,
  }),
  define('list.distinct(): list', listDistinct, {
    "['a', 'b', 'a'].distinct()": ['a', 'b'],
    "[{'k': 1}, {'k': 1.0}].distinct().size()": 1n,
  }),
  define('list.flatten(): list', listFlatten, {
    '[[1, 2], [3]].flatten()': [1n, 2n, 3n],
  }),
  define('list.sort(): list', listSort, { '[3, 1, 2].sort()': [1n, 2n, 3n] }),
  define(
    'SetsNamespace.contains(list, list): bool',
    (_: unknown, whole: unknown[], part: unknown[]) => setContains(whole, part),
    { 'sets.contains([1, 2, 3], [2, 2])': true },
  ),
  define(
    'SetsNamespace.intersects(list, list): bool',
    (_: unknown, a: unknown[], b: unknown[]) => setIntersects(a, b),
    { 'sets.intersects([1], [2, 1])': true },
  ),
  define(
    'SetsNamespace.equivalent(list, list): bool',
    (_: unknown, a: unknown[], b: unknown[]) =>
      setContains(a, b) && setContains(b, a),
    { 'sets.equivalent([1, 2], [2, 1, 1])': true },
  ),
];
