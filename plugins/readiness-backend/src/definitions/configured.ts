/** The definitions that an installation uses: the library, its own scorecards, less what it switched off. */
import type { Config } from '@backstage/config';
import { loadDefinitions } from './load';
import type { LoadOptions } from './load';
import type { Definitions } from './types';

/** What backend modules bring along, by path. */
export type BroughtDefinitions = Pick<
  LoadOptions,
  'scorecardFiles' | 'checkFiles'
>;

/** `readiness.definitions: { scorecards: [path], disabled: [id] }`; paths start in the working directory. */
export async function loadConfiguredDefinitions(
  library: Pick<LoadOptions, 'checksDir' | 'scorecardsDir'>,
  config: Config,
  brought: BroughtDefinitions = {},
): Promise<Definitions> {
  const section = config.getOptionalConfig('readiness.definitions');
  const scorecardFiles = [
    ...(brought.scorecardFiles ?? []),
    ...(section?.getOptionalStringArray('scorecards') ?? []),
  ];
  const disabled = new Set(section?.getOptionalStringArray('disabled'));
  const definitions = await loadDefinitions({
    ...library,
    ...brought,
    scorecardFiles,
  });
  const unknown = [...disabled].filter(id => !definitions.scorecards.has(id));
  return {
    ...definitions,
    scorecards: new Map(
      [...definitions.scorecards].filter(([id]) => !disabled.has(id)),
    ),
    errors: [
      ...definitions.errors,
      ...unknown.map(id => ({
        file: 'app-config: readiness.definitions.disabled',
        line: 1,
        message: `there is no scorecard ${id} to switch off`,
      })),
    ],
  };
}
