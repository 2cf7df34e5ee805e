/** What no route can use, refused before any of them sees it. */
import { InputError } from '@backstage/errors';
import express from 'express';
import type { Request, RequestHandler } from 'express';
import { MOST_BYTES, ReportError } from '../reports';

const MAX_BODY = '100kb';

/** PostgreSQL stores no text with the character NUL, so nothing that is asked for holds one. */
export const refuseNulInUrl: RequestHandler = (req, _res, next) => {
  const [path, query = ''] = req.url.split('?', 2);
  const field = /%00/.test(path)
    ? 'path'
    : [...new URLSearchParams(query)].find(pair =>
        pair.some(text => text.includes('\u0000')),
      )?.[0];
  next(field === undefined ? undefined : nulIn(field));
};

const refuseNulInBody: RequestHandler = (req, _res, next) => {
  const field = fieldWithNul(req.body);
  next(field === undefined ? undefined : nulIn(field));
};

/** The name of the first field whose text, or whose own name, holds it. */
function fieldWithNul(value: unknown, name = 'body'): string | undefined {
  if (typeof value === 'string')
    return value.includes('\u0000') ? name : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, below] of Object.entries(value)) {
    if (key.includes('\u0000')) return name;
    const found = fieldWithNul(below, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

const bodies = new WeakMap<object, Buffer>();

/** The body of a report, as it was sent. */
export function bodyOf(request: Request): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0);
}

/** A report is kept as it came: no parser may look at it, or expand it, before it was measured. */
const keepReport: RequestHandler = async (req, _res, next) => {
  if (req.method !== 'POST' || req.path !== '/reports') {
    next();
    return;
  }
  try {
    bodies.set(req, await readWhole(req));
    // The parsers that follow leave alone what was read.
    Object.assign(req, { _body: true, body: {} });
    next();
  } catch (error) {
    next(error);
  }
};

async function readWhole(req: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    // What is too large is read to its end and dropped, so that the sender gets the answer.
    if (size <= MOST_BYTES) chunks.push(chunk);
    else if (size > 4 * MOST_BYTES) break;
  }
  if (size > MOST_BYTES) {
    throw new ReportError(
      [{ path: 'body', message: `is larger than ${MOST_BYTES} bytes` }],
      'tooLarge',
    );
  }
  return Buffer.concat(chunks);
}

export const readBody: RequestHandler[] = [
  keepReport,
  express.json({ limit: MAX_BODY }),
  refuseNulInBody,
];

function nulIn(field: string): InputError {
  const name = field.replaceAll('\u0000', '').slice(0, 100);
  return new InputError(`${name}: holds the character NUL`);
}
