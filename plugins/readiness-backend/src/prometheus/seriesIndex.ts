/** The series of one answer, found by the labels that tell whose they are: one answer serves every subject. */
import type { Series } from './answers';

export class SeriesIndex {
  private readonly indexes = new Map<string, Map<string, Series[]>>();

  constructor(readonly all: readonly Series[]) {}

  /** Series whose labels have exactly these values. */
  find(
    labels: readonly string[],
    values: readonly string[],
  ): readonly Series[] {
    return this.indexBy(labels).get(keyOf(values)) ?? [];
  }

  private indexBy(labels: readonly string[]): Map<string, Series[]> {
    const name = keyOf(labels);
    const known = this.indexes.get(name);
    if (known) return known;
    const index = new Map<string, Series[]>();
    for (const series of this.all) {
      const key = keyOf(labels.map(label => labelOf(series, label)));
      const same = index.get(key);
      if (same) same.push(series);
      else index.set(key, [series]);
    }
    this.indexes.set(name, index);
    return index;
  }
}

const keyOf = (parts: readonly string[]) => parts.join('\u0000');

function labelOf({ labels }: Series, name: string): string {
  return Object.hasOwn(labels, name) ? labels[name] : '';
}
