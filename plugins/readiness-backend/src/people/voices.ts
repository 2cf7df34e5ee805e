/** Whose word counts: from a check's `by` to refs of users and groups. */
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Voice } from '../definitions/types';

/** In full and lower case, as ownership refs are compared; undefined for what is no ref. */
export function canonicalRef(ref: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, { defaultKind: 'group' }),
    ).toLocaleLowerCase('en-US');
  } catch {
    return undefined;
  }
}

/** Owners of an entity, sorted. */
export function ownersOf(entity: Record<string, unknown>): string[] {
  const { relations = [] } = entity as {
    relations?: { type: string; targetRef: string }[];
  };
  return canonical(
    relations
      .filter(({ type }) => type === 'ownedBy')
      .map(({ targetRef }) => targetRef),
  );
}

/** Nobody, where a param names no ref: such an item stays pending and says so. */
export function voicesOf(
  voice: Voice,
  params: Record<string, unknown>,
  entity: Record<string, unknown>,
): string[] {
  const named = 'param' in voice ? params[voice.param] : voice.ref;
  const refs = (Array.isArray(named) ? named : [named]).filter(
    (ref): ref is string => typeof ref === 'string' && ref !== '',
  );
  return canonical(
    refs.flatMap(ref => (ref === 'owner' ? ownersOf(entity) : [ref])),
  );
}

function canonical(refs: readonly string[]): string[] {
  return [...new Set(refs.flatMap(ref => canonicalRef(ref) ?? []))].sort();
}
