/**
 * Records what the Prometheus of each example cluster answers to the checks, for machines without one:
 * examples/metrics/recorded. Run it after a change of the examples or of a check that asks Prometheus.
 *
 *   node scripts/record-prometheus.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { speak } from '../examples/words/speak.mjs';
import { freePort } from './lib/ports.mjs';
import { giveUp, root } from './lib/root.mjs';

const CLUSTERS = ['devmentor', 'data-platform', 'x0tta6bl4'];
const CI_TOKEN = 'example-ci-token-for-this-machine-only';

const variable = (cluster, what) =>
  `${cluster.toUpperCase().replace(/-/g, '_')}_${what}_PORT`;

async function chooseEnvironment(home) {
  const env = {
    ...process.env,
    EXAMPLE_PROMETHEUS: 'off',
    PORTAL_DATABASE: path.join(home, 'database'),
  };
  for (const cluster of CLUSTERS) {
    env[variable(cluster, 'CLUSTER')] = String(await freePort());
    env[variable(cluster, 'PROMETHEUS')] = String(await freePort());
  }
  return env;
}

function startRecorder(env) {
  const served = CLUSTERS.map(cluster => {
    const port = env[variable(cluster, 'PROMETHEUS')];
    return `${cluster}=${port}=${path.join(
      root,
      'examples/clusters',
      cluster,
    )}`;
  });
  return spawn(
    process.execPath,
    [
      path.join(root, 'examples/metrics/serve.mjs'),
      ...['--mode', 'record', ...served],
    ],
    { stdio: 'inherit' },
  );
}

function startPortal(port, env) {
  return spawn(
    process.execPath,
    [
      path.join(root, 'scripts/start.mjs'),
      ...['--no-build', '--port', String(port)],
    ],
    { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

async function end(child) {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-record-'));
const env = await chooseEnvironment(home);
const port = await freePort();
const recorder = startRecorder(env);
const portal = startPortal(port, env);
try {
  // They speak once every cluster was evaluated, which is when everything was asked.
  await speak({ url: `http://127.0.0.1:${port}`, ciToken: CI_TOKEN });
} catch (error) {
  giveUp(error.message);
} finally {
  await end(portal);
  await end(recorder);
  fs.rmSync(home, { recursive: true, force: true });
}
