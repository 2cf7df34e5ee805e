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
import type {
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { KubernetesObject } from '@readiness-gates/manifest-cluster';
import {
  readinessApprovalCreatePermission,
  readinessAttestationRevokePermission,
  readinessGatePermissions,
  readinessWaiverDecidePermission,
  readinessWaiverRequestPermission,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { object } from '../../clusters/__testUtils__/objects';
import {
  createReadinessConditionalDecision,
  readinessConditions,
} from '../permissions';

const DENIED: Record<string, readonly string[]> = {
  nogates: ['readiness.gate.read'],
  norun: ['readiness.evaluation.run'],
  nofindings: ['kubernetes.resources.read'],
  noclusters: ['kubernetes.clusters.read'],
  mute: readinessGatePermissions.map(({ name }) => name),
};

/** Those who see what `shop` owns without being of it. */
const GUESTS_OF_SHOP = ['crew', 'head', 'signer', 'decider'];

export type CatalogMode = 'everything' | 'owned' | 'nothing';

export class TestPolicy implements PermissionPolicy {
  mode: CatalogMode = 'owned';

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const name = user?.info.userEntityRef.split('/')[1] ?? '';
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (DENIED[name]?.includes(permission.name))
      return { result: AuthorizeResult.DENY };
    if (!isPermission(permission, catalogEntityReadPermission))
      return decisionOnWords(permission, claims);
    if (this.mode === 'owned') {
      const shown = GUESTS_OF_SHOP.includes(name)
        ? ['group:default/shop']
        : claims;
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims: shown }),
      );
    }
    return this.mode === 'everything'
      ? { result: AuthorizeResult.ALLOW }
      : { result: AuthorizeResult.DENY };
  }
}

/** With a condition of each rule. */
function decisionOnWords(
  permission: Permission,
  claims: string[],
): PolicyDecision {
  const { isEntityOwner, hasEntityKind, hasScorecard } = readinessConditions;
  if (isPermission(permission, readinessWaiverRequestPermission))
    return createReadinessConditionalDecision(
      permission,
      isEntityOwner({ claims }),
    );
  if (isPermission(permission, readinessAttestationRevokePermission))
    return createReadinessConditionalDecision(
      permission,
      hasEntityKind({ kinds: ['Component'] }),
    );
  if (
    isPermission(permission, readinessApprovalCreatePermission) ||
    isPermission(permission, readinessWaiverDecidePermission)
  )
    return createReadinessConditionalDecision(
      permission,
      hasScorecard({ scorecards: ['release'] }),
    );
  return { result: AuthorizeResult.ALLOW };
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

/** What people and tools say, and a gap to waive. */
export const RELEASE = `
id: release
title: Release
description: A word of each kind.
owner: group:default/platform
waivers: { decidedBy: 'group:default/deciders' }
appliesTo: { kind: Component }
sections:
  - id: all
    title: All
    items:
      - { id: release.01, text: The runbook was read, check: runbook-read, severity: blocking }
      - { id: release.02, text: Security signs, check: signed, severity: blocking }
      - { id: release.03, text: The load was held, check: load-held, severity: blocking }
      - { id: release.04, text: A budget, check: budget-selects, severity: blocking, scope: workload }
`;

const group = (name: string, parent?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [], ...(parent && { parent }) },
});

export const ORGANISATION = [
  group('commerce'),
  group('shop', 'commerce'),
  group('shop-crew', 'shop'),
];

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
  ['user:default/crew', ['group:default/shop-crew']],
  ['user:default/head', ['group:default/commerce']],
  ['user:default/signer', ['group:default/security']],
  ['user:default/decider', ['group:default/deciders']],
  ['user:default/requester', ['group:default/shop', 'group:default/deciders']],
  [
    'user:default/mute',
    ['group:default/shop', 'group:default/security', 'group:default/deciders'],
  ],
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
