/** A filter predicate over entities, as somebody types it. */
import { parseEntityRef } from '@backstage/catalog-model';
import type { WaiverRequest } from '@readiness-gates/backstage-plugin-readiness-common';

type Predicate = NonNullable<WaiverRequest['predicate']>;

/** `undefined` where it is no JSON object; what the object means the backend says. */
export function predicateOf(text: string): Predicate | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject =
      typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Predicate) : undefined;
  } catch {
    return undefined;
  }
}

export const predicateText = (predicate: Predicate): string =>
  JSON.stringify(predicate, null, 1).replace(/\n\s*/g, ' ');

/** To begin with: all of the same kind. */
export const sameKind = (entityRef: string): Predicate => ({
  kind: parseEntityRef(entityRef).kind,
});
