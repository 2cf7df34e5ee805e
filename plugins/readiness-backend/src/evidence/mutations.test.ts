/** Breaks every expression of the library, one at a time, and wants a case to notice: a case that cannot fail proves nothing. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { createBaseEnvironment } from '../definitions/cel/environment';
import { compileDefinitions } from '../definitions/compile';
import { globSync } from './__testing__/files';
import { mutantsOf } from './__testing__/mutants';
import { caseMismatch, judgeCase } from './cases';
import type { CheckCase } from './cases';

jest.setTimeout(120_000);

const checksDir = join(__dirname, '..', '..', 'checks');
const files = globSync(checksDir, '.yaml').map(file => ({
  file,
  id: basename(file, '.yaml'),
}));
const base = createBaseEnvironment();

async function survivors(file: string, id: string): Promise<string[]> {
  const environment = await base;
  const {
    cases = [],
    fixtures: _fixtures,
    ...definition
  } = parse(readFileSync(file, 'utf8'), { merge: true, maxAliasCount: 2000 });
  const isNoticed = (
    check: NonNullable<Parameters<typeof judgeCase>[0]>,
    one: CheckCase,
  ) => {
    try {
      return caseMismatch(one, judgeCase(check, one)) !== undefined;
    } catch {
      return true;
    }
  };
  const found: string[] = [];
  const parseText = (text: string) => environment.parse(text).ast;
  for (const mutant of mutantsOf(definition, parseText)) {
    const text = JSON.stringify(mutant.definition);
    const { checks, errors } = await compileDefinitions(
      { checks: [{ file: `test/${id}.yaml`, text }], scorecards: [] },
      environment,
    );
    const check = checks.get(id);
    if (!check) throw new Error(`${mutant.what}: ${errors[0].message}`);
    if (!(cases as CheckCase[]).some(one => isNoticed(check, one)))
      found.push(mutant.what.replace(/\s+/g, ' '));
  }
  return found;
}

it.each(files)('no broken $id goes unnoticed', async ({ file, id }) => {
  expect(await survivors(file, id)).toEqual([]);
});
