/** Scorecards that are made up for a measure: so many, with a few checks each. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { QUESTIONS } from '../rival/facts';

export interface MadeScorecards {
  /** As `scorecardFile` takes them. */
  names: string[];
  remove(): void;
}

export function makeScorecards(count: number): MadeScorecards {
  const folder = fs.mkdtempSync(
    path.join(os.tmpdir(), 'readiness-scorecards-'),
  );
  const each = QUESTIONS.length / count;
  const names = Array.from({ length: count }, (_, at) => {
    const id = `bench-${at + 1}`;
    const checks = QUESTIONS.slice(at * each, (at + 1) * each);
    fs.writeFileSync(path.join(folder, `${id}.yaml`), scorecard(id, checks));
    return path.join(folder, id);
  });
  return {
    names,
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

function scorecard(id: string, checks: readonly string[]): string {
  return JSON.stringify({
    id,
    title: id,
    description: 'Made for the benchmark.',
    appliesTo: { kind: 'Component' },
    expects: 'workload',
    gate: { onPlatformUnknown: 'hold' },
    sections: [
      {
        id: 'all',
        title: 'All',
        items: checks.map((check, at) => ({
          id: `${id}.${at + 1}`,
          text: check,
          check,
          severity: at % 2 === 0 ? 'blocking' : 'recommended',
        })),
      },
    ],
  });
}
