/** A portal as `npm start` runs it, with a port, a database and a copy of the examples of its own. */
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';

const root = resolve(__dirname, '../..');
const START_TIMEOUT_MS = 180_000;

export interface PortalOptions {
  /** Laid over app-config.yaml; lists are replaced as a whole. */
  config?: object;
  /** Copied and served instead of the repository's examples. */
  examples?: string;
  /** More environment variables. */
  env?: Record<string, string>;
  /** How long the catalog may take to read its files; a minute where nobody says. */
  catalogTimeoutMs?: number;
}

export interface Portal {
  url: string;
  /** The copy of the examples that this portal serves; tests may change it. */
  examplesFolder: string;
  /** The API servers of the embedded clusters, by name. */
  clusterUrls: Record<string, string>;
  /** Everything that the portal has printed so far. */
  output(): string;
  /** A request to a backend plugin, as the guest who signs in. */
  api(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function clusterPorts() {
  const names = ['devmentor', 'data-platform', 'x0tta6bl4'];
  const variable = (name: string, what: string) =>
    `${name.toUpperCase().replace(/-/g, '_')}_${what}_PORT`;
  const ports = await Promise.all(names.map(freePort));
  const metrics = await Promise.all(names.map(freePort));
  return {
    env: Object.fromEntries(
      names.flatMap((name, index) => [
        [variable(name, 'CLUSTER'), String(ports[index])],
        [variable(name, 'PROMETHEUS'), String(metrics[index])],
      ]),
    ),
    urls: Object.fromEntries(
      names.map((name, index) => [name, `http://127.0.0.1:${ports[index]}`]),
    ),
  };
}

function collect(child: ChildProcess) {
  let output = '';
  const add = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => output;
}

async function untilUp(child: ChildProcess, output: () => string) {
  const startedAt = Date.now();
  while (!output().includes('Readiness Gates is up')) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const how = child.signalCode ?? `exit code ${child.exitCode}`;
      throw new Error(`The portal ended at once (${how}):\n${output()}`);
    }
    if (Date.now() - startedAt > START_TIMEOUT_MS) {
      throw new Error(`The portal did not come up in time:\n${output()}`);
    }
    await sleep(100);
  }
}

/** Waits until `probe` says yes; a failed request says no. */
export async function waitUntil(
  what: string,
  probe: () => Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const startedAt = Date.now();
  while (!(await probe().catch(() => false))) {
    if (Date.now() - startedAt > timeoutMs) {
      throw new Error(`Waited ${timeoutMs} ms in vain for ${what}`);
    }
    await sleep(250);
  }
}

/** The catalog reads its files after the portal is up; it is done when it stays as it is. */
async function untilCatalogIsRead(api: Portal['api'], timeoutMs?: number) {
  let before = 0;
  await waitUntil(
    'the catalog',
    async () => {
      const response = await api('catalog/entities/by-query?limit=0');
      const { totalItems } = await response.json();
      const settled = totalItems > 0 && totalItems === before;
      before = totalItems;
      if (!settled) await sleep(500);
      return settled;
    },
    timeoutMs,
  );
}

async function guestToken(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/guest/refresh`);
  const body = await response.json();
  return body.backstageIdentity.token;
}

export function apiOf(url: string): Portal['api'] {
  return async (path, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${await guestToken(url)}`);
    return fetch(`${url}/api/${path}`, { ...init, headers });
  };
}

export async function startPortal(
  options: PortalOptions = {},
): Promise<Portal> {
  const home = await mkdtemp(join(tmpdir(), 'readiness-portal-'));
  const examplesFolder = join(home, 'examples');
  await cp(options.examples ?? join(root, 'examples'), examplesFolder, {
    recursive: true,
  });
  const configFile = join(home, 'config.yaml');
  await writeFile(configFile, stringify(options.config ?? {}));
  const clusters = await clusterPorts();
  const port = await freePort();
  const url = `http://localhost:${port}`;

  const child = spawn(
    process.execPath,
    [
      join(root, 'scripts/start.mjs'),
      '--no-build',
      ...['--port', String(port), '--config', configFile],
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // Jest's own value would switch plugins to what they do in tests.
        NODE_ENV: undefined,
        ...clusters.env,
        EXAMPLES_FOLDER: examplesFolder,
        PORTAL_DATABASE: join(home, 'database'),
        ...options.env,
      },
    },
  );
  const output = collect(child);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await rm(home, { recursive: true, force: true });
  };
  const api = apiOf(url);
  try {
    await untilUp(child, output);
    await untilCatalogIsRead(api, options.catalogTimeoutMs);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    examplesFolder,
    clusterUrls: clusters.urls,
    output,
    api,
    stop,
  };
}
