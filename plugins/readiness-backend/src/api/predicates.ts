/** Predicates over entities that callers and app-config write. */
import { compilePredicate } from '../definitions/predicates';
import type { EntityPredicate } from '../definitions/predicates';
import { Problems, YamlSource } from '../definitions/source';

/** The predicate, or what is wrong with it. */
export function entityPredicate(
  predicate: unknown,
): EntityPredicate | { problem: string } {
  if (
    typeof predicate !== 'object' ||
    predicate === null ||
    Array.isArray(predicate)
  )
    return { problem: 'is no filter predicate such as { kind: Component }' };
  // JSON is YAML; nothing of it is older than this call.
  const source = YamlSource.parse({
    file: 'predicate',
    text: JSON.stringify(predicate),
  });
  if (!(source instanceof YamlSource)) return { problem: source[0].message };
  const problems = new Problems(source);
  const compiled = compilePredicate(predicate as never, [], problems);
  return compiled ?? { problem: problems.errors[0].message };
}
