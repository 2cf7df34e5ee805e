/** Validates a file against its schema; every violation becomes one line at its place in the YAML. */
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { Path, Problems, Source } from '../source';
import { didYouMean, nearestNames } from '../suggest';

const MAX_ERRORS = 20;

export type ShapeValidator = (source: Source, problems: Problems) => boolean;

/** The schema is compiled with the first file that needs it. */
export function createShapeValidator(schema: object): ShapeValidator {
  let validate: ValidateFunction | undefined;
  return (source, problems) => {
    if (source.known) return true;
    validate ??= compileSchema(schema);
    return report(validate, source, problems);
  };
}

function compileSchema(schema: object): ValidateFunction {
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    allErrors: true,
    verbose: true,
  });
  return ajv.compile(schema);
}

function report(
  validate: ValidateFunction,
  source: Source,
  problems: Problems,
): boolean {
  if (validate(source.value)) return true;
  const all = validate.errors ?? [];
  const errors = all.filter(
    error => error.keyword !== 'if' && !isMisspelt(error, all),
  );
  for (const error of errors.slice(0, MAX_ERRORS)) {
    const { path, message } = describe(error);
    problems.at(path, message);
  }
  return false;
}

/** Whether a missing field is there under a nearly right name, which has its own error. */
function isMisspelt(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  if (error.keyword !== 'required') return false;
  const missing: string = error.params.missingProperty;
  return all.some(
    other =>
      other.keyword === 'additionalProperties' &&
      other.instancePath === error.instancePath &&
      nearestNames(other.params.additionalProperty, [missing]).length > 0,
  );
}

function describe(error: ErrorObject): { path: Path; message: string } {
  const path = pointerToPath(error.instancePath);
  const field = fieldName(path);
  const params = error.params as Record<string, never>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const name: string = params.additionalProperty;
      const known = Object.keys(
        (error.parentSchema?.properties ?? {}) as object,
      );
      const hint = name.includes(' ')
        ? '; in { } a text with a comma must be in quotes'
        : didYouMean(name, known);
      return {
        path: [...path, name],
        message: `unknown field \`${name}\`${hint}`,
      };
    }
    case 'required':
      return {
        path,
        message: `the field \`${params.missingProperty}\` is missing${inside(
          path,
        )}`,
      };
    case 'type':
      return {
        path,
        message: `${field} must be ${typeName(params.type)}${quoteHint(error)}`,
      };
    case 'enum': {
      const allowed = params.allowedValues as unknown[];
      const hint =
        typeof error.data === 'string'
          ? didYouMean(error.data, allowed.map(String))
          : '';
      return {
        path,
        message: `${field} must be one of ${allowed.join(', ')}${hint}`,
      };
    }
    case 'pattern':
      return {
        path,
        message: `${field} must be ${
          error.parentSchema?.description ?? params.pattern
        }`,
      };
    case 'propertyNames':
      return {
        path: [...path, params.propertyName],
        message: `\`${params.propertyName}\` is no valid name in ${field}`,
      };
    default:
      return { path, message: `${field} ${error.message ?? 'is invalid'}` };
  }
}

function pointerToPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^\d+$/.test(step) ? Number(step) : step));
}

function fieldName(path: Path): string {
  const name = path.findLast(step => typeof step === 'string');
  if (name === undefined) return 'the file';
  return typeof path.at(-1) === 'number'
    ? `an entry of \`${name}\``
    : `\`${name}\``;
}

function inside(path: Path): string {
  return path.length === 0 ? '' : ` in ${fieldName(path)}`;
}

function typeName(type: string): string {
  const names: Record<string, string> = {
    string: 'text',
    object: 'a map of fields',
    array: 'a list',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  return names[type] ?? type;
}

function quoteHint(error: ErrorObject): string {
  const isBareScalar =
    typeof error.data === 'number' || typeof error.data === 'boolean';
  return error.params.type === 'string' && isBareScalar
    ? ': put it in quotes'
    : '';
}
