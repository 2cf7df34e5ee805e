/** Walks the library: every check compiles, has a passing and a failing case, and each case holds. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from './__testing__/files';
import { parse } from 'yaml';
import { loadDefinitions } from '../definitions';
import type { Definitions } from '../definitions/types';
import { caseMismatch, judgeCase } from './cases';
import type { CheckCase } from './cases';

const root = join(__dirname, '..', '..');
const checksDir = join(root, 'checks');
const files = globSync(checksDir, '.yaml').map(file => {
  const { cases = [] } = parse(readFileSync(file, 'utf8'), {
    merge: true,
    maxAliasCount: 1000,
  }) as {
    cases?: CheckCase[];
  };
  return { id: basename(file, '.yaml'), cases };
});

jest.setTimeout(60_000);

let definitions: Definitions;
beforeAll(async () => {
  definitions = await loadDefinitions({
    checksDir,
    scorecardsDir: join(root, 'scorecards'),
  });
});

it('loads without an error', () => {
  expect(definitions.errors).toEqual([]);
  expect([...definitions.checks.keys()].sort()).toEqual(
    files.map(({ id }) => id).sort(),
  );
});

describe.each(files)('$id', ({ id, cases }) => {
  it('has a case that passes and one that fails', () => {
    const results = cases.map(({ result }) => result);
    expect(results).toEqual(expect.arrayContaining(['pass', 'fail']));
  });

  it.each(
    cases.map(
      testCase => [`${testCase.result}: ${testCase.name}`, testCase] as const,
    ),
  )('%s', (_, testCase) => {
    const check = definitions.checks.get(id);
    if (!check) throw new Error(`${id} did not load`);
    expect(caseMismatch(testCase, judgeCase(check, testCase))).toBeUndefined();
  });
});
