/**
 * Keeps values out of findings. Environment values, arguments, annotations and ConfigMap data often
 * hold what nobody meant to publish; a finding shows them only where its check lists their path in
 * `reveals`. This works on the text, so an expression cannot smuggle one out by a detour.
 */
import type { Bindings } from '../definitions/types';

/** Shorter values are words and numbers that also stand elsewhere: `true`, `8080`, `info`. */
const SHORTEST_SECRET = 8;
const LONGEST_TEXT = 300;
export const REDACTED = '[redacted]';

type Json = unknown;

/** Collects what must not be shown of everything an evaluation saw. */
export function secretValues(
  bindings: Bindings,
  reveals: readonly string[],
): string[] {
  const found = new Set<string>();
  for (const value of Object.values(bindings))
    collect(value, '', reveals, found);
  // Longest first: a value that holds another is replaced whole.
  return [...found].sort((a, b) => b.length - a.length);
}

const SENSITIVE_FIELDS = new Set([
  'env',
  'args',
  'command',
  'annotations',
  'data',
  'binaryData',
  'stringData',
]);

function collect(
  value: Json,
  path: string,
  reveals: readonly string[],
  found: Set<string>,
): void {
  if (Array.isArray(value)) {
    for (const element of value) collect(element, path, reveals, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [field, child] of Object.entries(value)) {
      const childPath = path ? `${path}.${field}` : field;
      if (
        reveals.some(
          revealed =>
            childPath === revealed || childPath.endsWith(`.${revealed}`),
        )
      )
        continue;
      if (SENSITIVE_FIELDS.has(field))
        addStrings(child, childPath, reveals, found);
      else collect(child, childPath, reveals, found);
    }
  }
}

function addStrings(
  value: Json,
  path: string,
  reveals: readonly string[],
  found: Set<string>,
): void {
  if (typeof value === 'string') {
    if (value.length >= SHORTEST_SECRET) found.add(value);
  } else if (Array.isArray(value)) {
    for (const element of value) addStrings(element, path, reveals, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [field, child] of Object.entries(value)) {
      // The name of a variable and what it refers to are no secrets; its value is.
      if (field === 'name' || field === 'valueFrom') continue;
      const childPath = `${path}.${field}`;
      if (
        reveals.some(
          revealed =>
            childPath === revealed || childPath.endsWith(`.${revealed}`),
        )
      )
        continue;
      addStrings(child, childPath, reveals, found);
    }
  }
}

/** Replaces every secret value in a text and caps its length. */
export function redact(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets) {
    if (safe.includes(secret)) safe = safe.split(secret).join(REDACTED);
  }
  return safe.length > LONGEST_TEXT
    ? `${safe.slice(0, LONGEST_TEXT - 1)}…`
    : safe;
}
