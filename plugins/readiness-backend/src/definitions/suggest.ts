/** "Did you mean …": the names nearest to a mistyped one. */

/** At most `limit` of the known names that are near enough to be meant, nearest first. */
export function nearestNames(
  name: string,
  known: Iterable<string>,
  limit = 3,
): string[] {
  const wanted = name.toLowerCase();
  return [...known]
    .map(candidate => ({
      candidate,
      distance: nameDistance(wanted, candidate.toLowerCase()),
    }))
    .filter(
      ({ candidate, distance }) =>
        distance <= Math.max(2, candidate.length / 2.5),
    )
    .sort(
      (a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** ` (did you mean …?)`, or nothing when no known name is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const [nearest] = nearestNames(name, known, 1);
  return nearest === undefined ? '' : ` (did you mean \`${nearest}\`?)`;
}

/** A name that only lacks words of the other (`pdb-covers` for `pdb-covers-workload`) is near. */
function nameDistance(a: string, b: string): number {
  if (a.length >= 4 && (b.startsWith(a) || b.endsWith(a))) return 1;
  return editDistance(a, b);
}

/** Levenshtein distance where two swapped neighbors count as one edit. */
function editDistance(a: string, b: string): number {
  if (Math.max(a.length, b.length) > 100) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}
