/** The Prometheus of each example cluster, in a process of its own beside the portal: examples/metrics/serve.mjs. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { findProgram } from './processes.mjs';
import { root } from './root.mjs';

const MODES = ['real', 'recorded', 'record', 'off'];

/** A file laid over app-config.yaml may do without the example clusters. */
function embeddedClusters(configs) {
  const { parse } = createRequire(import.meta.url)('yaml');
  const lists = configs
    .map(file => parse(fs.readFileSync(file, 'utf8'))?.embeddedClusters)
    .filter(list => Array.isArray(list));
  return lists[lists.length - 1] ?? [];
}

function chooseMode(env) {
  const wanted = env.EXAMPLE_PROMETHEUS;
  if (wanted && MODES.includes(wanted)) return wanted;
  return findProgram('prometheus') && findProgram('promtool')
    ? 'real'
    : 'recorded';
}

/** `${NAME:-value}` as Backstage reads it. */
const filled = (text, env) =>
  String(text).replace(
    /\$\{(\w+)(?::-([^}]*))?\}/g,
    (_, name, otherwise = '') => env[name] || otherwise,
  );

/** `upstreams` or `prometheus.url` of app-config.yaml lead to these ports. */
const portVariable = cluster =>
  `${cluster.toUpperCase().replace(/-/g, '_')}_PROMETHEUS_PORT`;

function defaultPorts() {
  const config = fs.readFileSync(path.join(root, 'app-config.yaml'), 'utf8');
  return new Map(
    [...config.matchAll(/\$\{(\w+_PROMETHEUS_PORT):-(\d+)\}/g)].map(
      ([, name, port]) => [name, port],
    ),
  );
}

/**
 * Starts them, unless the portal has other clusters. Gives how they were started, and a promise that
 * is kept when they answer.
 */
export function startExampleMetrics(configs, env) {
  const ports = defaultPorts();
  const clusters = embeddedClusters(configs).filter(({ name }) =>
    ports.has(portVariable(name)),
  );
  const mode = clusters.length > 0 ? chooseMode(env) : 'off';
  if (mode === 'off') return { mode, ready: Promise.resolve() };
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'examples/metrics/serve.mjs'),
      ...['--mode', mode],
      ...clusters.map(({ name, folder }) => {
        const variable = portVariable(name);
        const port = env[variable] || ports.get(variable);
        const at = path.resolve(root, 'packages/backend', filled(folder, env));
        return `${name}=${port}=${at}`;
      }),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env },
  );
  process.on('exit', () => child.kill());
  return { mode, ready: untilReady(child) };
}

function untilReady(child) {
  return new Promise(resolve => {
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', text => {
      for (const line of text.split('\n')) {
        if (line === 'ready') resolve();
        else if (line) console.log(line);
      }
    });
    child.once('exit', () => resolve());
  });
}
