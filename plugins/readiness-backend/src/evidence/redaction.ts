/**
 * Keeps values out of findings. Environment values, arguments, annotations and ConfigMap data often
 * hold what nobody meant to publish; a finding shows them only where its check lists their path in
 * `reveals`. This works on the text, so an expression cannot smuggle one out by a detour.
 */
import type { Bindings } from '../definitions/types';
import { entryOf } from '../entryOf';

/** Shorter values are words and numbers that also stand elsewhere: `true`, `8080`, `info`. */
const SHORTEST_SECRET = 8;
const LONGEST_TEXT = 300;
export const REDACTED = '[redacted]';

type Json = unknown;

/** The texts of one value: those that may not be shown, and those that stand in the open. */
interface Texts {
  secrets: ReadonlySet<string>;
  open: ReadonlySet<string>;
}

/** A list as long as this is the cluster's own, and the same for every entity. */
const LONG_LIST = 50;
const ofLongLists = new WeakMap<readonly string[], WeakMap<object, Texts>>();

/** Of what the questions about one entity see: most of it is the same for each of them. */
export class Redactions {
  readonly #known = new Map<string, Map<object, Texts>>();

  /**
   * Gives what makes a text safe to show: no value that must not be shown of all that an evaluation saw. What also
   * stands in the open, such as the name of the object or of its image, is no secret because an argument repeats it.
   */
  of(bindings: Bindings, reveals: readonly string[]): (text: string) => string {
    const seen: Texts[] = [];
    // Also those that it inherits.
    for (const name in bindings) {
      // Computed from the others: a secret does not stand in the open because a variable holds it.
      if (name !== 'variables')
        seen.push(this.#textsOf(bindings[name], reveals));
    }
    const isSecret = (value: string) =>
      !seen.some(({ open }) => open.has(value));
    return text => {
      const repeated = seen
        .flatMap(({ secrets }) =>
          [...secrets].filter(value => text.includes(value)),
        )
        .filter(isSecret);
      // Longest first: a value that holds another is replaced whole.
      return redact(
        text,
        repeated.sort((a, b) => b.length - a.length),
      );
    };
  }

  #textsOf(value: Json, reveals: readonly string[]): Texts {
    if (typeof value !== 'object' || value === null)
      return textsOf(value, reveals);
    const known =
      Array.isArray(value) && value.length >= LONG_LIST
        ? entryOf(ofLongLists, reveals, () => new WeakMap<object, Texts>())
        : entryOf(
            this.#known,
            reveals.join('\n'),
            () => new Map<object, Texts>(),
          );
    return entryOf(known, value, () => textsOf(value, reveals));
  }
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

function textsOf(value: Json, reveals: readonly string[]): Texts {
  const secrets = new Set<string>();
  let open: Set<string> | undefined;
  visit(value, false, '', {
    reveals,
    sensitive: text => addSecret(text, secrets),
  });
  return {
    secrets,
    // Asked only where a text repeats a secret.
    get open() {
      if (open) return open;
      const found = new Set<string>();
      visit(value, false, '', { reveals, open: text => found.add(text) });
      open = found;
      return open;
    },
  };
}

interface Visitor {
  reveals: readonly string[];
  sensitive?: (text: string) => void;
  open?: (text: string) => void;
}

function visit(
  value: Json,
  sensitive: boolean,
  path: string,
  visitor: Visitor,
): void {
  if (typeof value === 'string') {
    if (sensitive) visitor.sensitive?.(value);
    else visitor.open?.(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const element of value) visit(element, sensitive, path, visitor);
    return;
  }
  for (const field of Object.keys(value)) {
    const child = (value as Record<string, Json>)[field];
    const inside = sensitive
      ? !OPEN_INSIDE.has(field)
      : SENSITIVE_FIELDS.has(field);
    // Most of an object is words in the open, which only few ask for.
    if (!inside && typeof child !== 'object' && !visitor.open) continue;
    // Paths matter only to what is revealed.
    const childPath = visitor.reveals.length === 0 ? '' : joined(path, field);
    visit(
      child,
      inside && !isRevealed(childPath, visitor.reveals),
      childPath,
      visitor,
    );
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
