/** Whether so much of a cluster turned at once that it is nobody's own doing. */
import { clusterOfShard } from '../store';
import type { TurnedVerdict } from '../store/notifications';
import type { ReadinessStore } from '../store/types';
import type { NotificationSettings } from './settings';

/** What one evaluation or sweep turned: its transitions carry one time. */
export interface Evaluation {
  /** Absent for a sweep, and where the replica that knew it died. */
  cluster?: string;
  turned: readonly TurnedVerdict[];
}

export interface Storm {
  cluster: string;
  /** Those that turned. */
  entityRefs: string[];
  /** How many there are on the cluster. */
  total: number;
}

type Store = Pick<ReadinessStore, 'placedOn' | 'shards'>;

export async function stormsIn(
  evaluation: Evaluation,
  store: Store,
  { atLeast, share }: NotificationSettings['storm'],
): Promise<Storm[]> {
  const turned = entityRefsOf(evaluation.turned);
  if (turned.length < atLeast) return [];
  const clusters = await clustersOf(evaluation, store);
  const all = await Promise.all(
    clusters.map(async (cluster): Promise<Storm> => {
      const there = new Set(await store.placedOn(cluster));
      if (evaluation.cluster === undefined) {
        const entityRefs = turned.filter(ref => there.has(ref));
        return { cluster, entityRefs, total: there.size };
      }
      // What the cluster runs no more ran there until this evaluation.
      const { size } = new Set([...there, ...turned]);
      return { cluster, entityRefs: turned, total: size };
    }),
  );
  return all.filter(
    ({ entityRefs: { length }, total }) =>
      length >= atLeast && length > share * total,
  );
}

async function clustersOf(
  { cluster }: Evaluation,
  store: Store,
): Promise<string[]> {
  if (cluster !== undefined) return [cluster];
  return (await store.shards()).flatMap(({ id }) => clusterOfShard(id) || []);
}

export const entityRefsOf = (turned: readonly TurnedVerdict[]) => [
  ...new Set(turned.map(({ entityRef }) => entityRef)),
];
