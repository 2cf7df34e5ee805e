import type { VerdictRequest } from '@readiness-gates/backstage-plugin-readiness-common';
import { candidateOf } from './candidates';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const COMMIT = 'C0FFEE'.padEnd(40, '0');
const of = (
  request: Partial<VerdictRequest>,
  placed = ['production', 'staging'],
) =>
  candidateOf(
    { entityRef: 'component:default/web', scorecard: 'release', ...request },
    placed,
    ['production', 'prod'],
  );

it.each([
  [{}, undefined],
  [
    { image: `r.example/web@${DIGEST}` },
    { image: DIGEST, promotedFrom: 'staging', target: 'production' },
  ],
  [
    { commit: COMMIT, promotedFrom: 'beta', environment: 'prod' },
    { commit: COMMIT.toLowerCase(), promotedFrom: 'beta', target: 'prod' },
  ],
])('reads %j', (request, candidate) => {
  expect(of(request)).toEqual(candidate);
});

it.each([
  [{ image: 'web:latest' }, 'image: has no digest'],
  [{ commit: 'c0ffee1' }, 'commit: is no full commit'],
  [{ image: DIGEST, commit: COMMIT }, 'one of them'],
  [{ promotedFrom: 'staging' }, 'needs image or commit'],
  [{ image: DIGEST, environment: 'staging' }, 'promoted to production or prod'],
])('refuses %j', (request, message) => {
  expect(() => of(request)).toThrow(message);
});

it('asks where it runs when that is not plain', () => {
  expect(() => of({ image: DIGEST }, ['production'])).toThrow(
    'the entity lives in production',
  );
  expect(() => of({ image: DIGEST }, ['beta', 'staging'])).toThrow(
    'the entity lives in beta, staging',
  );
});
