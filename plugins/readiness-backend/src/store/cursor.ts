/** Opaque cursors of lists: where the last page ended, by value, so that rows that come and go shift nothing. */
import { InputError } from '@backstage/errors';

export type CursorValue = string | number | null;

/** A value that may be null says so. */
export type CursorKind =
  | 'string'
  | 'string?'
  | 'number'
  | 'number?'
  | 'integer';

const MAX_LENGTH = 4096;

/** `list` names the list and its order: a cursor of another one is refused. */
export function encodeCursor(
  list: string,
  values: readonly CursorValue[],
): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
}

/** `kinds` are the types of the values, in order. */
export function decodeCursor(
  list: string,
  cursor: string,
  kinds: readonly CursorKind[],
): CursorValue[] {
  const [of, ...values] = parse(cursor);
  const valid =
    of === list &&
    values.length === kinds.length &&
    values.every((value, index) => isOfKind(value, kinds[index]));
  if (!valid) {
    throw new InputError(
      `cursor: not one of this list in this order (${list}); leave it out to start at the first page`,
    );
  }
  return values as CursorValue[];
}

function parse(cursor: string): unknown[] {
  if (cursor.length > MAX_LENGTH) {
    return [];
  }
  try {
    const parsed = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

/** PostgreSQL refuses to compare a column of whole numbers with what it has no room for. */
const MAX_INTEGER = 2 ** 31 - 1;

function isOfKind(value: unknown, kind: CursorKind): boolean {
  if (value === null) {
    return kind.endsWith('?');
  }
  if (kind === 'integer') {
    return Number.isInteger(value) && Math.abs(Number(value)) <= MAX_INTEGER;
  }
  if (kind.startsWith('number')) {
    return typeof value === 'number' && Number.isFinite(value);
  }
  return typeof value === 'string' && !value.includes('\u0000');
}
