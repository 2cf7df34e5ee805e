/**
 * Who may be told, and what of. A message is read by everybody in a group, whatever a policy lets each of them see,
 * so an entity is named to its owners alone; others read it behind the link, as far as they may.
 */
import { parseEntityRef } from '@backstage/catalog-model';
import { ownersOf } from '../people/voices';
import type { MirroredEntity } from '../store/types';
import { named } from './texts';

/** Whether it is a user or a group: the service would tell the owners of anything else. */
export function isPerson(ref: string): boolean {
  return ['user', 'group'].includes(parseEntityRef(ref).kind.toLowerCase());
}

/** Users and groups among the owners of an entity. */
export function ownersToTell({ entity }: Pick<MirroredEntity, 'entity'>) {
  return ownersOf(entity).filter(isPerson);
}

export type Mirror = ReadonlyMap<string, MirroredEntity>;

/** The entities as the recipient may read of them. */
export function namedTo(
  recipient: string,
  entityRefs: readonly string[],
  mirror: Mirror,
): string {
  if (entityRefs.length !== 1) return `${entityRefs.length} entities`;
  const entity = mirror.get(entityRefs[0]);
  return entity && ownersOf(entity.entity).includes(recipient)
    ? nameOf(entity)
    : 'an entity';
}

export const nameOf = ({ title, name }: MirroredEntity) => named(title ?? name);
