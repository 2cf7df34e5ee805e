/** What was asked: always counted, kept on request. */

import { IncomingMessage } from 'node:http';

export interface RecordedRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
}

export class RequestLog {
  readonly #keep: boolean;
  requests: RecordedRequest[] = [];
  count = 0;

  constructor(keep: boolean) {
    this.#keep = keep;
  }

  add({ method = 'GET', url = '/', headers }: IncomingMessage) {
    this.count += 1;
    if (!this.#keep) return;
    const { pathname, searchParams } = new URL(url, 'http://cluster');
    const query = Object.fromEntries(searchParams);
    this.requests.push({ method, path: pathname, query, headers });
  }

  clear() {
    this.requests = [];
    this.count = 0;
  }
}
