/**
 * The definitions that an installation uses: the library, what modules bring, and its own from app-config, less
 * what it switched off. Read again from time to time: what changed takes effect without a restart.
 */
import type { Config } from '@backstage/config';
import type { DefinitionError } from '@readiness-gates/backstage-plugin-readiness-common';
import { readOptionalDuration } from '../duration';
import { readPrometheusSettings } from '../prometheus/config';
import type { DefinitionCopy } from '../store/types';
import { loadDefinitions } from './load';
import type { LoadOptions } from './load';
import { readError, readOwnFiles, sourceOf, standsText } from './own';
import type { OwnFile, OwnLocations, OwnReaderOptions } from './own';
import { readOverrides } from './overrides';
import type { Overrides } from './overrides';
import type { Definitions } from './types';

/** What backend modules bring along, by path. */
export type BroughtDefinitions = Pick<
  LoadOptions,
  'scorecardFiles' | 'checkFiles'
>;

export interface DefinitionSettings {
  own: OwnLocations;
  disabled: readonly string[];
  overrides: Overrides;
  /** How often the installation's own files are read again, in milliseconds. */
  refreshMs: number;
  prometheus: boolean;
}

const REFRESH_MS = 10 * 60_000;

/** `readiness.definitions: { checks, scorecards, refresh, disabled, overrides }`. */
export function readDefinitionSettings(config: Config): DefinitionSettings {
  const section = config.getOptionalConfig('readiness.definitions');
  return {
    own: {
      checks: section?.getOptionalStringArray('checks') ?? [],
      scorecards: section?.getOptionalStringArray('scorecards') ?? [],
    },
    disabled: section?.getOptionalStringArray('disabled') ?? [],
    overrides: readOverrides(config),
    refreshMs: readOptionalDuration(section, 'refresh') ?? REFRESH_MS,
    prometheus: readPrometheusSettings(config).size > 0,
  };
}

export interface ConfiguredOptions extends OwnReaderOptions {
  library: Pick<LoadOptions, 'checksDir' | 'scorecardsDir' | 'prebuilt'>;
  brought?: BroughtDefinitions;
  settings: DefinitionSettings;
  clock: () => Date;
}

export interface ConfiguredDefinitions {
  definitions: Definitions;
  /** Of the installation's own texts: while it stays the same, nothing has changed. */
  fingerprint: string;
}

/** Gives nothing where the own files are as `unlessFingerprint` says. */
export async function loadConfiguredDefinitions(
  options: ConfiguredOptions,
  unlessFingerprint?: string,
): Promise<ConfiguredDefinitions | undefined> {
  const { own } = options.settings;
  const [checks, scorecards] = await Promise.all([
    readOwnFiles(own.checks, options),
    readOwnFiles(own.scorecards, options),
  ]);
  const fingerprint = JSON.stringify(
    [...checks, ...scorecards].map(({ text, error }) => [text, error]),
  );
  if (fingerprint === unlessFingerprint) return undefined;
  const first = await load({ checks, scorecards }, options);
  const files = [...checks, ...scorecards];
  const broken = files.filter(file => isBroken(file, first));
  await options.copies.keepDefinitionCopies(
    files
      .filter(file => !broken.includes(file))
      .flatMap(file => newCopy(file, options.clock())),
  );
  const fallen = broken.filter(({ copy }) => copy !== undefined);
  if (fallen.length === 0)
    return { definitions: withErrors(first, files, options), fingerprint };
  const stood = (all: OwnFile[]) =>
    all.map(file =>
      fallen.includes(file) ? { ...file, text: undefined } : file,
    );
  const second = await load(
    { checks: stood(checks), scorecards: stood(scorecards) },
    options,
  );
  const told = first.errors.filter(({ file }) =>
    fallen.some(({ location }) => location === file),
  );
  return {
    definitions: withErrors(
      {
        ...second,
        errors: [
          ...second.errors,
          ...told.map(error => ({
            ...error,
            message: `${error.message}; ${standsText(
              fallen.find(({ location }) => location === error.file)!.copy!,
            )}`,
          })),
        ],
      },
      files,
      options,
    ),
    fingerprint,
  };
}

function load(
  { checks, scorecards }: { checks: OwnFile[]; scorecards: OwnFile[] },
  { library, brought, settings }: ConfiguredOptions,
): Promise<Definitions> {
  return loadDefinitions({
    ...library,
    ...brought,
    own: {
      checks: checks.flatMap(sourceOf),
      scorecards: scorecards.flatMap(sourceOf),
    },
    overrides: settings.overrides,
    configured: { prometheus: settings.prometheus },
  });
}

/** Nothing of the file can be used. A scorecard with one bad item is not. */
function isBroken(
  { location, text }: OwnFile,
  { checks, scorecards }: Definitions,
) {
  if (text === undefined) return false;
  const from = [...checks.values(), ...scorecards.values()];
  return !from.some(({ definition }) => definition.source.file === location);
}

function newCopy(
  { location, text, copy }: OwnFile,
  readAt: Date,
): DefinitionCopy[] {
  return text === undefined || text === copy?.text
    ? []
    : [{ location, text, readAt }];
}

function withErrors(
  definitions: Definitions,
  files: readonly OwnFile[],
  { settings: { disabled } }: ConfiguredOptions,
): Definitions {
  const unknown = disabled.filter(id => !definitions.scorecards.has(id));
  const errors: DefinitionError[] = [
    ...files.flatMap(readError),
    ...definitions.errors,
    ...unknown.map(id => ({
      file: 'app-config: readiness.definitions.disabled',
      line: 1,
      message: `there is no scorecard ${id} to switch off`,
    })),
  ];
  return {
    ...definitions,
    scorecards: new Map(
      [...definitions.scorecards].filter(([id]) => !disabled.includes(id)),
    ),
    errors,
  };
}
