import { checkLink, evaluationsLink, queueLink, scorecardLink } from './links';

it.each([
  [queueLink('/'), '/queue'],
  [checkLink('/readiness', 'pdb'), '/readiness/checks/pdb'],
  [checkLink('/readiness/', 'a/b'), '/readiness/checks/a%2Fb'],
  [scorecardLink('/', 'own'), '/scorecards/own'],
  [evaluationsLink('/readiness'), '/readiness/evaluations'],
])('leads to a page below the root: %s', (link, expected) => {
  expect(link).toBe(expected);
});
