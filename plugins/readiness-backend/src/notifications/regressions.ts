/** What an evaluation turned, and whether so much turned at once that it is nobody's own doing. */
import { createHash } from 'node:crypto';
import type { Population, TurnedVerdict } from '../store/notifications';
import type { NotificationSettings } from './settings';

/** What one run or sweep turned: its transitions carry one time. */
export interface Evaluation {
  at: Date;
  turned: TurnedVerdict[];
}

export function evaluationsOf(rows: readonly TurnedVerdict[]): Evaluation[] {
  const evaluations = new Map<number, Evaluation>();
  for (const row of rows) {
    const known = evaluations.get(row.at.getTime());
    if (known) known.turned.push(row);
    else evaluations.set(row.at.getTime(), { at: row.at, turned: [row] });
  }
  return [...evaluations.values()];
}

/** Tells a message from the same one with more in it. */
export function digestOf(turned: readonly { id: number }[]): string {
  const ids = turned.map(({ id }) => id).sort((a, b) => a - b);
  return createHash('sha256')
    .update(ids.join(','))
    .digest('base64url')
    .slice(0, 12);
}

export const entityRefsOf = (turned: readonly TurnedVerdict[]) => [
  ...new Set(turned.map(({ entityRef }) => entityRef)),
];

export function stormsAmong(
  populations: readonly Population[],
  { share, atLeast }: NotificationSettings['storm'],
): Population[] {
  return populations.filter(
    ({ entityRefs, total }) =>
      entityRefs.length > atLeast && entityRefs.length > share * total,
  );
}

/** Regressions of entities that no storm is over. */
export function regressionsIn(
  { turned }: Evaluation,
  storms: readonly Population[],
): TurnedVerdict[] {
  const stormy = new Set(storms.flatMap(({ entityRefs }) => entityRefs));
  return turned.filter(
    ({ to, entityRef }) => to === 'blocked' && !stormy.has(entityRef),
  );
}
