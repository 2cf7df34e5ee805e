/** What the tests of access are about: a policy, people, entities, and a scorecard with an item in shadow. */
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { KubernetesObject } from '@readiness-gates/manifest-cluster';
import { object } from '../../clusters/__testUtils__/objects';

const DENIED: Record<string, string> = {
  nogates: 'readiness.gate.read',
  norun: 'readiness.evaluation.run',
  nofindings: 'kubernetes.resources.read',
  noclusters: 'kubernetes.clusters.read',
};

export type CatalogMode = 'everything' | 'owned' | 'nothing';

export class TestPolicy implements PermissionPolicy {
  mode: CatalogMode = 'owned';

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const name = user?.info.userEntityRef.split('/')[1] ?? '';
    if (DENIED[name] === permission.name)
      return { result: AuthorizeResult.DENY };
    if (!isPermission(permission, catalogEntityReadPermission))
      return { result: AuthorizeResult.ALLOW };
    if (this.mode === 'owned') {
      const claims = user?.info.ownershipEntityRefs ?? [];
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims }),
      );
    }
    return this.mode === 'everything'
      ? { result: AuthorizeResult.ALLOW }
      : { result: AuthorizeResult.DENY };
  }
}

/** The checks of the test library; what is in shadow fails for `api`. */
export const TRIAL = `
id: trial
title: Trial
description: Two items, one of them in shadow.
owner: Group:platform
appliesTo: { kind: Component }
sections:
  - id: all
    title: All
    items:
      - { id: trial.01, text: Two replicas, check: two-replicas, severity: blocking }
      - { id: trial.02, text: A budget yet unseen, check: budget-selects, severity: blocking, enforcement: shadow }
`;

export const component = (name: string, owner: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
  spec: { type: 'service', lifecycle: 'production', owner },
});

export const budget = (name: string): KubernetesObject =>
  object(
    'policy/v1',
    'PodDisruptionBudget',
    name,
    {},
    {
      spec: { selector: { matchLabels: { app: name } } },
    },
  ) as KubernetesObject;

export const GROUPS = Object.fromEntries([
  ...['shopper', 'nogates', 'norun', 'nofindings', 'noclusters'].map(name => [
    `user:default/${name}`,
    ['group:default/shop'],
  ]),
  ['user:default/stranger', ['group:default/pay']],
  ['user:default/keeper', ['group:default/platform', 'group:default/shop']],
]);

export function headerOf(caller: string): string {
  switch (caller) {
    case 'service':
      return mockCredentials.service.header();
    case 'nobody':
      return mockCredentials.none.header();
    case 'guest':
      return mockCredentials.user.header('user:development/guest');
    default:
      return mockCredentials.user.header(`user:default/${caller}`);
  }
}
