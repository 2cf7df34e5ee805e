import { answerError } from '../../__testUtils__/render';
import type { T } from '../../model/sentences';
import { explainError } from './ErrorState';

const t = ((key: string) => key) as unknown as T;
const explained = (error: Error) => explainError(t, error);
const failed = (text: string) => ({ title: 'state.failedTitle', text });

it.each([
  ['what may not be seen', 403, 'state.deniedTitle'],
  ['a sign-in that ended', 401, 'state.signedOutTitle'],
  ['what is not there', 404, 'state.notFoundTitle'],
  ['a backend that fails', 500, 'state.failedTitle'],
])('has a title for %s', (_, status, title) => {
  expect(explained(answerError(status, 'why')).title).toBe(title);
});

it('says what the backend said', () => {
  expect(explained(answerError(503, 'no database'))).toEqual(
    failed('no database'),
  );
  expect(explained(new Error('odd'))).toEqual(failed('odd'));
});

it('tells a backend that does not answer from an error of our own', () => {
  expect(explained(new TypeError('Failed to fetch'))).toEqual(
    failed('state.unreachable'),
  );
  expect(explained(new TypeError('x is undefined'))).toEqual(
    failed('x is undefined'),
  );
});
