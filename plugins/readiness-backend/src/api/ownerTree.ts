/**
 * Owners and the groups above them. The mirror of the catalog holds no groups, so the parents come from the catalog
 * itself, which tells them to the plugin and keeps them a minute (see `membership.ts`). A group that the caller may not
 * read is not named, and ends the way up: what lies above it counts nothing from below. An owner is always shown, for
 * the entities that the caller may read name it.
 */
export class OwnerTree {
  readonly #parents: ReadonlyMap<string, readonly string[]>;

  constructor(
    above: ReadonlyMap<string, readonly string[]>,
    sees: (ref: string) => boolean,
  ) {
    this.#parents = withoutLoops(
      new Map([...above].map(([ref, parents]) => [ref, parents.filter(sees)])),
    );
  }

  /** Itself and every group above it, each once. */
  lineOf(owner: string): Set<string> {
    return lineIn(this.#parents, owner);
  }

  /** The groups directly above each of these; of those that have none, nothing. */
  parentsOf(groups: Iterable<string>): Record<string, string[]> {
    return Object.fromEntries(
      [...new Set(groups)].flatMap(ref => {
        const parents = this.#parents.get(ref) ?? [];
        return parents.length > 0 ? [[ref, [...parents]]] : [];
      }),
    );
  }
}

function lineIn(
  parents: ReadonlyMap<string, readonly string[]>,
  from: string,
): Set<string> {
  const line = new Set([from]);
  for (const ref of line)
    for (const parent of parents.get(ref) ?? []) line.add(parent);
  return line;
}

/** Groups that are above each other would have no top: the step that leads back is left out. */
function withoutLoops(
  parents: ReadonlyMap<string, readonly string[]>,
): Map<string, string[]> {
  const kept = new Map<string, string[]>();
  for (const ref of [...parents.keys()].sort()) {
    kept.set(ref, []);
    for (const parent of parents.get(ref)!)
      if (!lineIn(kept, parent).has(ref)) kept.get(ref)!.push(parent);
  }
  return kept;
}
