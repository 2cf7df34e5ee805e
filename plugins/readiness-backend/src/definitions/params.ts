/** Params of a check: their declared bounds, and the values that an item gives over the defaults. */
import type { JsonObject, JsonValue } from '@backstage/types';
import type { ParamDefinition } from '@readiness-gates/backstage-plugin-readiness-common';
import { canonicalJson } from './digest';
import { didYouMean } from './suggest';

export type ParamDefinitions = Record<string, ParamDefinition>;

/** Why a value does not satisfy a param's definition, as the rest of a sentence; undefined when it does. */
export function paramViolation(
  definition: ParamDefinition,
  value: JsonValue | undefined,
): string | undefined {
  if (!hasType(definition.type, value))
    return `must be of type ${definition.type}`;
  if (typeof value === 'number') {
    if (definition.minimum !== undefined && value < definition.minimum) {
      return `must be at least ${definition.minimum}`;
    }
    if (definition.maximum !== undefined && value > definition.maximum) {
      return `must be at most ${definition.maximum}`;
    }
  }
  const allowed = definition.enum?.map(canonicalJson);
  if (allowed && !allowed.includes(canonicalJson(value))) {
    return `must be one of ${allowed.join(', ')}`;
  }
  const entryType = definition.items?.type;
  if (
    entryType &&
    Array.isArray(value) &&
    !value.every(entry => hasType(entryType, entry))
  ) {
    return `must hold entries of type ${entryType}`;
  }
  return undefined;
}

export interface ParamProblem {
  name: string;
  message: string;
}

/** What is wrong with values given to a check, by name. */
export function paramProblems(
  checkId: string,
  definitions: ParamDefinitions,
  values: JsonObject,
): ParamProblem[] {
  return Object.entries(values).flatMap(([name, value]): ParamProblem[] => {
    if (!Object.hasOwn(definitions, name)) {
      const hint = didYouMean(name, Object.keys(definitions));
      return [
        {
          name,
          message: `the check \`${checkId}\` has no param \`${name}\`${hint}`,
        },
      ];
    }
    const violation = paramViolation(definitions[name], value);
    return violation
      ? [{ name, message: `the param \`${name}\` ${violation}` }]
      : [];
  });
}

export function defaultParams(definitions: ParamDefinitions): JsonObject {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [
      name,
      definition.default,
    ]),
  );
}

function hasType(
  type: ParamDefinition['type'],
  value: JsonValue | undefined,
): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return (
        typeof value === 'object' && value !== null && !Array.isArray(value)
      );
    default:
      return (
        typeof value === type && (type !== 'number' || Number.isFinite(value))
      );
  }
}
