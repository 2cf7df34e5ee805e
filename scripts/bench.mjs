/**
 * `npm run bench`: measures this against its peers and against its own bounds. All of it takes
 * half an hour to an hour and a half and writes docs/benchmarks.md.
 *
 *   npm run bench -- --only 1,3,5 --services 1000 --json FILE   a part of it, as JSON
 *   npm run bench -- --resume                                   goes on where a run was ended
 *   npm run bench -- --smoke                                    only whether it works
 *   npm run bench -- --only 3 --profile                         writes CPU profiles, too
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildApp } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { checkNode, giveUp, root } from './lib/root.mjs';

const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** Measures that need it say that it is missing. */
async function postgres() {
  if (process.env[POSTGRES]) return { stop: async () => {} };
  try {
    const started = await startPostgres();
    process.env[POSTGRES] = started.connectionString;
    return started;
  } catch (error) {
    console.error(`PostgreSQL: ${error.message}`);
    return { stop: async () => {} };
  }
}

checkNode();
try {
  await install();
  await buildApp();
} catch (error) {
  giveUp(error.message);
}
const require = createRequire(path.join(root, 'bench/package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const { main } = require('./src/main.ts');
const server = await postgres();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
} finally {
  await server.stop();
}
