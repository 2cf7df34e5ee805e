import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { completePlan } from '../clusters/structure';
import { readPlan } from './plan';
import { loadDefinitions } from '../definitions/load';
import { readerRbac, type Grant } from './readerRbac';
import type { Definitions } from '../definitions/types';

const PACKAGE = join(__dirname, '../..');
const DOCS = join(PACKAGE, '../../docs/reference');

let definitions: Definitions;
beforeAll(async () => {
  definitions = await loadDefinitions({
    checksDir: join(PACKAGE, 'checks'),
    scorecardsDir: join(PACKAGE, 'scorecards'),
  });
}, 60_000);

/** `poddisruptionbudgets.policy`; the core group has no dot. */
function granted(grant: Grant): string[] {
  const { rules } = parse(readerRbac(definitions, { grant })) as {
    rules: { apiGroups: string[]; resources: string[] }[];
  };
  return rules.flatMap(({ apiGroups: [group], resources }) =>
    resources.map(plural => (group ? `${plural}.${group}` : plural)),
  );
}

it.each(['default', 'extended'] as const)(
  'the %s manifest in the docs is what the shipped checks read (npm run -s rbac)',
  grant => {
    expect(readFileSync(join(DOCS, `rbac-${grant}.yaml`), 'utf8')).toBe(
      readerRbac(definitions, { grant }),
    );
  },
);

it.each([false, true])(
  'everything that an evaluation lists is granted (extended: %s)',
  extended => {
    const { resources } = completePlan(readPlan(definitions, { extended }));
    const allowed = new Set([
      ...granted('default'),
      ...(extended ? granted('extended') : []),
    ]);
    expect([...resources.keys()].filter(it => !allowed.has(it))).toEqual([]);
  },
);

it('the default grant holds no Secrets', () => {
  expect(granted('default')).not.toContain('secrets');
});
