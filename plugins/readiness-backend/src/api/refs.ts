/** Entity refs as callers write them. */
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** @throws InputError that names the part */
export function entityRefOf(parts: {
  kind: string;
  namespace: string;
  name: string;
}): string {
  for (const part of ['kind', 'namespace', 'name'] as const) {
    if (/[:/\s]/.test(parts[part])) {
      throw new InputError(
        `${part}: ${JSON.stringify(parts[part])} is no ${part} of an entity`,
      );
    }
  }
  return stringifyEntityRef(parts);
}

/** @throws InputError that names the field */
export function parseRef(text: string): string {
  const parts = partsOf(text);
  if (!parts) {
    throw new InputError(
      `entityRef: ${JSON.stringify(
        text,
      )} is no entity reference such as component:default/web`,
    );
  }
  return entityRefOf(parts);
}

function partsOf(text: string) {
  try {
    return parseEntityRef(text, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
  } catch {
    return undefined;
  }
}
