/** Reads that failed for one reason are one: a cluster that cannot be reached fails for each of its kinds alike. */
export type ReadsOfReason<Read> = Read & { resources: string[] };

/** In the order of the first of each; `reasonOf` is all that is shown of a read but its resource. */
export function readsByReason<Read extends { resource: string }>(
  reads: readonly Read[],
  reasonOf: (read: Read) => readonly (string | undefined)[],
): ReadsOfReason<Read>[] {
  const groups = new Map<string, ReadsOfReason<Read>>();
  for (const read of reads) {
    const reason = JSON.stringify(reasonOf(read));
    const known = groups.get(reason);
    if (known) known.resources.push(read.resource);
    else groups.set(reason, { ...read, resources: [read.resource] });
  }
  return [...groups.values()];
}
