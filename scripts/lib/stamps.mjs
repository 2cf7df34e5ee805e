/** Remembers what a step was last done for, so that it is done again only when that changed. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const IGNORED = new Set(['node_modules', 'dist', 'dist-types', 'coverage']);

function* filesBelow(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (IGNORED.has(entry.name) || entry.name.includes('.test.')) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else if (entry.isFile()) yield file;
  }
}

/** One hash over the names and contents of files and of whole folders; a missing one counts as empty. */
export function contentHash(relativePaths, ...more) {
  const hash = crypto.createHash('sha256').update(JSON.stringify(more));
  for (const relative of relativePaths) {
    const start = path.join(root, relative);
    const stat = fs.statSync(start, { throwIfNoEntry: false });
    const files = stat?.isDirectory() ? filesBelow(start) : stat ? [start] : [];
    for (const file of files) {
      hash.update(`\0${path.relative(root, file)}\0`);
      hash.update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

export function isStamped(stampFile, hash) {
  try {
    return fs.readFileSync(stampFile, 'utf8') === hash;
  } catch {
    return false;
  }
}

export function stamp(stampFile, hash) {
  fs.mkdirSync(path.dirname(stampFile), { recursive: true });
  fs.writeFileSync(stampFile, hash);
}
