import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  readinessAttestationCreatePermission,
  readinessGatePermissions,
  readinessPermissions,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { CompiledScorecard } from '../definitions/types';
import type { MirroredEntity } from '../store/types';
import {
  createReadinessConditionalDecision,
  gateRef,
  readinessConditions,
  registerPermissions,
} from './permissions';

const API = {
  entityRef: 'component:default/api',
  entity: {
    kind: 'Component',
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/Shop' },
      { type: 'dependsOn', targetRef: 'group:default/pay' },
    ],
  },
} as unknown as MirroredEntity;

const scorecard = (id: string, applies: boolean) =>
  [
    id,
    {
      definition: { id },
      appliesTo: () => applies,
    } as unknown as CompiledScorecard,
  ] as const;

const { isEntityOwner, hasScorecard, hasEntityKind } = readinessConditions;
type Condition = PermissionCriteria<PermissionCondition<'readiness-gate'>>;

/** The rules as they are registered, and what was registered. */
function register() {
  const registry = mockServices.permissionsRegistry.mock();
  registerPermissions(registry, {
    store: {
      entities: async ({ entityRefs = [] } = {}) =>
        [API].filter(row => entityRefs.includes(row.entityRef)),
    },
    definitions: {
      scorecards: new Map([
        scorecard('service', true),
        scorecard('other', false),
      ]),
    },
  });
  const [[type]] = registry.addResourceType.mock.calls;
  return { registry, type };
}

it('makes every permission known, and gates as what a policy may be asked of', () => {
  const { registry, type } = register();
  expect(registry.addPermissions).toHaveBeenCalledWith(readinessPermissions);
  expect(type.permissions).toEqual(readinessGatePermissions);
  expect(type.rules.map(({ name }) => name)).toEqual([
    'IS_ENTITY_OWNER',
    'HAS_SCORECARD',
    'HAS_ENTITY_KIND',
  ]);
});

it('reads gates by their refs', async () => {
  const { type } = register();
  const refs = [
    gateRef('component:default/api', 'service'),
    gateRef('component:default/gone', 'service'),
    gateRef('component:default/api'),
  ];
  expect(await type.getResources!(refs)).toEqual([
    { entity: API.entity, scorecards: ['service'] },
    undefined,
    { entity: API.entity, scorecards: ['service'] },
  ]);
});

const CASES: [string, Condition, boolean][] = [
  [
    'an owner',
    isEntityOwner({ claims: ['user:default/a', 'group:default/shop'] }),
    true,
  ],
  ['an owner in other case', isEntityOwner({ claims: ['Group:Shop'] }), true],
  ['another relation', isEntityOwner({ claims: ['group:default/pay'] }), false],
  ['no claim', isEntityOwner({ claims: [] }), false],
  ['a claim that is no ref', isEntityOwner({ claims: ['a:b/c/d', ''] }), false],
  ['the scorecard', hasScorecard({ scorecards: ['x', 'service'] }), true],
  ['another scorecard', hasScorecard({ scorecards: ['other'] }), false],
  ['the kind', hasEntityKind({ kinds: ['component'] }), true],
  ['another kind', hasEntityKind({ kinds: ['Resource'] }), false],
];

it.each(CASES)('tells %s', async (_, condition, expected) => {
  const { registry, type } = register();
  registry.getPermissionRuleset.mockReturnValue({
    getRuleByName: (name: string) =>
      type.rules.find(rule => rule.name === name)!,
  } as never);
  const authorize = registerPermissions(registry, {
    store: { entities: async () => [] },
    definitions: { scorecards: new Map() },
  });
  const gate = { entity: API.entity, scorecards: ['service'] };
  const decide = (decision: PolicyDecision) => authorize(decision, gate);
  const conditional = createReadinessConditionalDecision(
    readinessAttestationCreatePermission,
    condition,
  );
  expect(decide(conditional)).toBe(expected);
  expect(decide({ result: AuthorizeResult.ALLOW })).toBe(true);
  expect(decide({ result: AuthorizeResult.DENY })).toBe(false);
});
