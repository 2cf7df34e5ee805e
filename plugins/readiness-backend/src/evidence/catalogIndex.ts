/** The catalog as checks see it: every entity by its ref, and what its relations lead to. */
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';

/** An entity without what is large or of no use to a check. */
export type CatalogEntity = Record<string, unknown>;

export interface RelatedEntity {
  ref: string;
  entity: CatalogEntity;
}

/** In place of the text of a definition: whether there is one is all that checks may ask. */
export const DEFINITION_PRESENT = '[definition]';

export class CatalogIndex {
  readonly #entities = new Map<string, CatalogEntity>();

  /** Entities by the refs that relations name them with. */
  add(entity: Entity): void {
    this.#entities.set(stringifyEntityRef(entity), seen(entity));
  }

  get(ref: string): CatalogEntity | undefined {
    return this.#entities.get(ref);
  }

  /**
   * What the relations lead to, one after the other, each entity once and in the order of their refs. A
   * relation to an entity that the catalog does not hold leads nowhere.
   */
  related(entity: CatalogEntity, path: readonly string[]): RelatedEntity[] {
    let reached: RelatedEntity[] = [{ ref: '', entity }];
    for (const type of path) {
      const refs = new Set(reached.flatMap(one => targets(one.entity, type)));
      reached = [...refs].sort().flatMap(ref => {
        const target = this.#entities.get(ref);
        return target ? [{ ref, entity: target }] : [];
      });
    }
    return reached;
  }
}

/** A definition's text and a person's picture may be megabytes; an etag changes without any change. */
export function seen(entity: Entity): CatalogEntity {
  const { kind, apiVersion, metadata, relations = [] } = entity;
  const { etag: _etag, ...judged } = metadata;
  return {
    apiVersion,
    kind,
    metadata: judged,
    ...(entity.spec && { spec: seenSpec(entity.spec) }),
    relations,
  };
}

export function seenSpec(spec: NonNullable<Entity['spec']>) {
  const { definition, profile, ...rest } = spec;
  return {
    ...rest,
    ...(definition !== undefined && { definition: presence(definition) }),
    ...(profile !== undefined && { profile: withoutPicture(profile) }),
  };
}

function presence(definition: unknown): string {
  const isThere =
    typeof definition === 'string' ? definition.trim() !== '' : !!definition;
  return isThere ? DEFINITION_PRESENT : '';
}

function withoutPicture(profile: unknown): unknown {
  if (typeof profile !== 'object' || profile === null) return profile;
  const { picture: _picture, ...rest } = profile as Record<string, unknown>;
  return rest;
}

function targets({ relations }: CatalogEntity, type: string): string[] {
  return (relations as Entity['relations'] & object).flatMap(relation =>
    relation.type === type ? [relation.targetRef.toLowerCase()] : [],
  );
}
