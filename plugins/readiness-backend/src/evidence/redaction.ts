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

/**
 * Gives what makes a text safe to show: no value that must not be shown of all that an evaluation saw. What also
 * stands in the open, such as the name of the object or of its image, is no secret because an argument repeats it.
 */
export function redactor(
  bindings: Bindings,
  reveals: readonly string[],
): (text: string) => string {
  const secrets = stringsOf(bindings, reveals, true);
  // Most texts repeat no secret: then nobody asks what stands in the open.
  let open: Set<string> | undefined;
  const isSecret = (value: string) => {
    open ??= stringsOf(bindings, reveals, false);
    return !open.has(value);
  };
  return text => {
    const repeated = [...secrets].filter(
      value => text.includes(value) && isSecret(value),
    );
    // Longest first: a value that holds another is replaced whole.
    return redact(
      text,
      repeated.sort((a, b) => b.length - a.length),
    );
  };
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
/** The name of a variable and what it refers to are no secrets; its value is. */
const OPEN_INSIDE = new Set(['name', 'valueFrom']);

/** Every text of the values that may not be shown, or of those that may. */
function stringsOf(
  bindings: Bindings,
  reveals: readonly string[],
  secret: boolean,
): Set<string> {
  const found = new Set<string>();
  const add = (value: string, sensitive: boolean) => {
    if (sensitive !== secret) return;
    if (secret) addSecret(value, found);
    else found.add(value);
  };
  for (const value of Object.values(bindings))
    visit(value, '', false, reveals, add);
  return found;
}

function visit(
  value: Json,
  path: string,
  sensitive: boolean,
  reveals: readonly string[],
  add: (value: string, sensitive: boolean) => void,
): void {
  if (typeof value === 'string') {
    add(value, sensitive);
  } else if (Array.isArray(value)) {
    for (const element of value) visit(element, path, sensitive, reveals, add);
  } else if (typeof value === 'object' && value !== null) {
    for (const field of Object.keys(value)) {
      // Paths matter only to what is revealed.
      const childPath = reveals.length === 0 ? '' : joined(path, field);
      const inside = sensitive
        ? !OPEN_INSIDE.has(field)
        : SENSITIVE_FIELDS.has(field);
      visit(
        (value as Record<string, Json>)[field],
        childPath,
        inside && !isRevealed(childPath, reveals),
        reveals,
        add,
      );
    }
  }
}

function joined(path: string, field: string): string {
  return path ? `${path}.${field}` : field;
}

/** `--password=…` holds a secret as a part. */
function addSecret(value: string, secrets: Set<string>): void {
  for (const part of [value, value.slice(value.indexOf('=') + 1)])
    if (part.length >= SHORTEST_SECRET) secrets.add(part);
}

function isRevealed(path: string, reveals: readonly string[]): boolean {
  return reveals.some(
    revealed => path === revealed || path.endsWith(`.${revealed}`),
  );
}

/** Replaces every secret value in a text and caps its length. */
function redact(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets) {
    if (safe.includes(secret)) safe = safe.split(secret).join(REDACTED);
  }
  return safe.length > LONGEST_TEXT
    ? `${safe.slice(0, LONGEST_TEXT - 1)}…`
    : safe;
}
