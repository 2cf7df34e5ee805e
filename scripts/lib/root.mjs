/** The repository's root folder, and the Node.js versions that it runs on. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Ends the process with one clear line; nothing that we could do would help. */
export function giveUp(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

/**
 * Node 24 is left out on purpose: better-sqlite3 12 aborts there at random.
 */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12);
  if (!fits) {
    giveUp(
      `Readiness Gates runs on Node.js 20.19 or newer, or 22.12 or newer; this is ${version}. ` +
        `Install one of them (for example with nvm: nvm install 22) and try again.`,
    );
  }
}
