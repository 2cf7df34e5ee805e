#!/usr/bin/env node
/**
 * Writes what follows from the OpenAPI document: the types of the API in readiness-common, and the
 * document as a module for the backend's router. `--check` only tells whether they are in step.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const source = resolve(
  root,
  'plugins/readiness-backend/src/schema/openapi.yaml',
);
const require = createRequire(
  resolve(root, 'plugins/readiness-common/package.json'),
);
const { default: openapiTS, astToString } = await import(
  pathToFileURL(require.resolve('openapi-typescript').replace(/\.cjs$/, '.mjs'))
);
const YAML = require('yaml');

const banner =
  '/* Written by scripts/generate-api.mjs from plugins/readiness-backend/src/schema/openapi.yaml. */\n';
const text = readFileSync(source, 'utf8');
const document = YAML.parse(text);

const outputs = new Map([
  [
    'plugins/readiness-common/src/api/generated.ts',
    `${banner}${astToString(
      await openapiTS(document, { alphabetize: false }),
    )}`,
  ],
  [
    'plugins/readiness-backend/src/schema/openapi.generated.ts',
    `${banner}export const spec = ${JSON.stringify(
      document,
      null,
      2,
    )} as const;\n`,
  ],
]);

let stale = 0;
for (const [file, content] of outputs) {
  const path = resolve(root, file);
  let current;
  try {
    current = readFileSync(path, 'utf8');
  } catch {
    current = undefined;
  }
  if (current === content) continue;
  if (process.argv.includes('--check')) {
    stale += 1;
    console.error(
      `${file} is out of step with openapi.yaml: run node scripts/generate-api.mjs`,
    );
  } else {
    writeFileSync(path, content);
    console.log(`wrote ${file}`);
  }
}
process.exit(stale ? 1 : 0);
