/**
 * Who somebody is: a user with every group they belong to, groups of groups included. A member of a child
 * group counts as a member of its parents, never the other way round.
 */
import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { canonicalRef } from '../people/voices';

/** A user who speaks. */
export interface Member {
  /** Canonical ref of the user. */
  ref: string;
  /** The user and every group, canonical. */
  refs: ReadonlySet<string>;
  /** Somebody whom nobody knows: whoever comes in without a name. */
  guest: boolean;
}

const GUESTS = ['user:development/guest', 'user:default/guest'];
const KNOWN_FOR_MS = 60_000;
const MAX_KNOWN = 10_000;
/** Of groups that one user may belong to; whoever has more has a loop that grows. */
const MAX_GROUPS = 1_000;
const PAGE = 100;

export function memberOf(
  userEntityRef: string,
  refs: Iterable<string>,
): Member {
  const ref = canonicalRef(userEntityRef) ?? userEntityRef;
  return { ref, refs: new Set([ref, ...refs]), guest: GUESTS.includes(ref) };
}

/** Whether one of these refs speaks for the member. */
export function isAmong(member: Member, refs: readonly string[]): boolean {
  return refs.some(ref => member.refs.has(ref));
}

export interface GroupsOptions {
  auth: AuthService;
  catalog: CatalogService;
  clock: () => Date;
}

/** The parents of groups, read from the catalog with the plugin's own credentials and kept for a minute. */
export class Groups {
  readonly #options: GroupsOptions;
  readonly #parents = new Map<string, { until: number; refs: string[] }>();

  constructor(options: GroupsOptions) {
    this.#options = options;
  }

  /** These and all above them; canonical. */
  async withAncestors(refs: readonly string[]): Promise<Set<string>> {
    const all = new Set(refs.flatMap(ref => canonicalRef(ref) ?? []));
    let next = [...all];
    while (next.length > 0 && all.size < MAX_GROUPS) {
      const parents = await this.#parentsOf(
        next.filter(ref => ref.startsWith('group:')),
      );
      next = [...new Set(parents)].filter(ref => !all.has(ref));
      for (const ref of next) all.add(ref);
    }
    return all;
  }

  async #parentsOf(groups: readonly string[]): Promise<string[]> {
    const now = this.#options.clock().getTime();
    if (this.#parents.size > MAX_KNOWN) this.#parents.clear();
    const unknown = groups.filter(
      ref => (this.#parents.get(ref)?.until ?? 0) <= now,
    );
    for (let at = 0; at < unknown.length; at += PAGE)
      await this.#read(unknown.slice(at, at + PAGE), now + KNOWN_FOR_MS);
    return groups.flatMap(ref => this.#parents.get(ref)?.refs ?? []);
  }

  async #read(entityRefs: string[], until: number): Promise<void> {
    const { auth, catalog } = this.#options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['relations'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    entityRefs.forEach((ref, index) => {
      const parents = (items[index]?.relations ?? [])
        .filter(({ type }) => type === 'childOf')
        .flatMap(({ targetRef }) => canonicalRef(targetRef) ?? []);
      this.#parents.set(ref, { until, refs: parents });
    });
  }
}
