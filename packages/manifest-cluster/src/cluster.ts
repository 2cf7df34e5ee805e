/** Starts a manifest cluster and gives the handle that tests and the portal hold. */

import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { selfSignedCertificate } from './certificate';
import { Faults, FaultSwitch } from './faults';
import { watchFolders } from './folderWatcher';
import { kubeconfig } from './kubeconfig';
import { Listener, TlsOptions } from './listener';
import { Loader, MEMORY, putAll } from './loader';
import { Pager } from './pages';
import { Upstreams } from './proxy';
import { Authorizer, MASTERS } from './rbac';
import { RecordedRequest, RequestLog } from './requestLog';
import { ApiServer } from './server';
import { Store } from './store';
import {
  KubernetesObject,
  ManifestProblem,
  ObjectRef,
  TokenUser,
} from './types';

export interface ManifestClusterOptions {
  /** Folders (or files) of manifests: YAML of several documents, JSON, List objects. */
  folder?: string | string[];
  /** The moment that the folders tell of: every time in them is moved, so that it is now when this starts. */
  asOf?: Date;
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

interface RunningParts {
  store: Store;
  loader: Loader;
  folders: string[];
  pager: Pager;
  faults: FaultSwitch;
  log: RequestLog;
  listener: Listener;
  host: string;
  tls: TlsOptions | undefined;
  tokens: Record<string, TokenUser>;
  report: (problems: ManifestProblem[]) => void;
}

/** Everything between the options and the handle. */
class Cluster implements ManifestCluster {
  readonly url: string;
  readonly port: number;
  readonly token: string | undefined;
  readonly certificate: string | undefined;
  readonly #parts: RunningParts;
  readonly #stopWatching: () => void;

  constructor(options: ManifestClusterOptions, parts: RunningParts) {
    const { listener, tls, tokens, folders } = parts;
    this.#parts = parts;
    this.port = listener.port;
    this.url = `${tls ? 'https' : 'http'}://${parts.host}:${this.port}`;
    this.certificate = tls?.cert;
    this.token = Object.keys(tokens).find(token =>
      tokens[token].groups?.includes(MASTERS),
    );
    this.#stopWatching = options.watch
      ? watchFolders(folders, () => void this.reload())
      : () => {};
  }

  get requestCount() {
    return this.#parts.log.count;
  }

  get requests() {
    return this.#parts.log.requests;
  }

  get size() {
    return this.#parts.store.size;
  }

  clearRequests() {
    this.#parts.log.clear();
  }

  async setFaults(changed: Partial<Faults>) {
    const { faults, listener } = this.#parts;
    faults.set(changed);
    await (faults.down ? listener.close() : listener.open());
  }

  async clearFaults() {
    this.#parts.faults.clear();
    await this.#parts.listener.open();
  }

  put(object: KubernetesObject) {
    this.#parts.store.put(object, MEMORY);
  }

  remove(ref: ObjectRef) {
    return this.#parts.store.remove(ref);
  }

  expireContinueTokens() {
    this.#parts.pager.expireAll();
  }

  async reload() {
    const problems = await this.#parts.loader.load();
    this.#parts.report(problems);
    return problems;
  }

  kubeconfig(token: string | undefined = this.token) {
    return kubeconfig({ url: this.url, token, certificate: this.certificate });
  }

  async close() {
    this.#stopWatching();
    await this.#parts.listener.close();
  }
}

/** In whole seconds, as Kubernetes writes times. */
function sinceMs(asOf: Date | undefined): number {
  if (!asOf) return 0;
  return Math.floor((Date.now() - asOf.getTime()) / 1000) * 1000;
}

function reporter({ onError }: ManifestClusterOptions) {
  const hear = onError ?? ((line: string) => process.stderr.write(`${line}\n`));
  return (problems: ManifestProblem[]) =>
    problems.forEach(problem => hear(formatProblem(problem), problem));
}

export async function startManifestCluster(
  options: ManifestClusterOptions = {},
): Promise<ManifestCluster> {
  const { host = '127.0.0.1', port = 0, upstreams = {} } = options;
  const folders = [options.folder ?? []].flat();
  const report = reporter(options);
  const store = new Store();
  const loader = new Loader(store, folders, sinceMs(options.asOf));
  await firstLoad(store, loader, options, report);

  const faults = new FaultSwitch();
  const pager = new Pager(options.continueTtlMs);
  const log = new RequestLog(options.record ?? false);
  const tokens = defaultTokens(options);
  const api = new ApiServer({
    store,
    pager,
    faults,
    authorizer: new Authorizer(
      store,
      options.rbac ?? (options.tokens ? 'from-manifests' : 'allow-all'),
    ),
    tokens,
    anonymous: options.anonymous ?? false,
    upstreams,
  });
  const tls = tlsOptions(options);
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    log.add(request);
    void api.handle(request, response);
  };
  const listener = new Listener(handle, { host, port, tls });
  await listener.open();
  return new Cluster(options, {
    store,
    loader,
    folders,
    pager,
    faults,
    log,
    listener,
    host,
    tls,
    tokens,
    report,
  });
}
