/** The gauge of verdicts: read when somebody collects, and kept, since each replica and each exporter asks. */
import type { GateCount } from '../store/types';

export const KEPT_FOR_MS = 30_000;
/** A namespace's label names its environment, so whoever may make namespaces could make them without end. */
const MAX_ENVIRONMENTS = 20;
/** As OpenTelemetry calls what is too much to be named. */
const OTHER = '_OTHER';

/** The environments with the most gates by name, the others together. */
export function withFewEnvironments(
  counts: readonly GateCount[],
  most = MAX_ENVIRONMENTS,
): GateCount[] {
  const sizes = new Map<string, number>();
  for (const { environment, gates } of counts)
    sizes.set(environment, (sizes.get(environment) ?? 0) + gates);
  const named = [...sizes]
    .filter(([environment]) => environment !== '')
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([environment]) => environment);
  const known = new Set(['', ...named]);
  const sums = new Map<string, GateCount>();
  for (const count of counts) {
    const environment = known.has(count.environment)
      ? count.environment
      : OTHER;
    const key = [environment, count.scorecard, count.verdict].join('\n');
    const gates = (sums.get(key)?.gates ?? 0) + count.gates;
    sums.set(key, { ...count, environment, gates });
  }
  return [...sums.values()];
}
