/**
 * The core of loading, without file system: from the text of files to {@link Definitions}. A library
 * takes a second or so; others get their turn between two files.
 */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Environment } from '@marcbachmann/cel-js';
import type { DefinitionError } from '@readiness-gates/backstage-plugin-readiness-common';
import { loadCheck, type CheckLoad } from './checks';
import { CHECK_SCHEMA } from './schema/check.schema';
import { SCORECARD_SCHEMA } from './schema/scorecard.schema';
import { createShapeValidator } from './schema/validate';
import { loadScorecard } from './scorecards';
import { YamlSource, type SourceFile } from './source';
import type { CompiledCheck, CompiledScorecard, Definitions } from './types';

export interface DefinitionSources {
  checks: readonly SourceFile[];
  scorecards: readonly SourceFile[];
  /** Environments that app-config knows; absent: any name is taken. */
  environmentsKnown?: readonly string[];
  /** Whether the cases of checks are looked at too; who only evaluates has no use for them. */
  withCases?: boolean;
}

const CASES = ['cases', 'fixtures'];

const validateCheck = createShapeValidator(CHECK_SCHEMA);
const validateScorecard = createShapeValidator(SCORECARD_SCHEMA);

export async function compileDefinitions(
  sources: DefinitionSources,
  base: Environment,
): Promise<Definitions> {
  const errors: DefinitionError[] = [];
  const { checks, brokenChecks } = await compileChecks(
    sources.checks,
    sources.withCases ? [] : CASES,
    base,
    errors,
  );
  const environments =
    sources.environmentsKnown && new Set(sources.environmentsKnown);
  const scorecards = new Map<string, CompiledScorecard>();
  const first = new Map<string, string>();
  for (const file of sources.scorecards) {
    await turnOfTheLoop();
    const source = parseOne(file, errors);
    if (!source) continue;
    const known = { checks, brokenChecks };
    const load = loadScorecard(source, validateScorecard, known, environments);
    if (isFirst('scorecard', load, source, first) && load.scorecard) {
      scorecards.set(load.scorecard.definition.id, load.scorecard);
    }
    errors.push(...load.problems.errors);
  }
  return { checks, scorecards, errors };
}

async function compileChecks(
  files: readonly SourceFile[],
  unneeded: readonly string[],
  base: Environment,
  errors: DefinitionError[],
) {
  const checks = new Map<string, CompiledCheck>();
  const brokenChecks = new Set<string>();
  const first = new Map<string, string>();
  for (const file of files) {
    await turnOfTheLoop();
    const source = parseOne(file, errors, unneeded);
    const load = source && loadCheck(source, validateCheck, base);
    if (load && isFirst('check', load, source, first) && load.check) {
      checks.set(load.check.definition.id, load.check);
    } else {
      brokenChecks.add(load?.id ?? nameOf(file));
    }
    errors.push(...(load?.problems.errors ?? []));
  }
  return { checks, brokenChecks };
}

/** Whether nothing before has this id; the first one keeps it. */
function isFirst(
  what: string,
  { id, line, problems }: Pick<CheckLoad, 'id' | 'line' | 'problems'>,
  source: YamlSource,
  first: Map<string, string>,
): boolean {
  if (id === undefined) return true;
  const before = first.get(id);
  if (before === undefined) {
    first.set(id, `${source.file}:${line}`);
    return true;
  }
  problems.atLine(
    line,
    `duplicate ${what} id \`${id}\`, first used at ${before}`,
  );
  return false;
}

function parseOne(
  file: SourceFile,
  errors: DefinitionError[],
  unneeded: readonly string[] = [],
): YamlSource | undefined {
  const source = YamlSource.parse(file, unneeded);
  if (source instanceof YamlSource) return source;
  errors.push(...source);
  return undefined;
}

/** A check that cannot even be parsed is known by its file. */
function nameOf({ file }: SourceFile): string {
  return file
    .split('/')
    .at(-1)!
    .replace(/\.yaml$/, '');
}
