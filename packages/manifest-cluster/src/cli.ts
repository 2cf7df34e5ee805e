/** `manifest-cluster --folder FOLDER`: the cluster as a process of its own. */

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ManifestClusterOptions, startManifestCluster } from './cluster';
import { MASTERS } from './rbac';
import { TokenUser } from './types';

const USAGE = `Usage: manifest-cluster --folder FOLDER [options]

  --folder FOLDER           manifests to serve; may be given several times
  --port PORT               port to listen on (a free one when not given)
  --host HOST               address to listen on (127.0.0.1)
  --token TOKEN=USER[,GROUP...]
                            a bearer token; may be given several times.
                            A token alone is an admin's (group system:masters)
  --anonymous               answer requests without a token
  --rbac MODE               allow-all or from-manifests
  --upstream NS/NAME:PORT=URL
                            where the proxy of a Service leads; several times
  --tls                     serve https with a self-signed certificate
  --no-watch                do not look for changed manifests
  --strict                  do not start when a manifest cannot be used
  --write-kubeconfig FILE   write a kubeconfig, and print where
  --help                    show this text
`;

const OPTIONS = {
  folder: { type: 'string', multiple: true },
  port: { type: 'string' },
  host: { type: 'string' },
  token: { type: 'string', multiple: true },
  anonymous: { type: 'boolean' },
  rbac: { type: 'string' },
  upstream: { type: 'string', multiple: true },
  tls: { type: 'boolean' },
  'no-watch': { type: 'boolean' },
  strict: { type: 'boolean' },
  'write-kubeconfig': { type: 'string' },
  help: { type: 'boolean' },
} as const;

type Flags = ReturnType<
  typeof parseArgs<{ options: typeof OPTIONS }>
>['values'];

function parseTokens(flags: string[] | undefined) {
  const tokens: Record<string, TokenUser> = {};
  for (const flag of flags ?? []) {
    const [token, identity] = splitAt(flag, flag.indexOf('='));
    const [user, ...groups] = identity?.split(',') ?? ['admin', MASTERS];
    tokens[token] = { user, groups };
  }
  return flags && tokens;
}

function splitAt(text: string, index: number): [string, string | undefined] {
  return index < 0
    ? [text, undefined]
    : [text.slice(0, index), text.slice(index + 1)];
}

function parseUpstreams(flags: string[] = []): Record<string, string> {
  return Object.fromEntries(
    flags.map(flag => {
      const [service, url] = splitAt(flag, flag.indexOf('='));
      if (!url)
        throw new Error(`--upstream ${flag}: expected NS/NAME:PORT=URL`);
      return [service, url];
    }),
  );
}

function parseRbac(mode: string | undefined) {
  if (mode === undefined || mode === 'allow-all' || mode === 'from-manifests') {
    return mode;
  }
  throw new Error(`--rbac ${mode}: expected allow-all or from-manifests`);
}

function parsePort(port: string | undefined): number | undefined {
  if (port === undefined) return undefined;
  if (!/^\d+$/.test(port) || Number(port) > 65535) {
    throw new Error(`--port ${port}: expected a number up to 65535`);
  }
  return Number(port);
}

function clusterOptions(flags: Flags): ManifestClusterOptions {
  if (!flags.folder) throw new Error('--folder is missing');
  return {
    folder: flags.folder,
    port: parsePort(flags.port),
    host: flags.host,
    tokens: parseTokens(flags.token),
    anonymous: flags.anonymous,
    rbac: parseRbac(flags.rbac),
    upstreams: parseUpstreams(flags.upstream),
    tls: flags.tls,
    watch: !flags['no-watch'],
    strict: flags.strict,
  };
}

/** Runs until a signal ends it; resolves to the exit code. */
export async function main(args: string[]): Promise<number> {
  const { values: flags } = parseArgs({ args, options: OPTIONS });
  if (flags.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const cluster = await startManifestCluster(clusterOptions(flags));
  process.stdout.write(`${cluster.url}\n`);
  const file = flags['write-kubeconfig'];
  if (file) {
    // It holds a token: nobody else has to read it.
    await writeFile(file, cluster.kubeconfig(), { mode: 0o600 });
    process.stdout.write(`kubeconfig: ${file}\n`);
  } else if (!flags.token && !flags.anonymous) {
    process.stdout.write(`token: ${cluster.token}\n`);
  }
  await new Promise(resolve => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await cluster.close();
  return 0;
}

/** What the bin calls: one line on a mistake, not a stack. */
export function runCli(args: string[] = process.argv.slice(2)) {
  main(args).then(
    code => process.exit(code),
    error => {
      process.stderr.write(`manifest-cluster: ${error.message}\n`);
      process.exit(1);
    },
  );
}
