/**
 * The core of loading, without file system: from the text of files to {@link Definitions}. A library of which
 * nothing is known takes a second or two; others get their turn between two files.
 */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Environment } from '@marcbachmann/cel-js';
import type { DefinitionError } from '@readiness-gates/backstage-plugin-readiness-common';
import { loadCheck, type CheckLoad, type ConfiguredEvidence } from './checks';
import { CHECK_SCHEMA } from './schema/check.schema';
import { SCORECARD_SCHEMA } from './schema/scorecard.schema';
import { createShapeValidator } from './schema/validate';
import { OVERRIDES } from './overrides';
import type { Overrides } from './overrides';
import { PrebuiltSource } from './prebuilt/source';
import type { PrebuiltLibrary } from './prebuilt/types';
import { loadScorecard } from './scorecards';
import {
  CASES,
  partsOf,
  YamlSource,
  type Source,
  type SourceFile,
} from './source';
import { didYouMean } from './suggest';
import type { CompiledCheck, CompiledScorecard, Definitions } from './types';
import { linkVerdicts } from './verdicts';

export interface DefinitionSources {
  checks: readonly SourceFile[];
  scorecards: readonly SourceFile[];
  /** Environments that app-config knows; absent: any name is taken. */
  environmentsKnown?: readonly string[];
  /** Absent: everything is. */
  configured?: ConfiguredEvidence;
  /** Whether the cases of checks are looked at too; who only evaluates has no use for them. */
  withCases?: boolean;
  /** What the installation changes of scorecards, by id. */
  overrides?: Overrides;
  /** What is known of files that are as they were when the library was built. */
  prebuilt?: PrebuiltLibrary;
}

const validateCheck = createShapeValidator(CHECK_SCHEMA);
const validateScorecard = createShapeValidator(SCORECARD_SCHEMA);

export async function compileDefinitions(
  sources: DefinitionSources,
  base: Environment,
): Promise<Definitions> {
  const errors: DefinitionError[] = [];
  const { checks, brokenChecks } = await compileChecks(
    sources,
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
    const source = parseOne(file, errors, [], sources.prebuilt);
    if (!source) continue;
    const known = { checks, brokenChecks };
    const { id } = (source.value ?? {}) as { id?: string };
    const load = loadScorecard(
      source,
      validateScorecard,
      known,
      environments,
      sources.overrides?.get(id ?? ''),
    );
    if (isFirst('scorecard', load, source, first) && load.scorecard) {
      scorecards.set(load.scorecard.definition.id, load.scorecard);
    }
    errors.push(...load.problems.errors);
  }
  for (const id of sources.overrides?.keys() ?? []) {
    if (first.has(id)) continue;
    const message = `${OVERRIDES}.${id}: there is no such scorecard${didYouMean(
      id,
      first.keys(),
    )}`;
    errors.push({ file: 'app-config', line: 1, message });
  }
  return { checks, scorecards: linkVerdicts(scorecards, errors), errors };
}

async function compileChecks(
  { checks: files, configured, prebuilt }: DefinitionSources,
  unneeded: readonly string[],
  base: Environment,
  errors: DefinitionError[],
) {
  const checks = new Map<string, CompiledCheck>();
  const brokenChecks = new Set<string>();
  const first = new Map<string, string>();
  for (const file of files) {
    await turnOfTheLoop();
    const source = parseOne(file, errors, unneeded, prebuilt);
    const load = source && loadCheck(source, validateCheck, base, configured);
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
  source: Source,
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
  unneeded: readonly string[],
  prebuilt: PrebuiltLibrary | undefined,
): Source | undefined {
  const known = prebuilt && PrebuiltSource.of(file, prebuilt);
  if (known) return known;
  const source = YamlSource.parse(file, unneeded);
  if (source instanceof YamlSource) return source;
  errors.push(...source);
  return undefined;
}

/** A check that cannot even be parsed is known by its file. */
function nameOf({ file }: SourceFile): string {
  return partsOf(file)
    .at(-1)!
    .replace(/\.yaml$/, '');
}
