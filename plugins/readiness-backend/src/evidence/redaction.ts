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
 * Collects what must not be shown of everything an evaluation saw. What also stands in the open, such
 * as the name of the object or of its image, is no secret because an argument repeats it.
 */
export function secretValues(
  bindings: Bindings,
  reveals: readonly string[],
): string[] {
  const secrets = new Set<string>();
  const open = new Set<string>();
  for (const value of Object.values(bindings)) {
    collect(value, '', false, { reveals, secrets, open });
  }
  // Longest first: a value that holds another is replaced whole.
  return [...secrets]
    .filter(value => !open.has(value))
    .sort((a, b) => b.length - a.length);
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

interface Collected {
  reveals: readonly string[];
  secrets: Set<string>;
  open: Set<string>;
}

function collect(
  value: Json,
  path: string,
  sensitive: boolean,
  into: Collected,
): void {
  if (typeof value === 'string') {
    if (!sensitive) into.open.add(value);
    else
      for (const secret of [value, afterEquals(value)])
        addSecret(secret, into.secrets);
  } else if (Array.isArray(value)) {
    for (const element of value) collect(element, path, sensitive, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const [field, child] of Object.entries(value)) {
      const childPath = path ? `${path}.${field}` : field;
      const inside = sensitive
        ? !OPEN_INSIDE.has(field)
        : SENSITIVE_FIELDS.has(field);
      collect(
        child,
        childPath,
        inside && !isRevealed(childPath, into.reveals),
        into,
      );
    }
  }
}

function addSecret(value: string, secrets: Set<string>): void {
  if (value.length >= SHORTEST_SECRET) secrets.add(value);
}

/** `--password=…` holds a secret as a part. */
function afterEquals(value: string): string {
  return value.slice(value.indexOf('=') + 1);
}

function isRevealed(path: string, reveals: readonly string[]): boolean {
  return reveals.some(
    revealed => path === revealed || path.endsWith(`.${revealed}`),
  );
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
