/** Builds the app when its sources changed. The backend needs no build: Node.js reads it as it is. */
import path from 'node:path';
import { runStep } from './processes.mjs';
import { root } from './root.mjs';
import { contentHash, isStamped, stamp } from './stamps.mjs';

const DIST = path.join(root, 'packages/app/dist');
const STAMP = path.join(DIST, '.sources');

/** Everything that ends up in the bundle; the backend's configuration schema is part of it. */
const SOURCES = [
  'yarn.lock',
  'app-config.yaml',
  'packages/app',
  'packages/backend/config.d.ts',
  'plugins/readiness',
  'plugins/readiness-common',
  'plugins/readiness-backend/config.d.ts',
];

export async function buildApp() {
  const hash = contentHash(SOURCES);
  if (isStamped(STAMP, hash)) return;
  await runStep(
    'Building the app',
    path.join(root, '.portal/build.log'),
    path.join(root, 'node_modules/.bin/backstage-cli'),
    ['package', 'build'],
    {
      cwd: path.join(root, 'packages/app'),
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  stamp(STAMP, hash);
}
