/** Builds an app when its sources changed. The backend needs no build: Node.js reads it as it is. */
import path from 'node:path';
import { runStep } from './processes.mjs';
import { root } from './root.mjs';
import { contentHash, isStamped, stamp } from './stamps.mjs';

/** Everything that ends up in every bundle; the backend's configuration schema is part of it. */
const SOURCES = [
  'yarn.lock',
  'app-config.yaml',
  'packages/backend/config.d.ts',
  'plugins/readiness',
  'plugins/readiness-common',
  'plugins/readiness-backend/config.d.ts',
];

/** `app` is the portal's; `app-legacy` is only there for a test. */
export async function buildApp(name = 'app') {
  const folder = path.join('packages', name);
  const stampFile = path.join(root, folder, 'dist/.sources');
  const hash = contentHash([folder, ...SOURCES]);
  if (isStamped(stampFile, hash)) return;
  await runStep(
    name === 'app' ? 'Building the app' : `Building ${name}`,
    path.join(root, '.portal', name === 'app' ? 'build.log' : `${name}.log`),
    path.join(root, 'node_modules/.bin/backstage-cli'),
    ['package', 'build'],
    {
      cwd: path.join(root, folder),
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  stamp(stampFile, hash);
}
