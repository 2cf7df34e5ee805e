/** Who may send which reports, and how they are read: `readiness.reports` of app-config. See config.d.ts. */
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  filterPredicateToFilterFunction,
  parseFilterPredicate,
} from '@backstage/filter-predicates';
import { FORMAT_NAMES } from './formats';
import type { DeclaredField } from './types';

/** A token, and what it may speak of. */
export interface ReportSource {
  /** Subject of the service token, letter by letter. */
  subject: string;
  types: ReadonlySet<string>;
  speaksFor: (entity: unknown) => boolean;
}

export interface ReportTypeSettings {
  format?: string;
  fields?: Readonly<Record<string, DeclaredField>>;
}

export interface ReportSettings {
  sources: readonly ReportSource[];
  types: ReadonlyMap<string, ReportTypeSettings>;
}

const ROOT = 'readiness.reports';

/** @throws InputError that names the key */
export function readReportSettings(config: Config): ReportSettings {
  const section = config.getOptionalConfig(ROOT);
  const types = section?.getOptionalConfig('types');
  return {
    sources: (section?.getOptionalConfigArray('sources') ?? []).map(readSource),
    types: new Map(
      (types?.keys() ?? []).map(type => [
        type,
        readType(type, types!.getConfig(type)),
      ]),
    ),
  };
}

function readSource(config: Config, index: number): ReportSource {
  const subject = config.getString('subject');
  try {
    return {
      subject,
      types: new Set(config.getStringArray('types')),
      speaksFor: filterPredicateToFilterFunction(
        parseFilterPredicate(config.get('entities')),
      ),
    };
  } catch (error) {
    throw new InputError(
      `app-config: ${ROOT}.sources[${index}] (${subject}): ${
        (error as Error).message
      }`,
    );
  }
}

function readType(type: string, config: Config): ReportTypeSettings {
  const format = config.getOptionalString('format');
  if (format !== undefined && !FORMAT_NAMES.some(name => name === format)) {
    throw new InputError(
      `app-config: ${ROOT}.types.${type}.format: ${JSON.stringify(
        format,
      )} is none of ${FORMAT_NAMES.join(', ')}`,
    );
  }
  const fields = config.getOptional<Record<string, DeclaredField>>('fields');
  return { ...(format && { format }), ...(fields && { fields }) };
}

/** Whether a service token may send a report of this type for this entity. */
export function maySend(
  { sources }: ReportSettings,
  subject: string,
  type: string,
  entity: unknown,
): boolean {
  return sources.some(
    source =>
      source.subject === subject &&
      source.types.has(type) &&
      source.speaksFor(entity),
  );
}
