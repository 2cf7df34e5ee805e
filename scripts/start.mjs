/**
 * `npm start`: installs and builds what is missing, then runs the portal on one port.
 *
 * Plain Node.js, because nothing is installed yet when it starts. The portal
 * runs in this very process: ending it ends everything.
 */
import fs from 'node:fs';
import module, { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';
import { buildApp } from './lib/build.mjs';
import { startExampleMetrics } from './lib/exampleMetrics.mjs';
import { letExampleSpeak } from './lib/exampleWords.mjs';
import { install } from './lib/install.mjs';
import { chooseClusterPorts, isFree } from './lib/ports.mjs';
import { checkNode, giveUp, root } from './lib/root.mjs';
import { welcome } from './lib/welcome.mjs';

const USAGE = `Usage: npm start -- [--port PORT] [--config FILE]...

  --port PORT     where the portal listens (also: PORT=8007 npm start), 7007 unless told
  --config FILE   laid over app-config.yaml, for example with your own clusters; repeatable
  --no-build      serve the app as it was built last, as the end-to-end tests do
  --help          this text`;

function readArguments() {
  try {
    const { values } = util.parseArgs({
      options: {
        port: { type: 'string' },
        config: { type: 'string', multiple: true },
        'no-build': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    return giveUp(`${error.message}\n\n${USAGE}`);
  }
}

/** The base first, then what the machine and the caller lay over it. */
function configFiles(extra = []) {
  const local = path.join(root, 'app-config.local.yaml');
  const named = extra.map(file => path.resolve(file));
  const missing = named.find(file => !fs.existsSync(file));
  if (missing) giveUp(`There is no configuration file ${missing}.`);
  return [
    path.join(root, 'app-config.yaml'),
    ...(fs.existsSync(local) ? [local] : []),
    ...named,
  ];
}

async function choosePort(wanted) {
  const port = Number(wanted ?? process.env.PORT ?? 7007);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    giveUp(`"${wanted ?? process.env.PORT}" is not a port.`);
  }
  if (!(await isFree(port))) {
    giveUp(
      `Port ${port} is taken, perhaps by a portal that still runs. ` +
        `Choose another one: npm start -- --port ${port + 1}`,
    );
  }
  return String(port);
}

/** A signal that ends npm does not always reach its child: follow the parent out. */
function endWithParent() {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1000);
  check.unref();
}

async function serve(configs) {
  const require = createRequire(path.join(root, 'packages/backend/'));
  process.chdir(path.join(root, 'packages/backend'));
  process.argv = [
    process.argv[0],
    process.argv[1],
    ...configs.flatMap(file => ['--config', file]),
  ];
  process.setSourceMapsEnabled(true);
  module.enableCompileCache?.(); // from Node.js 22 on
  require('@backstage/cli/config/nodeTransform.cjs');
  require('./src/index.ts');
}

async function ready(port) {
  const startedAt = Date.now();
  while (Date.now() - startedAt < 120_000) {
    const answer = await fetch(
      `http://127.0.0.1:${port}/.backstage/health/v1/readiness`,
    ).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise(resolve => {
      setTimeout(resolve, 500);
    });
  }
  giveUp(
    'The portal did not get ready within two minutes; see the lines above.',
  );
}

checkNode();
const options = readArguments();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
const configs = configFiles(options.config);
const port = await choosePort(options.port);
try {
  await install();
  if (!options['no-build']) await buildApp();
} catch (error) {
  giveUp(error.message);
}

process.env.PORT = port;
process.env.LOG_LEVEL ??= 'warn';
Object.assign(process.env, await chooseClusterPorts(process.env));
if (process.env.npm_lifecycle_event) endWithParent();

console.log('Starting the portal …');
const metrics = startExampleMetrics(configs, process.env);
process.env.EXAMPLE_PROMETHEUS = metrics.mode;
await serve(configs);
await ready(port);
await metrics.ready;
console.log(welcome(port, metrics.mode));
if (metrics.mode !== 'off') await letExampleSpeak(port);
