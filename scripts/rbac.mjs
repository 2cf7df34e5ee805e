/**
 * `npm run -s rbac`: prints the ClusterRole of the reader account as YAML, from the
 * checks that ship with the plugin. An installation answers the same for its own
 * definitions at `GET /api/readiness/grants`.
 *
 *   npm run -s rbac                          what every check of the default grant reads
 *   npm run -s rbac -- --grant extended      what the extended grant adds to that
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { giveUp, root } from './lib/root.mjs';

const GRANTS = ['default', 'extended'];
const BACKEND = path.join(root, 'plugins/readiness-backend');

function grantAskedFor() {
  try {
    const { values } = parseArgs({
      options: { grant: { type: 'string', default: 'default' } },
    });
    if (GRANTS.includes(values.grant)) return values.grant;
  } catch (error) {
    return giveUp(error.message);
  }
  return giveUp(`--grant takes ${GRANTS.join(' or ')}.`);
}

const grant = grantAskedFor();
if (!fs.existsSync(path.join(root, 'node_modules/@backstage/cli'))) {
  giveUp(
    'Nothing is installed yet: npm start and npm test install what is missing.',
  );
}

const require = createRequire(path.join(BACKEND, 'package.json'));
require('@backstage/cli/config/nodeTransform.cjs');
const {
  formatDefinitionError,
  loadDefinitions,
} = require('./src/definitions/load.ts');
const { readerRbac } = require('./src/evaluation/readerRbac.ts');

const definitions = await loadDefinitions({
  checksDir: path.join(BACKEND, 'checks'),
  scorecardsDir: path.join(BACKEND, 'scorecards'),
});
// A role made from half of the checks would grant too little: say so, and give none.
if (definitions.errors.length > 0) {
  giveUp(definitions.errors.map(formatDefinitionError).join('\n'));
}
process.stdout.write(readerRbac(definitions, { grant }));
