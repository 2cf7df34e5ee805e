/** Installs the dependencies with the Yarn that package.json names, when they are not there as locked. */
import fs from 'node:fs';
import path from 'node:path';
import { runStep } from './processes.mjs';
import { root } from './root.mjs';
import { contentHash, isStamped, stamp } from './stamps.mjs';

const STAMP = path.join(root, 'node_modules/.readiness-gates-install');

/** All package.json files that the workspaces in the root's one name. */
function manifests() {
  const { workspaces } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const folders = workspaces.flatMap(workspace => {
    const parent = workspace.replace(/\/\*$/, '');
    if (parent === workspace) return [workspace];
    return fs
      .readdirSync(path.join(root, parent))
      .sort()
      .map(name => `${parent}/${name}`);
  });
  return ['.', ...folders].map(folder => path.join(folder, 'package.json'));
}

/** Yarn comes from the npm registry like everything else: `corepack` would ask another host. */
export function yarn(...args) {
  const { packageManager } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const version = packageManager.split('@')[1];
  return ['npx', ['-y', `@yarnpkg/cli-dist@${version}`, ...args]];
}

/**
 * better-sqlite3 is compiled when there is no prebuilt binary; with the headers
 * that came with Node.js the compiler has nothing to download.
 */
function nodeHeaders() {
  const prefix = path.dirname(path.dirname(process.execPath));
  const there = fs.existsSync(path.join(prefix, 'include/node/node.h'));
  return there ? { npm_config_nodedir: prefix } : {};
}

export async function install() {
  const hash = contentHash(
    ['yarn.lock', '.yarnrc.yml', ...manifests()],
    process.versions.modules,
    process.platform,
    process.arch,
  );
  if (isStamped(STAMP, hash)) return;
  const [command, args] = yarn('install', '--immutable');
  await runStep(
    'Installing the dependencies (some minutes the first time)',
    path.join(root, '.portal/install.log'),
    command,
    args,
    { cwd: root, env: { ...process.env, ...nodeHeaders() } },
  );
  stamp(STAMP, hash);
}
