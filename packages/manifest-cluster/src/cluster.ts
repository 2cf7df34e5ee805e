/** Starts a manifest cluster and gives the handle that tests and the portal hold. */

import { randomBytes } from 'node:crypto';
import {
  createServer,
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { selfSignedCertificate } from './certificate';
import { Faults, FaultSwitch } from './faults';
import { watchFolders } from './folderWatcher';
import { kubeconfig } from './kubeconfig';
import { Loader, MEMORY, putAll } from './loader';
import { Pager } from './pages';
import { Upstreams } from './proxy';
import { Authorizer, MASTERS } from './rbac';
import { ApiServer } from './server';
import { Store } from './store';
import {
  KubernetesObject,
  ManifestProblem,
  ObjectRef,
  TokenUser,
} from './types';

export interface TlsOptions {
  key: string;
  cert: string;
}

export interface ManifestClusterOptions {
  /** Folders (or files) of manifests: YAML of several documents, JSON, List objects. */
  folder?: string | string[];
  /** Objects besides those of the folders; a generator may yield them one by one. */
  objects?: Iterable<KubernetesObject>;
  /** A free one when not given. */
  port?: number;
  host?: string;
  /** Bearer tokens; without any, and without `anonymous`, one admin token is made up. */
  tokens?: Record<string, TokenUser>;
  /** Lets requests without a token in, as system:anonymous. */
  anonymous?: boolean;
  /** From the cluster's own Role and binding objects when tokens are given, else everything. */
  rbac?: 'allow-all' | 'from-manifests';
  /** Where the services/proxy sub-resource leads: `namespace/name:port` to a base URL. */
  upstreams?: Upstreams;
  /** Keeps what every request asked, for assertions; the counter runs always. */
  record?: boolean;
  /** Loads manifests again when files change. */
  watch?: boolean;
  /** Refuses to start when a manifest cannot be used, instead of serving the rest. */
  strict?: boolean;
  /** `true` makes a self-signed certificate; kubectl sends tokens over TLS only. */
  tls?: boolean | TlsOptions;
  /** How long the pages of a list can be continued. */
  continueTtlMs?: number;
  /** Hears of each unusable manifest: `file:line: message`. Written to stderr when not given. */
  onError?: (line: string, problem: ManifestProblem) => void;
}

export interface RecordedRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
}

export interface ManifestCluster {
  readonly url: string;
  readonly port: number;
  /** An admin's token: the first one in `system:masters`, or the one made up. */
  readonly token: string | undefined;
  /** The certificate to trust when TLS is on, as PEM. */
  readonly certificate: string | undefined;
  /** Requests received so far, whatever became of them. */
  readonly requestCount: number;
  /** What they asked, with `record`; oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** How many objects it serves. */
  readonly size: number;
  clearRequests(): void;
  /** Switches faults on; those not named stay as they are. */
  setFaults(faults: Partial<Faults>): Promise<void>;
  clearFaults(): Promise<void>;
  /** Adds or replaces an object; watchers hear of it. */
  put(object: KubernetesObject): void;
  /** False when there was no such object. */
  remove(ref: ObjectRef): boolean;
  /** Every page token handed out so far becomes too old: 410. */
  expireContinueTokens(): void;
  /** Reads the folders again; gives what could not be used. */
  reload(): Promise<ManifestProblem[]>;
  /** A kubeconfig for the given token, or the admin's. */
  kubeconfig(token?: string): string;
  close(): Promise<void>;
}

export function formatProblem({ file, line, message }: ManifestProblem) {
  return `${file}:${line}: ${message.replace(/\s+/g, ' ').trim()}`;
}

function defaultTokens(options: ManifestClusterOptions) {
  if (options.tokens) return options.tokens;
  if (options.anonymous) return {};
  const token = randomBytes(24).toString('base64url');
  return { [token]: { user: 'admin', groups: [MASTERS] } };
}

/** The listening side: it can go down and come back on the same port. */
class Listener {
  readonly #server: Server;
  readonly #host: string;
  #port: number;

  constructor(server: Server, host: string, port: number) {
    this.#server = server;
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

class RequestLog {
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

function makeServer(listener: RequestListener, tls: TlsOptions | undefined) {
  return tls
    ? (createTlsServer({ key: tls.key, cert: tls.cert }, listener) as Server)
    : createServer(listener);
}

function tlsOptions({ tls, host }: ManifestClusterOptions) {
  return tls === true
    ? selfSignedCertificate(host ?? '127.0.0.1')
    : tls || undefined;
}

/** Loads what is given at the start, and reports what cannot be used. */
async function firstLoad(
  store: Store,
  loader: Loader,
  { objects = [], strict }: ManifestClusterOptions,
  report: (problems: ManifestProblem[]) => void,
) {
  const problems = await loader.load();
  if (strict && problems.length > 0) {
    throw new Error(problems.map(formatProblem).join('\n'));
  }
  report(problems);
  putAll(store, objects);
  store.finishFirstLoad();
}

export async function startManifestCluster(
  options: ManifestClusterOptions = {},
): Promise<ManifestCluster> {
  const { host = '127.0.0.1', upstreams = {}, anonymous = false } = options;
  const onError =
    options.onError ?? ((line: string) => process.stderr.write(`${line}\n`));
  const report = (problems: ManifestProblem[]) =>
    problems.forEach(problem => onError(formatProblem(problem), problem));
  const folders = [options.folder ?? []].flat();
  const tokens = defaultTokens(options);
  const store = new Store();
  const loader = new Loader(store, folders);
  await firstLoad(store, loader, options, report);

  const faults = new FaultSwitch();
  const pager = new Pager(options.continueTtlMs);
  const log = new RequestLog(options.record ?? false);
  const mode =
    options.rbac ?? (options.tokens ? 'from-manifests' : 'allow-all');
  const api = new ApiServer({
    store,
    pager,
    faults,
    authorizer: new Authorizer(store, mode),
    tokens,
    anonymous,
    upstreams,
    address: () => `${host}:${listener.port}`,
  });
  const tls = tlsOptions(options);
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    log.add(request);
    void api.handle(request, response);
  };
  const listener = new Listener(
    makeServer(handle, tls),
    host,
    options.port ?? 0,
  );
  await listener.open();
  const reload = async () => {
    const problems = await loader.load();
    report(problems);
    return problems;
  };
  const stopWatching = options.watch
    ? watchFolders(folders, () => void reload())
    : () => {};
  const admin = Object.keys(tokens).find(token =>
    tokens[token].groups?.includes(MASTERS),
  );
  const url = `${tls ? 'https' : 'http'}://${host}:${listener.port}`;

  return {
    url,
    port: listener.port,
    token: admin,
    certificate: tls?.cert,
    get requestCount() {
      return log.count;
    },
    get requests() {
      return log.requests;
    },
    get size() {
      return store.size;
    },
    clearRequests: () => log.clear(),
    async setFaults(changed) {
      faults.set(changed);
      await (faults.down ? listener.close() : listener.open());
    },
    async clearFaults() {
      faults.clear();
      await listener.open();
    },
    put: object => {
      store.put(object, MEMORY);
    },
    remove: ref => store.remove(ref),
    expireContinueTokens: () => pager.expireAll(),
    reload,
    kubeconfig: (token = admin) =>
      kubeconfig({ url, token, certificate: tls?.cert }),
    async close() {
      stopWatching();
      await listener.close();
    },
  };
}
