/**
 * `npm test`: everything there is to check, from types to a real browser. The
 * last line sums up all suites.
 *
 *   npm test                          all
 *   npm test -- --only unit           one kind (types, lint, unit, e2e, bench; comma-separated)
 *   npm test -- plugins/readiness     the tests below a path
 *   npm test -- test/src/portal -t X  those whose name matches X
 *
 * REQUIRE_TOOLS=1 makes a missing browser, kubectl or Prometheus a failure; otherwise the
 * tests that need it are skipped.
 */
import fs from 'node:fs';
import path from 'node:path';
import util from 'node:util';
import { buildApp } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { run } from './lib/processes.mjs';
import { checkNode, giveUp, root } from './lib/root.mjs';
import { findTools } from './lib/tools.mjs';

const KINDS = ['types', 'lint', 'unit', 'e2e', 'bench'];
const OUTPUT = path.join(root, '.test-output');
const PATIENCE_MS = 120_000;
const bin = name => path.join(root, 'node_modules/.bin', name);
const isEndToEnd = filter => /^(\.\/)?test(\/|$)/.test(filter);

function readArguments() {
  const { values, positionals: filters } = util.parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      testNamePattern: { type: 'string', short: 't' },
    },
  });
  const wanted = values.only?.split(',') ?? KINDS;
  const unknown = wanted.find(kind => !KINDS.includes(kind));
  if (unknown) {
    giveUp(`--only takes ${KINDS.join(', ')}; "${unknown}" is none of them.`);
  }
  const named = values.testNamePattern
    ? ['--testNamePattern', values.testNamePattern]
    : [];
  if (filters.length === 0) {
    return {
      kinds: wanted,
      unit: named,
      e2e: named,
      narrowed: named.length > 0,
    };
  }
  const e2e = filters.filter(isEndToEnd);
  const unit = filters.filter(filter => !isEndToEnd(filter));
  const kinds = [unit.length > 0 && 'unit', e2e.length > 0 && 'e2e'];
  return {
    kinds: wanted.filter(kind => kinds.includes(kind)),
    unit: [...unit, ...named],
    e2e: [...e2e, ...named],
    narrowed: true,
  };
}

/** A check that is one thing: it passes or fails. */
async function check(command, args) {
  const code = await run(command, args, { cwd: root });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** What Jest counted. A file that could not run at all is a failure; so is a run without a test. */
function countJest(file, code, narrowed) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(fs.readFileSync(file, 'utf8'));
  const passed = result.numPassedTests;
  const skipped = result.numPendingTests + result.numTodoTests;
  const counted = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const nothingRan = !narrowed && passed + skipped + counted === 0;
  const failed = counted === 0 && (code !== 0 || nothingRan) ? 1 : counted;
  return { passed, failed, skipped };
}

async function jest(kind, command, args, { cwd, env, narrowed }) {
  const file = path.join(OUTPUT, `${kind}.json`);
  fs.rmSync(file, { force: true });
  const code = await run(
    command,
    [
      ...args,
      '--watchAll=false',
      // Nothing here asserts time: a busy machine may take as long as it needs.
      `--testTimeout=${PATIENCE_MS}`,
      '--json',
      `--outputFile=${file}`,
    ],
    { cwd, env: { ...process.env, ...env } },
  );
  return countJest(file, code, narrowed);
}

/** Backstage's tests run on SQLite, and on PostgreSQL where the environment names one. */
async function databaseFor(tools) {
  const given =
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;
  if (given) return { connectionString: given, stop: async () => {} };
  try {
    return await startPostgres();
  } catch (error) {
    tools.report('postgres', error.message);
    return undefined;
  }
}

async function unit({ unit: args, narrowed }, tools) {
  const postgres = await databaseFor(tools);
  const env = {
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    ...(postgres && {
      BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
        postgres.connectionString,
    }),
  };
  try {
    return await jest('unit', bin('backstage-cli'), ['repo', 'test', ...args], {
      cwd: root,
      env,
      narrowed,
    });
  } finally {
    await postgres?.stop();
  }
}

async function e2e({ e2e: args, narrowed }) {
  await buildApp();
  const filters = args.map(arg => arg.replace(/^(\.\/)?test\//, ''));
  if (!narrowed || filters.some(filter => filter.includes('legacy')))
    await buildApp('app-legacy');
  // A browser that a failed test left open must not keep the run from ending.
  return jest('e2e', bin('jest'), [...filters, '--forceExit'], {
    cwd: path.join(root, 'test'),
    env: {},
    narrowed,
  });
}

/** Whether measures can be taken: the quick ones. `npm run bench -- --smoke` takes all; the figures of so small a run say nothing. */
async function bench() {
  return check(process.execPath, [
    path.join(root, 'scripts/bench.mjs'),
    ...['--smoke', '--only', '1,3,6,9'],
  ]);
}

const SUITES = {
  types: ['Types', () => check(bin('tsc'), ['--noEmit'])],
  lint: ['Lint', () => check(bin('backstage-cli'), ['repo', 'lint'])],
  unit: ['Unit and integration tests', unit],
  e2e: ['End-to-end tests of the portal in a browser', e2e],
  bench: ['Benchmarks, as short as they can be', bench],
};

const line = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

checkNode();
process.env.CI = 'true';
const plan = readArguments();
await install().catch(error => giveUp(error.message));
fs.mkdirSync(OUTPUT, { recursive: true });
const tools = findTools();

const total = { passed: 0, failed: 0, skipped: 0 };
const summary = [];
for (const kind of plan.kinds) {
  const [title, suite] = SUITES[kind];
  console.log(`\n=== ${title}\n`);
  const startedAt = Date.now();
  const counts = await suite(plan, tools).catch(error => {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
  for (const key of Object.keys(total)) total[key] += counts[key];
  summary.push(`${title}: ${line(counts)} (${seconds} s)`);
}
total.failed += tools.failures;

console.log(`\n=== Summary\n`);
for (const missing of tools.missing) console.log(missing);
console.log(`${summary.join('\n')}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(line(total));
