/** Short digests of definitions: the same meaning gives the same digest, whatever the order of keys. */
import { createHash } from 'node:crypto';

const LENGTH = 12;

export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalJson(value))
    .digest('hex')
    .slice(0, LENGTH);
}

/** Of a text as it stands. */
export function digestOfText(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item))
      return item;
    return Object.fromEntries(
      Object.entries(item).sort(([a], [b]) => {
        if (a === b) return 0;
        return a < b ? -1 : 1;
      }),
    );
  });
}
