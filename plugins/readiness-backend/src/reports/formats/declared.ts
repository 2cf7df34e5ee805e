/** Plain JSON: the scalar fields that the type of the report declares, and nothing else. */
import { refuse } from '../errors';
import type { Field } from '../input/field';
import { readJson } from '../input/json';
import { STORED } from '../limits';
import type { DeclaredField, ReportFormat } from '../types';

/** By the name of the declared field. */
export type JsonExtract = Record<string, string | number | boolean>;

export const declaredJson: ReportFormat<JsonExtract> = {
  sends: 'a JSON object with the fields that this type of report declares',
  reads: 'json',
  async extract(text, context) {
    checkDeclaration(context.fields);
    const body = await readJson(text, context);
    const extract: JsonExtract = {};
    for (const [name, declared] of Object.entries(context.fields)) {
      const field = (declared.path ?? name)
        .split('.')
        .reduce((at, key) => at.get(key), body);
      if (field.exists) extract[name] = scalar(field, declared.type);
      else if (declared.required) field.is('is required; it is missing');
    }
    return extract;
  },
};

/** A declaration comes from config, but what it names becomes keys of what is stored. */
function checkDeclaration(
  fields: Readonly<Record<string, DeclaredField>>,
): void {
  const names = Object.keys(fields);
  if (names.length === 0 || names.length > STORED.declaredFields) {
    refuse(
      'type',
      `declares ${names.length} fields; a plain JSON report needs 1 to ${STORED.declaredFields} in app-config`,
    );
  }
  for (const name of names) {
    if (
      !/^[A-Za-z]\w{0,62}$/.test(name) ||
      /^(constructor|prototype)$/.test(name)
    ) {
      refuse(
        'type',
        `declares the field ${JSON.stringify(
          name,
        )}; a name is letters, digits and _`,
      );
    }
  }
}

function scalar(
  field: Field,
  type: DeclaredField['type'],
): string | number | boolean {
  switch (type) {
    case 'string':
      return field.text();
    case 'boolean':
      return field.boolean();
    case 'integer':
      return Number.isSafeInteger(field.number())
        ? field.number()
        : field.is('must be a whole number');
    default:
      return field.number();
  }
}
