/** What several formats do alike. */
import { clean } from '../errors';
import type { Notes } from '../input/notes';
import { STORED } from '../limits';

/** The fields that have a value: what a tool did not say is absent from the extract, not empty. */
export function present<T extends object>(
  fields: T,
): {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<
    T[K],
    undefined
  >;
} & { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as ReturnType<typeof present<T>>;
}

export function label(...parts: string[]): string {
  return clean(parts.join(': '), STORED.textLength);
}

/** The first names of a list, with a note when there are more. */
export function firstNames(
  names: readonly string[],
  what: string,
  notes: Notes,
  most: number = STORED.names,
): string[] {
  if (names.length > most) {
    notes.add(`${what}: the first ${most} of ${names.length} are kept`);
  }
  return names.slice(0, most).map(name => clean(name, STORED.textLength));
}

/** How often each name was seen. Never an object: names are a stranger's. */
export class Tally {
  private readonly counts = new Map<string, number>();

  add(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  get size(): number {
    return this.counts.size;
  }

  /** The most frequent, in a stable order. */
  top(most: number): { id: string; count: number }[] {
    return [...this.counts]
      .map(([id, count]) => ({ id, count }))
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
      .slice(0, most);
  }
}
