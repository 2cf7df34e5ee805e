/** What people and tools said of one entity, and what their words are bound to. */
import { ownersOf } from '../people/voices';
import type { EntityFacts } from '../people/status';
import type { DecisionRow, ReportRow, StateRow } from '../store/types';
import { imagesRunning } from './workloadFacts';

export interface Said {
  decisions: readonly DecisionRow[];
  /** The newest of each type and environment, or all that may be of a candidate. */
  reports: readonly ReportRow[];
}

export const NOTHING_SAID: Said = { decisions: [], reports: [] };

/** Of all entities, told apart. */
export function saidOf(entityRef: string, { decisions, reports }: Said): Said {
  return {
    decisions: decisions.filter(({ entities }) =>
      entities.some(entity => entity.entityRef === entityRef),
    ),
    reports: reports.filter(report => report.entityRef === entityRef),
  };
}

/** Images that run in an environment; in all of them for `''`. Sorted. */
export function imagesIn(
  states: readonly StateRow[],
  environment: string,
): string[] {
  const images = states
    .filter(state => environment === '' || state.environment === environment)
    .flatMap(({ packed }) => packed.workloads.flatMap(imagesRunning));
  return [...new Set(images)].sort();
}

export function factsOf(
  entity: Record<string, unknown>,
  images: readonly string[],
): EntityFacts {
  return { images, owners: ownersOf(entity) };
}
