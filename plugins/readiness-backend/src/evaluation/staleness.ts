/** Which evidence of a cluster is past its age: a change of that, and only that, recomputes gates. */
import { createHash } from 'node:crypto';
import type { ReadPlan } from '../clusters/types';
import { isPrometheusResource } from '../evidence/reads';
import type { Definitions } from '../definitions/types';
import type { ObservationRow } from '../store/types';
import { questionsOf } from './plan';

/** Every maxAge that some check asks for, in milliseconds, the default among them. */
export function maxAgesOf(
  definitions: Definitions,
  defaultMs: number,
): number[] {
  const own = questionsOf(definitions).flatMap(
    ({ check }) => check.maxAgeMs ?? [],
  );
  return [...new Set([defaultMs, ...own])].sort((a, b) => a - b);
}

export interface StaleEvidence {
  /** `''` where nothing is stale. */
  signature: string;
  /** Resources past some maxAge, with why. */
  resources: {
    resource: string;
    namespace: string;
    cause?: string;
    message?: string;
  }[];
}

export function staleEvidence(
  observations: readonly ObservationRow[],
  plan: ReadPlan,
  maxAges: readonly number[],
  now: Date,
): StaleEvidence {
  const stale = observations.flatMap(row => {
    if (
      !plan.resources.has(row.resource) &&
      !isPrometheusResource(row.resource)
    )
      return [];
    const age = row.completedAt
      ? now.getTime() - row.completedAt.getTime()
      : Infinity;
    const passed = maxAges.filter(maxAge => age >= maxAge).length;
    return passed > 0 ? [{ row, passed }] : [];
  });
  if (stale.length === 0) return { signature: '', resources: [] };
  const lines = stale
    .map(({ row, passed }) => `${row.resource}/${row.namespace}:${passed}`)
    .sort();
  return {
    signature: createHash('sha256')
      .update(lines.join('\n'))
      .digest('base64url')
      .slice(0, 27),
    resources: stale.map(
      ({ row: { resource, namespace, cause, message } }) => ({
        resource,
        namespace,
        ...(cause && { cause }),
        ...(message && { message }),
      }),
    ),
  };
}
