/**
 * One portal for every suite that only looks at it. Jest's own process starts it when the first suite
 * asks, and ends it after the last; suites run in other processes, so they ask over HTTP.
 */
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiOf, Portal, startPortal } from './portal';

const BROKER = 'SHARED_PORTAL_BROKER';

/** What of a portal can be shared: nobody stops it or changes what it serves. */
export type SharedPortal = Pick<Portal, 'url' | 'api'>;

export async function sharedPortal(): Promise<SharedPortal> {
  const answer = await fetch(process.env[BROKER] ?? '');
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return { url: text, api: apiOf(text) };
}

let portal: Promise<Portal> | undefined;
let broker: Server | undefined;

/** Jest's `globalSetup`. */
export async function offerPortal() {
  broker = createServer((_, response) => {
    portal ??= startPortal();
    portal.then(
      ({ url }) => response.end(url),
      error => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(broker, 'listening');
  const { port } = broker.address() as AddressInfo;
  process.env[BROKER] = `http://127.0.0.1:${port}`;
}

/** Jest's `globalTeardown`. */
export async function endPortal() {
  broker?.close();
  // One that never came up was told to the suites that asked for it.
  await (await portal?.catch(() => undefined))?.stop();
}
