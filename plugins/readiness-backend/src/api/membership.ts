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

const isGroup = (ref: string) => ref.startsWith('group:');

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
    return new Set((await this.above(refs, MAX_GROUPS)).keys());
  }

  /** These and all above them, each with its parents; canonical. Goes no further once there are `most`. */
  async above(
    refs: readonly string[],
    most = MAX_KNOWN,
  ): Promise<Map<string, readonly string[]>> {
    const all = new Map<string, readonly string[]>();
    let next = refs.flatMap(ref => canonicalRef(ref) ?? []);
    while (next.length > 0) {
      const found = [...new Set(next)].filter(ref => !all.has(ref));
      const parents =
        all.size + found.length < most
          ? await this.#parentsOf(found.filter(isGroup))
          : undefined;
      for (const ref of found) all.set(ref, parents?.get(ref) ?? []);
      next = [...(parents?.values() ?? [])].flat();
    }
    return all;
  }

  async #parentsOf(groups: readonly string[]): Promise<Map<string, string[]>> {
    const now = this.#options.clock().getTime();
    if (this.#parents.size > MAX_KNOWN) this.#parents.clear();
    // Gathered here: another request may clear what is known while this one reads.
    const found = new Map<string, string[]>();
    const unknown: string[] = [];
    for (const ref of groups) {
      const known = this.#parents.get(ref);
      if (known && known.until > now) found.set(ref, known.refs);
      else unknown.push(ref);
    }
    for (let at = 0; at < unknown.length; at += PAGE) {
      const read = await this.#read(unknown.slice(at, at + PAGE));
      for (const [ref, refs] of read) {
        found.set(ref, refs);
        this.#parents.set(ref, { until: now + KNOWN_FOR_MS, refs });
      }
    }
    return found;
  }

  async #read(entityRefs: string[]): Promise<[string, string[]][]> {
    const { auth, catalog } = this.#options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['relations'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return entityRefs.map((ref, index) => [
      ref,
      (items[index]?.relations ?? [])
        .filter(({ type }) => type === 'childOf')
        .flatMap(({ targetRef }) => canonicalRef(targetRef) ?? []),
    ]);
  }
}
