/** What an evaluation could read, as it is stored. */
import type { Observation } from '../clusters/types';
import type { ObservationKey, ObservationRow } from '../store/types';

/** Freshness lives here: what was complete keeps its time while later reads fail. */
export function observationRows(
  observations: readonly Observation[],
  known: readonly ObservationRow[],
): { rows: ObservationRow[]; forget: ObservationKey[] } {
  const keyOf = ({ resource, namespace }: ObservationKey) =>
    `${resource}\n${namespace}`;
  const before = new Map(known.map(row => [keyOf(row), row]));
  const now = new Set(observations.map(keyOf));
  return {
    rows: observations.map(observation =>
      observationRow(observation, before.get(keyOf(observation))),
    ),
    forget: known.filter(row => !now.has(keyOf(row))),
  };
}

function observationRow(
  {
    cluster,
    resource,
    namespace,
    attemptedAt,
    objects,
    malformed,
    outcome,
  }: Observation,
  earlier: ObservationRow | undefined,
): ObservationRow {
  const base = {
    cluster,
    resource,
    namespace,
    attemptedAt,
    objects,
    malformed,
  };
  if (outcome.complete) {
    return {
      ...base,
      complete: true,
      notServed: outcome.notServed ?? false,
      completedAt: attemptedAt,
    };
  }
  return {
    ...base,
    complete: false,
    notServed: false,
    ...(earlier?.completedAt && { completedAt: earlier.completedAt }),
    cause: outcome.cause,
    message: outcome.message,
    failingSince: earlier?.failingSince ?? attemptedAt,
  };
}
