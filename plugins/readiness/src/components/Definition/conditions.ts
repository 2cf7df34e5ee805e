/** Filter predicates over entities in words: `{ kind: Component, $any: […] }` reads like a sentence. */
import type { T } from '../../model/sentences';

/** As it is written where no words are known for a part of it. */
export function conditionText(t: T, predicate: unknown): string {
  return partsOf(t, predicate).join(t('definition.and'));
}

function partsOf(t: T, predicate: unknown): string[] {
  if (!isObject(predicate)) return [JSON.stringify(predicate)];
  return Object.entries(predicate).flatMap(([key, value]) => {
    switch (key) {
      case '$all':
        return Array.isArray(value)
          ? value.flatMap(one => partsOf(t, one))
          : JSON.stringify(value);
      case '$any':
        return Array.isArray(value)
          ? grouped(value.map(one => nested(t, one)).join(t('definition.or')))
          : JSON.stringify(value);
      case '$not':
        return t('definition.not', {
          condition: grouped(conditionText(t, value)),
        });
      default:
        return fieldText(t, key, value);
    }
  });
}

const grouped = (text: string) => `(${text})`;

function nested(t: T, predicate: unknown): string {
  const parts = partsOf(t, predicate);
  return parts.length > 1 ? grouped(parts.join(t('definition.and'))) : parts[0];
}

function fieldText(t: T, path: string, value: unknown): string {
  const field = fieldName(t, path);
  if (!isObject(value))
    return t('definition.is', { field, value: String(value) });
  const [operator, operand] = Object.entries(value)[0] ?? [];
  switch (operator) {
    case '$exists':
      return operand
        ? t('definition.isSet', { field })
        : t('definition.isNotSet', { field });
    case '$in':
      return t('definition.isOneOf', {
        field,
        values: Array.isArray(operand) ? operand.join(', ') : String(operand),
      });
    case '$contains':
      return t('definition.contains', { field, value: textOf(operand) });
    case '$hasPrefix':
      return t('definition.startsWith', { field, value: textOf(operand) });
    default:
      return `${field}: ${JSON.stringify(value)}`;
  }
}

const ANNOTATION = 'metadata.annotations.';
const LABEL = 'metadata.labels.';

function fieldName(t: T, path: string): string {
  if (path.startsWith(ANNOTATION))
    return t('definition.annotation', { name: path.slice(ANNOTATION.length) });
  if (path.startsWith(LABEL))
    return t('definition.label', { name: path.slice(LABEL.length) });
  return path.replace(/^(metadata|spec)\./, '');
}

const textOf = (value: unknown): string =>
  isObject(value) ? JSON.stringify(value) : String(value);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
