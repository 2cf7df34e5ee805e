/** Watch: what is there, then every change, with bookmarks in between. */

import { ServerResponse } from 'node:http';
import { Entry } from './collection';
import { ListQuery } from './pages';
import { Change, Store } from './store';
import { expiredVersion } from './status';

const BOOKMARK_INTERVAL_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 30 * 60_000;

export interface WatchRequest {
  store: Store;
  list: ListQuery;
  apiVersion: string;
  kind: string;
  query: URLSearchParams;
  /** The object in the view that the client asked for. */
  render(entry: Entry): string;
}

function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}

/** A change of labels can bring an object into a watch, or take it out. */
function eventFor(
  { type, entry, previous }: Change,
  selects: (entry: Entry) => boolean,
): { type: string; entry: Entry } | undefined {
  const now = type !== 'DELETED' && selects(entry);
  const before = previous !== undefined && selects(previous);
  if (now) return { type: before ? 'MODIFIED' : 'ADDED', entry };
  return before ? { type: 'DELETED', entry } : undefined;
}

class Watch {
  readonly #request: WatchRequest;
  readonly #response: ServerResponse;
  /** A bookmark may not promise more than was sent. */
  #seen: number;

  constructor(request: WatchRequest, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
    this.#seen = request.store.resourceVersion;
  }

  run() {
    const { store, query, list } = this.#request;
    const response = this.#response;
    response.statusCode = 200;
    response.setHeader('Cache-Control', 'no-cache, private');
    response.setHeader('Content-Type', 'application/json');
    response.flushHeaders();
    if (!this.#begin(query, list.resourceVersion)) return;
    const stop = store.onChange(change => this.#change(change));
    const bookmarks = isTrue(query.get('allowWatchBookmarks'));
    const ticker = setInterval(
      () => bookmarks && this.#bookmark(),
      BOOKMARK_INTERVAL_MS,
    );
    const seconds = Number(query.get('timeoutSeconds'));
    const timer = setTimeout(
      () => {
        if (bookmarks) this.#bookmark();
        response.end();
      },
      seconds > 0 ? seconds * 1000 : DEFAULT_TIMEOUT_MS,
    );
    response.on('close', () => {
      stop();
      clearInterval(ticker);
      clearTimeout(timer);
    });
  }

  /** Sends what the client does not know yet; false when it has to list again. */
  #begin(query: URLSearchParams, resourceVersion: string | undefined): boolean {
    const initial = query.get('sendInitialEvents');
    if (isTrue(initial)) {
      this.#sendAll();
      this.#bookmark({ 'k8s.io/initial-events-end': 'true' });
      return true;
    }
    if (!resourceVersion || resourceVersion === '0') {
      if (initial === null) this.#sendAll();
      return true;
    }
    const { store } = this.#request;
    const changes = store.changesSince(Number(resourceVersion));
    if (changes) {
      changes.forEach(change => this.#change(change));
      return true;
    }
    const { status } = expiredVersion(
      Number(resourceVersion),
      store.historyFloor,
    );
    this.#send('ERROR', JSON.stringify(status));
    this.#response.end();
    return false;
  }

  #sendAll() {
    const { list, render } = this.#request;
    const { entries, from, to } = list.collection.range(list.namespace);
    for (const entry of entries.slice(from, to)) {
      if (this.#selects(entry)) this.#send('ADDED', render(entry));
    }
  }

  #selects(entry: Entry): boolean {
    const { namespace, matches } = this.#request.list;
    return (
      (!namespace || entry.namespace === namespace) &&
      (!matches || matches(entry))
    );
  }

  #change(change: Change) {
    this.#seen = Math.max(this.#seen, change.resourceVersion);
    if (change.storage !== this.#request.list.storage) return;
    const event = eventFor(change, entry => this.#selects(entry));
    if (event) this.#send(event.type, this.#request.render(event.entry));
  }

  #bookmark(annotations?: Record<string, string>) {
    const { kind, apiVersion } = this.#request;
    const metadata = { resourceVersion: String(this.#seen), annotations };
    this.#send('BOOKMARK', JSON.stringify({ kind, apiVersion, metadata }));
  }

  #send(type: string, object: string) {
    this.#response.write(`{"type":"${type}","object":${object}}\n`);
  }
}

export function watch(request: WatchRequest, response: ServerResponse) {
  new Watch(request, response).run();
}
