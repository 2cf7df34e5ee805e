/** Why an evaluation failed, as it is stored and shown. */

import { isError } from '@backstage/errors';

const LONGEST = 300;
const DATABASE_CODE = /^(SQLITE_\w+|[0-9A-Z]{5})$/;

/** One line. The text of a refused statement holds the statement and its values, so only its code is told. */
export function failureText(error: unknown): string {
  // By shape: an error of the native driver may come from another realm.
  if (!isError(error)) return 'The evaluation failed';
  const { code } = error;
  if (typeof code === 'string' && DATABASE_CODE.test(code))
    return `The database refused a statement (${code}); the log says more`;
  return error.message.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}
