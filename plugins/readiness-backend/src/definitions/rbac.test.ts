import { parse } from 'yaml';
import { checkYaml, compileTexts } from './__testing__/definitions';
import { readerRbac } from './rbac';

const reading = (id: string, resource: string, extra = '') =>
  checkYaml(
    `each: workload\nreads:\n  things: { resource: ${resource}, relation: usedBy }\nexpression: things.size() > 0`,
    extra,
  ).replace('web-ready', id);

it('grants what the checks read, and no more', async () => {
  const definitions = await compileTexts({
    checks: {
      'checks/a/one.yaml': reading('one', 'configmaps'),
      'checks/a/two.yaml': reading('two', 'secrets', 'grant: extended\n'),
    },
  });
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
