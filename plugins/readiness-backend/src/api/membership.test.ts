import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Groups, isAmong, memberOf } from './membership';

/** Parents by group. */
const TREE: Record<string, string[]> = {
  payments: ['shops'],
  shops: ['Engineering', 'retail'],
  engineering: ['company'],
  company: [],
  hen: ['egg'],
  egg: ['hen'],
  orphan: ['nowhere'],
};

const ENTITIES = Object.entries(TREE).map(([name, parents]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [] },
  relations: [
    ...parents.map(parent => ({
      type: 'childOf',
      targetRef: `Group:default/${parent}`,
    })),
    { type: 'parentOf', targetRef: 'group:default/somebodys-child' },
  ],
}));

function startGroups(entities = ENTITIES) {
  let now = 0;
  const catalog = catalogServiceMock({ entities });
  const read = jest.spyOn(catalog, 'getEntitiesByRefs');
  const groups = new Groups({
    auth: mockServices.auth(),
    catalog,
    clock: () => new Date(now),
  });
  return {
    groups,
    read,
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('groups of groups', () => {
  it.each([
    [
      'every ancestor, in full and lower case',
      ['user:default/Ann', 'Group:Payments'],
      [
        'group:default/company',
        'group:default/engineering',
        'group:default/payments',
        'group:default/retail',
        'group:default/shops',
        'user:default/ann',
      ],
    ],
    ['no child', ['group:default/company'], ['group:default/company']],
    [
      'each of a circle once',
      ['group:default/hen'],
      ['group:default/egg', 'group:default/hen'],
    ],
    [
      'a parent that is not in the catalog',
      ['group:default/orphan'],
      ['group:default/nowhere', 'group:default/orphan'],
    ],
    ['nothing of what is no ref', ['', 'group:'], []],
  ])('hold %s', async (_, refs, expected) => {
    const { groups } = startGroups();
    expect([...(await groups.withAncestors(refs))].sort()).toEqual(expected);
  });

  it('are read once a minute', async () => {
    const { groups, read, pass } = startGroups();
    await groups.withAncestors(['group:default/payments']);
    const levels = read.mock.calls.length;
    pass(59);
    await groups.withAncestors(['group:default/shops']);
    expect(read).toHaveBeenCalledTimes(levels);
    pass(2);
    await groups.withAncestors(['group:default/payments']);
    expect(read).toHaveBeenCalledTimes(2 * levels);
  });

  it('end where there are too many', async () => {
    const endless = Array.from({ length: 1_200 }, (_, index) => ({
      ...ENTITIES[0],
      metadata: { name: `g${index}`, namespace: 'default' },
      relations: [
        { type: 'childOf', targetRef: `group:default/g${index + 1}` },
      ],
    }));
    const { groups } = startGroups(endless);
    const all = await groups.withAncestors(['group:default/g0']);
    expect(all.size).toBe(1_000);
  });
});

describe('a member', () => {
  const ann = memberOf('User:default/Ann', ['group:default/payments']);

  it('is among those who name the user or a group', () => {
    expect(isAmong(ann, ['group:default/other', 'user:default/ann'])).toBe(
      true,
    );
    expect(isAmong(ann, ['group:default/payments'])).toBe(true);
    expect(isAmong(ann, ['group:default/other'])).toBe(false);
    expect(isAmong(ann, [])).toBe(false);
  });

  it.each([
    ['user:development/guest', true],
    ['user:default/guest', true],
    ['User:Default/Guest', true],
    ['user:default/guesty', false],
  ])('%s is a guest: %s', (ref, guest) => {
    expect(memberOf(ref, []).guest).toBe(guest);
  });
});
