/** Predicates over entities, as `@backstage/filter-predicates` knows them. */
import {
  filterPredicateToFilterFunction,
  parseFilterPredicate,
} from '@backstage/filter-predicates';
import type { JsonObject } from '@backstage/types';
import type { Path, Problems } from './source';

export type EntityPredicate = (entity: unknown) => boolean;

const OPERATORS = new Set([
  '$all',
  '$any',
  '$not',
  '$exists',
  '$in',
  '$contains',
  '$hasPrefix',
]);

/** The compiled predicate; undefined after saying what is wrong with it. */
export function compilePredicate(
  predicate: JsonObject,
  path: Path,
  problems: Problems,
): EntityPredicate | undefined {
  const unknown = unknownOperator(predicate);
  if (unknown) {
    problems.at(
      [...path, ...unknown],
      `unknown operator \`${unknown.at(-1)}\` in the predicate`,
    );
    return undefined;
  }
  try {
    return filterPredicateToFilterFunction(parseFilterPredicate(predicate));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.at(path, `not a valid filter predicate: ${reason}`);
    return undefined;
  }
}

/** The library matches nothing where it does not know an operator; here that is a typing error. */
function unknownOperator(value: unknown, path: Path = []): Path | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, below] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (key.startsWith('$') && !OPERATORS.has(key)) return at;
    const found = unknownOperator(below, at);
    if (found) return found;
  }
  return undefined;
}
