/**
 * From the folders `checks/` and `scorecards/` to {@link Definitions}. What is broken is told with
 * file and line, and everything else works.
 */
import { readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { DefinitionError } from '@readiness-gates/backstage-plugin-readiness-common';
import { createBaseEnvironment } from './cel/environment';
import type { ConfiguredEvidence } from './checks';
import { compileDefinitions, type DefinitionSources } from './compile';
import { MAX_FILE_BYTES, tooLarge, type SourceFile } from './source';
import type { Overrides } from './overrides';
import { readPrebuilt } from './prebuilt/library';
import type { Definitions } from './types';

export interface LoadOptions {
  /** The folder with `<area>/<check-id>.yaml`. */
  checksDir: string;
  /** The folder with `<scorecard-id>.yaml`. */
  scorecardsDir?: string;
  /** `library.json`, see ./prebuilt; absent: every file is parsed. */
  prebuilt?: string;
  /** More scorecards, by path. */
  scorecardFiles?: readonly string[];
  /** More checks, by path; the folder of each names its area. */
  checkFiles?: readonly string[];
  /** Environments that app-config knows; absent: any name is taken. */
  environmentsKnown?: readonly string[];
  /** What of the kinds of evidence is configured; absent: everything. */
  configured?: ConfiguredEvidence;
  /** Whether the shape of the cases of checks is looked at too, as tests do. */
  withCases?: boolean;
  /** What the installation changes of scorecards. */
  overrides?: Overrides;
  /** Files that app-config names, as they were read. */
  own?: { checks: readonly SourceFile[]; scorecards: readonly SourceFile[] };
}

export async function loadDefinitions(
  options: LoadOptions,
): Promise<Definitions> {
  const errors: DefinitionError[] = [];
  const prebuilt =
    options.prebuilt && !options.withCases
      ? await readPrebuilt(options.prebuilt)
      : undefined;
  const sources: DefinitionSources = {
    ...(await readSources(options, errors)),
    ...(options.overrides && { overrides: options.overrides }),
    withCases: options.withCases ?? false,
    ...(prebuilt && { prebuilt }),
    ...(options.configured && { configured: options.configured }),
    ...(options.environmentsKnown && {
      environmentsKnown: options.environmentsKnown,
    }),
  };
  const definitions = await compileDefinitions(
    sources,
    await createBaseEnvironment(),
  );
  return {
    ...definitions,
    errors: sortErrors([...errors, ...definitions.errors]),
  };
}

/** The files that are to be compiled; what cannot be read is added to the errors. */
export async function readSources(
  options: Pick<
    LoadOptions,
    'checksDir' | 'scorecardsDir' | 'checkFiles' | 'scorecardFiles' | 'own'
  >,
  errors: DefinitionError[],
): Promise<Pick<DefinitionSources, 'checks' | 'scorecards'>> {
  const [checkFolder, scorecardFolder] = await Promise.all([
    listChecks(options.checksDir, errors),
    options.scorecardsDir ? listYaml(options.scorecardsDir, '', errors) : [],
  ]);
  return {
    checks: [
      ...(await readAll(
        [...checkFolder, ...named(options.checkFiles)],
        errors,
      )),
      ...(options.own?.checks ?? []),
    ],
    scorecards: [
      ...(await readAll(
        [...scorecardFolder, ...named(options.scorecardFiles)],
        errors,
      )),
      ...(options.own?.scorecards ?? []),
    ],
  };
}

/** `checks/networking/pdb.yaml:12: what is wrong`. */
export function formatDefinitionError({
  file,
  line,
  message,
}: DefinitionError): string {
  return `${file}:${line}: ${message}`;
}

/** Where a file lies and how errors name it. */
interface Listed {
  location: string;
  file: string;
}

function named(files: readonly string[] = []): Listed[] {
  return files.map(file => ({
    location: file,
    file: file.split(path.sep).join('/'),
  }));
}

async function listChecks(
  folder: string,
  errors: DefinitionError[],
): Promise<Listed[]> {
  const name = path.basename(folder);
  const entries = await listFolder(folder, name, errors);
  const listed = await Promise.all(
    entries.map(async entry => {
      if (entry.isDirectory())
        return listYaml(path.join(folder, entry.name), `${name}/`, errors);
      if (/\.ya?ml$/.test(entry.name)) {
        const message =
          'a check lies in a folder that names its area: checks/<area>/<id>.yaml';
        errors.push({ file: `${name}/${entry.name}`, line: 1, message });
      }
      return [];
    }),
  );
  return listed.flat();
}

async function listYaml(
  folder: string,
  prefix: string,
  errors: DefinitionError[],
): Promise<Listed[]> {
  const name = `${prefix}${path.basename(folder)}`;
  const entries = await listFolder(folder, name, errors);
  return entries.flatMap(entry => {
    const file = `${name}/${entry.name}`;
    if (entry.name.endsWith('.yml')) {
      errors.push({
        file,
        line: 1,
        message: 'the file is not read; rename it to `.yaml`',
      });
    }
    return entry.name.endsWith('.yaml')
      ? [{ location: path.join(folder, entry.name), file }]
      : [];
  });
}

async function listFolder(
  folder: string,
  name: string,
  errors: DefinitionError[],
) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(entry => !entry.name.startsWith('.'))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    errors.push({
      file: name,
      line: 1,
      message: `the folder cannot be read: ${codeOf(error)}`,
    });
    return [];
  }
}

async function readAll(
  listed: readonly Listed[],
  errors: DefinitionError[],
): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const entry of listed) {
    await turnOfTheLoop();
    files.push(...readOne(entry, errors));
  }
  return files;
}

/** A small file of a package: the way to the pool of threads and back costs five times as much as reading it. */
function readOne(
  { location, file }: Listed,
  errors: DefinitionError[],
): SourceFile[] {
  try {
    const { size } = statSync(location);
    // Looked at before reading, so that a huge file costs nothing.
    if (size > MAX_FILE_BYTES) {
      errors.push({ file, line: 1, message: tooLarge(size) });
      return [];
    }
    return [{ file, text: readFileSync(location, 'utf8') }];
  } catch (error) {
    errors.push({
      file,
      line: 1,
      message: `the file cannot be read: ${codeOf(error)}`,
    });
    return [];
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function sortErrors(errors: DefinitionError[]): DefinitionError[] {
  return errors.sort((a, b) => {
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return a.line - b.line;
  });
}
