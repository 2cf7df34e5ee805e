import { parse } from 'yaml';
import {
  checkYaml,
  compileTexts,
  scorecardYaml,
} from '../definitions/__testing__/definitions';
import { readerRbac } from './readerRbac';

const reading = (id: string, resource: string, extra = '') =>
  checkYaml(
    `each: workload\nreads:\n  things: { resource: ${resource}, relation: usedBy }\nexpression: things.size() > 0`,
    extra,
  ).replace('web-ready', id);

it('grants what items ask for, and no more', async () => {
  const definitions = await compileTexts({
    checks: {
      'checks/a/one.yaml': reading('one', 'configmaps'),
      'checks/a/two.yaml': reading('two', 'secrets', 'grant: extended\n'),
      'checks/a/three.yaml': reading('three', 'serviceaccounts'),
    },
    scorecards: {
      'scorecards/baseline.yaml': scorecardYaml(
        '- { id: b.1, text: One, check: one, severity: blocking }\n' +
          '- { id: b.2, text: Two, check: two, severity: blocking }',
      ),
    },
  });
  expect(definitions.errors).toEqual([]);
  const basic = parse(readerRbac(definitions, { grant: 'default' }));
  expect(basic.kind).toBe('ClusterRole');
  expect(basic.rules).toContainEqual({
    apiGroups: [''],
    resources: ['configmaps', 'namespaces', 'pods'],
    verbs: ['get', 'list'],
  });
  expect(basic.rules).toContainEqual({
    apiGroups: ['argoproj.io'],
    resources: ['rollouts'],
    verbs: ['get', 'list'],
  });
  const extended = parse(readerRbac(definitions, { grant: 'extended' }));
  expect(extended.rules).toEqual([
    { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] },
  ]);
});
