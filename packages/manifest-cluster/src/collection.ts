/** The objects of one resource, sorted by key as the server's storage sorts them. */

export interface Entry {
  namespace: string;
  name: string;
  /** `namespace/name`, or the name where there are no namespaces. */
  key: string;
  labels: Readonly<Record<string, string>>;
  /** What field selectors may ask for, beyond name and namespace. */
  fields: Readonly<Record<string, string>>;
  /** The object's JSON without kind and apiVersion. */
  json: string;
  resourceVersion: number;
  /** Where it came from: a file's path, or `memory`. */
  source: string;
}

/** A part of a sorted array; the array is never changed, so a page can keep it. */
export interface Range {
  entries: readonly Entry[];
  from: number;
  to: number;
}

/** The first index whose key is not below the given one. */
export function lowerBound(
  entries: readonly Entry[],
  key: string,
  from = 0,
  to = entries.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle].key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class Collection {
  readonly #byKey = new Map<string, Entry>();
  /** Replaced, never changed in place: pages that were begun keep reading the old one. */
  #sorted: readonly Entry[] | undefined = [];

  get(key: string): Entry | undefined {
    return this.#byKey.get(key);
  }

  get size(): number {
    return this.#byKey.size;
  }

  set(entry: Entry) {
    const known = this.#byKey.has(entry.key);
    this.#byKey.set(entry.key, entry);
    this.#sorted = known ? this.#replaced(entry) : undefined;
  }

  delete(key: string) {
    this.#byKey.delete(key);
    this.#sorted = undefined;
  }

  /** All entries, or those of one namespace: they stand next to each other. */
  range(namespace?: string): Range {
    const entries = this.#entries();
    if (!namespace) return { entries, from: 0, to: entries.length };
    return namespaceRange(entries, namespace);
  }

  #entries(): readonly Entry[] {
    this.#sorted ??= [...this.#byKey.values()].sort((a, b) =>
      a.key < b.key ? -1 : Number(a.key > b.key),
    );
    return this.#sorted;
  }

  #replaced(entry: Entry): readonly Entry[] | undefined {
    if (!this.#sorted) return undefined;
    const copy = [...this.#sorted];
    copy[lowerBound(copy, entry.key)] = entry;
    return copy;
  }
}

export function namespaceRange(
  entries: readonly Entry[],
  namespace: string,
): Range {
  const from = lowerBound(entries, `${namespace}/`);
  // '0' is the character after '/': the end of the namespace's keys.
  return { entries, from, to: lowerBound(entries, `${namespace}0`, from) };
}
