/** Cuts a list into pages that all show the version which the first one showed. */

import {
  Collection,
  Entry,
  lowerBound,
  namespaceRange,
  Range,
} from './collection';
import {
  afterKey,
  ContinueToken,
  decodeContinue,
  encodeContinue,
} from './continueToken';
import { badRequest, expiredContinue, versionTooLarge } from './status';

export interface ListQuery {
  storage: string;
  collection: Collection;
  namespace?: string;
  limit: number;
  continueToken?: string;
  /** What the client asked for; `0` means any. */
  resourceVersion?: string;
  matches?: (entry: Entry) => boolean;
}

export interface Page {
  entries: Entry[];
  resourceVersion: number;
  continue?: string;
  remainingItemCount?: number;
  /** Which page of its list this is, from 1; exact when nothing is filtered. */
  number: number;
}

interface Snapshot {
  entries: readonly Entry[];
  takenAt: number;
}

/** A real server forgets old versions after five minutes. */
export const DEFAULT_CONTINUE_TTL_MS = 5 * 60_000;

/** Keeps a cluster that changes under a busy reader from remembering every version. */
const MAX_SNAPSHOTS = 500;

export class Pager {
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #ttlMs: number;

  constructor(ttlMs: number = DEFAULT_CONTINUE_TTL_MS) {
    this.#ttlMs = ttlMs;
  }

  page(query: ListQuery, currentVersion: number, expire = false): Page {
    const token = query.continueToken
      ? decodeContinue(query.continueToken)
      : undefined;
    checkVersion(query, currentVersion);
    if (!token) return this.#firstPage(query, currentVersion);
    if (token.resourceVersion < 0) {
      const range = query.collection.range(query.namespace);
      return this.#cut(query, range, currentVersion, token);
    }
    const entries = expire ? undefined : this.#snapshot(query, token);
    if (!entries) throw expiredContinue(restart(token));
    const range = query.namespace
      ? namespaceRange(entries, query.namespace)
      : { entries, from: 0, to: entries.length };
    return this.#cut(query, range, token.resourceVersion, token);
  }

  /** Every token handed out so far becomes too old. */
  expireAll() {
    this.#snapshots.clear();
  }

  #firstPage(query: ListQuery, currentVersion: number): Page {
    const range = query.collection.range(query.namespace);
    // A list at version 0 comes from the server's cache, which knows no limit.
    const limit = query.resourceVersion === '0' ? 0 : query.limit;
    return this.#cut({ ...query, limit }, range, currentVersion);
  }

  #cut(
    query: ListQuery,
    { entries, from, to }: Range,
    resourceVersion: number,
    token?: ContinueToken,
  ): Page {
    const { limit, matches, namespace } = query;
    const startKey = token && (namespace ? `${namespace}/` : '') + token.start;
    const start = startKey ? lowerBound(entries, startKey, from, to) : from;
    const number = limit > 0 ? Math.floor((start - from) / limit) + 1 : 1;
    if (!matches && (limit <= 0 || start + limit >= to)) {
      return { entries: entries.slice(start, to), resourceVersion, number };
    }
    const picked: Entry[] = [];
    let index = start;
    for (; index < to && (limit <= 0 || picked.length < limit); index += 1) {
      if (!matches || matches(entries[index])) picked.push(entries[index]);
    }
    if (index >= to) return { entries: picked, resourceVersion, number };
    this.#remember(query.storage, resourceVersion, entries);
    const last = entries[index - 1];
    return {
      entries: picked,
      resourceVersion,
      number,
      continue: encodeContinue({
        resourceVersion,
        start: afterKey(namespace ? last.name : last.key),
      }),
      // With a selector the server does not count what is left.
      ...(!matches && { remainingItemCount: to - index }),
    };
  }

  #remember(storage: string, version: number, entries: readonly Entry[]) {
    const key = `${storage} ${version}`;
    if (this.#snapshots.has(key)) return;
    this.#forgetOld();
    this.#snapshots.set(key, { entries, takenAt: Date.now() });
  }

  #snapshot(query: ListQuery, token: ContinueToken) {
    this.#forgetOld();
    return this.#snapshots.get(`${query.storage} ${token.resourceVersion}`)
      ?.entries;
  }

  #forgetOld() {
    const oldest = Date.now() - this.#ttlMs;
    for (const [key, { takenAt }] of this.#snapshots) {
      if (takenAt > oldest && this.#snapshots.size <= MAX_SNAPSHOTS) break;
      this.#snapshots.delete(key);
    }
  }
}

/** The token of a 410: it starts where the old one did, at the current version. */
function restart({ start }: ContinueToken): string {
  return encodeContinue({ resourceVersion: -1, start }, true);
}

function checkVersion(query: ListQuery, currentVersion: number) {
  const { resourceVersion, continueToken } = query;
  if (!resourceVersion) return;
  if (!/^\d+$/.test(resourceVersion)) {
    throw badRequest(
      `resourceVersion: Invalid value: "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`,
    );
  }
  if (continueToken && resourceVersion !== '0') {
    throw badRequest(
      'specifying resource version is not allowed when using continue',
    );
  }
  if (Number(resourceVersion) > currentVersion) {
    throw versionTooLarge(Number(resourceVersion), currentVersion);
  }
}
