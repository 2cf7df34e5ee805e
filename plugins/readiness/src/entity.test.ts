import type { Entity } from '@backstage/catalog-model';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import {
  entityPath,
  isReadinessAvailable,
  readinessEntityFilter,
} from './entity';
import { entityTabLink } from './links';

const entity = (
  kind: string,
  type?: string,
  annotations?: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'Web', annotations },
  spec: type ? { type } : {},
});

describe('who has a readiness tab', () => {
  it.each([
    ['a service', entity('Component', 'service'), true],
    ['a cluster', entity('Resource', 'kubernetes-cluster'), true],
    ['a mesh', entity('Resource', 'service-mesh'), true],
    ['a database', entity('Resource', 'database'), false],
    ['a group', entity('Group', 'team'), false],
    [
      'a database that names a scorecard',
      entity('Resource', 'database', {
        'readiness-gates.io/scorecards': 'cluster-beta',
      }),
      true,
    ],
    [
      'a system with workloads',
      entity('System', undefined, {
        'backstage.io/kubernetes-label-selector': 'a=b',
      }),
      true,
    ],
  ])('%s: both frontend systems agree', (_, one, expected) => {
    expect(isReadinessAvailable(one)).toBe(expected);
    expect(evaluateFilterPredicate(readinessEntityFilter, one)).toBe(expected);
  });
});

it('addresses an entity as its ref is written', () => {
  expect(entityPath(entity('Component'))).toEqual({
    kind: 'component',
    namespace: 'default',
    name: 'web',
  });
});

it('links to an item of a scorecard', () => {
  expect(entityTabLink('/catalog/default/component/web')).toBe(
    '/catalog/default/component/web/readiness',
  );
  expect(
    entityTabLink('/c/web', { scorecard: 'service-baseline', item: 'a b' }),
  ).toBe('/c/web/readiness?scorecard=service-baseline&item=a+b');
});
