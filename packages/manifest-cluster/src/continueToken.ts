/** The opaque token with which a client asks for the next page. */

import { badRequest } from './status';

const VERSION = 'meta.k8s.io/v1';

export interface ContinueToken {
  /** The version that the first page showed; -1 goes on with whatever is there now. */
  resourceVersion: number;
  /** The key to start from. */
  start: string;
}

/** The end of a string sorts before everything that begins with it, so the next key starts there. */
export function afterKey(key: string): string {
  return `${key}\u0000`;
}

export function encodeContinue(
  { resourceVersion, start }: ContinueToken,
  relative = false,
): string {
  const token = {
    v: VERSION,
    rv: resourceVersion,
    start: relative ? start : `/${start}`,
  };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function invalid(reason: string) {
  return badRequest(`invalid continue token: ${reason}`);
}

function decodeBase64(text: string): string {
  const illegal = text.search(/[^A-Za-z0-9_-]/);
  // A single character left over carries six bits: too few for a byte.
  const incomplete = text.length % 4 === 1 ? text.length - 1 : -1;
  const position = illegal >= 0 ? illegal : incomplete;
  if (position >= 0) {
    throw invalid(
      `continue key is not valid: illegal base64 data at input byte ${position}`,
    );
  }
  return Buffer.from(text, 'base64url').toString('utf8');
}

interface RawToken {
  v?: string;
  rv?: number;
  start?: string;
}

function parseToken(json: string): RawToken {
  try {
    return JSON.parse(json) as RawToken;
  } catch {
    throw invalid(
      `continue key is not valid: invalid character '${json[0]}' looking for beginning of value`,
    );
  }
}

export function decodeContinue(text: string): ContinueToken {
  const { v, rv, start } = parseToken(decodeBase64(text));
  if (v !== VERSION) {
    throw invalid(
      `continue key is not valid: server does not recognize this encoded version "${
        v ?? ''
      }"`,
    );
  }
  if (!rv) {
    throw invalid(
      `continue key is not valid: incorrect encoded start resourceVersion (version ${VERSION})`,
    );
  }
  if (!start) {
    throw invalid(
      `continue key is not valid: encoded start key empty (version ${VERSION})`,
    );
  }
  return { resourceVersion: rv, start: start.replace(/^\//, '') };
}
