/** The listening side: it can go down and come back on the same port. */

import { createServer, RequestListener, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo } from 'node:net';

export interface TlsOptions {
  key: string;
  cert: string;
}

function makeServer(listener: RequestListener, tls: TlsOptions | undefined) {
  return tls
    ? (createTlsServer({ key: tls.key, cert: tls.cert }, listener) as Server)
    : createServer(listener);
}

export class Listener {
  readonly #server: Server;
  readonly #host: string;
  #port: number;

  constructor(
    handle: RequestListener,
    { host, port, tls }: { host: string; port: number; tls?: TlsOptions },
  ) {
    this.#server = makeServer(handle, tls);
    this.#host = host;
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    if (this.#server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, this.#host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    // Watches and kept connections would hold it open for ever.
    this.#server.closeAllConnections();
    await closed;
  }
}
