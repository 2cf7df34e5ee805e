import { checkOverviews } from '../../fixtures';
import { chooseChecks, countOpen, readCheckFilters } from './checkFilters';

const CHECKS = checkOverviews();

describe('the filters of checks', () => {
  it.each([
    [
      '',
      [
        'pdb-covers-workload',
        'run-as-non-root',
        'api-latency-p95',
        'sign-off-security',
        'restore-tested',
        'velero-deployed',
      ],
    ],
    [
      'sort=name',
      [
        'pdb-covers-workload',
        'restore-tested',
        'run-as-non-root',
        'sign-off-security',
        'api-latency-p95',
        'velero-deployed',
      ],
    ],
    ['q=ROOT', ['run-as-non-root']],
    ['q=restore-t', ['restore-tested']],
    ['area=security', ['run-as-non-root', 'sign-off-security']],
    ['evidence=report&evidence=nonsense', ['restore-tested']],
    ['scorecard=release&evidence=approval', ['sign-off-security']],
    ['result=unknown', ['pdb-covers-workload', 'api-latency-p95']],
    ['q=nothing', []],
  ])('%s', (search, expected) => {
    const filters = readCheckFilters(new URLSearchParams(search));
    expect(chooseChecks(CHECKS, filters).map(({ id }) => id)).toEqual(expected);
  });

  it('count checks by what is open of them', () => {
    expect(countOpen(CHECKS)).toEqual({
      fail: 2,
      unknown: 2,
      pending: 2,
      waived: 1,
    });
  });
});
