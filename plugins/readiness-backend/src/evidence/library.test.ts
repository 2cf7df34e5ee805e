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

const EXPRESSIONS = new Set(['kubernetes', 'catalog', 'report']);

it.each(files)(
  '$id has a case that passes and one that fails',
  ({ id, cases }) => {
    const { evidence } = definitions.checks.get(id)!.definition;
    // What people say is judged by rules that every such check shares.
    const wanted = evidence.some(({ kind }) => EXPRESSIONS.has(kind))
      ? ['pass', 'fail']
      : [];
    expect(cases.map(({ result }) => result)).toEqual(
      expect.arrayContaining(wanted),
    );
  },
);

const all = files.flatMap(({ id, cases }) =>
  cases.map(testCase => ({ id, testCase, ...testCase })),
);

it.each(all)('$id $result: $name', ({ id, testCase }) => {
  const check = definitions.checks.get(id);
  if (!check) throw new Error(`${id} did not load`);
  expect(caseMismatch(testCase, judgeCase(check, testCase))).toBeUndefined();
});
