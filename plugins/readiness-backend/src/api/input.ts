/** What no route can use, refused before any of them sees it. */
import { InputError } from '@backstage/errors';
import express from 'express';
import type { RequestHandler } from 'express';

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
  const found = Object.entries(req.body ?? {}).find(
    ([, value]) => typeof value === 'string' && value.includes('\u0000'),
  );
  next(found && nulIn(found[0]));
};

export const readBody: RequestHandler[] = [
  express.json({ limit: MAX_BODY }),
  refuseNulInBody,
];

function nulIn(field: string): InputError {
  const name = field.replaceAll('\u0000', '').slice(0, 100);
  return new InputError(`${name}: holds the character NUL`);
}
