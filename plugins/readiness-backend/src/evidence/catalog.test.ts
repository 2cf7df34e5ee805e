/** Judging by the catalog: what relations lead to, what is asked one by one, and of whom a finding speaks. */
import type { Entity } from '@backstage/catalog-model';
import { compileTexts } from '../definitions/__testing__/definitions';
import type { CatalogEvidence } from '../definitions/types';
import { judgeCatalog, MANY_ENTITIES, MAX_RELATED } from './catalog';
import { CatalogIndex, DEFINITION_PRESENT } from './catalogIndex';

const NOW = new Date('2026-11-21T12:00:00Z');

const entity = (
  ref: string,
  relations: Record<string, string[]> = {},
  rest: { metadata?: object; spec?: object } = {},
): Entity => {
  const [kind, name] = ref.split(':');
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...rest.metadata },
    spec: { ...rest.spec } as Entity['spec'],
    relations: Object.entries(relations).flatMap(([type, refs]) =>
      refs.map(one => ({ type, targetRef: one.replace(':', ':default/') })),
    ),
  };
};

async function evidenceOf(catalog: string): Promise<CatalogEvidence> {
  const text = `id: web-ready
title: It is so
why: Because.
fix: Mend it.
responsible: owner
params: { least: { type: integer, default: 1 } }
evidence:
  - catalog:
${catalog.trim().replace(/^/gm, '      ')}
  - attestation: { statement: It is so., by: owner, validFor: P1D }
`;
  const { checks, errors } = await compileTexts({
    checks: { 'checks/health/web-ready.yaml': text },
  });
  expect(errors).toEqual([]);
  return checks.get('web-ready')!.evidence[0] as CatalogEvidence;
}

async function judge(
  catalog: string,
  entities: Entity[],
  verdicts: Record<string, 'ready' | 'blocked' | 'incomplete'> = {},
) {
  const index = new CatalogIndex();
  entities.forEach(one => index.add(one));
  return judgeCatalog(
    await evidenceOf(catalog),
    { least: 1 },
    {
      entityRef: 'component:default/web',
      catalog: index,
      verdictOf: (ref, scorecard) => verdicts[`${scorecard} ${ref}`],
      now: NOW,
    },
  );
}

const WEB = entity('component:web', {
  ownedBy: ['group:shop'],
  dependsOn: ['component:cart', 'component:gone', 'component:web'],
});
const SHOP = entity('group:shop', { hasMember: ['user:ada', 'user:bruno'] });
const ADA = entity('user:ada', { memberOf: ['group:shop'] });
const BRUNO = entity('user:bruno', { memberOf: ['group:shop'] });
const CART = entity('component:cart', { dependsOn: ['component:web'] });

it('follows relations, each entity once, and never to what the catalog does not hold', () => {
  const index = new CatalogIndex();
  [WEB, SHOP, ADA, CART].forEach(one => index.add(one));
  const web = index.get('component:default/web')!;
  const refs = (...path: string[]) =>
    index.related(web, path).map(({ ref }) => ref);
  expect(refs('ownedBy', 'hasMember')).toEqual(['user:default/ada']);
  expect(refs('dependsOn')).toEqual([
    'component:default/cart',
    'component:default/web',
  ]);
  expect(refs('dependsOn', 'dependsOn', 'dependsOn')).toEqual([
    'component:default/cart',
    'component:default/web',
  ]);
  expect(refs('partOf')).toEqual([]);
});

it('holds whether there is a definition, and neither its text nor pictures of people', () => {
  const index = new CatalogIndex();
  index.add(entity('api:orders', {}, { spec: { definition: 'secret: text' } }));
  index.add(entity('api:blank', {}, { spec: { definition: ' \n' } }));
  index.add(
    entity(
      'user:ada',
      {},
      {
        metadata: { etag: 'x' },
        spec: { profile: { email: 'ada@example.org', picture: 'data:…' } },
      },
    ),
  );
  const spec = (ref: string) => index.get(ref)!.spec;
  expect(spec('api:default/orders')).toEqual({
    definition: DEFINITION_PRESENT,
  });
  expect(spec('api:default/blank')).toEqual({ definition: '' });
  expect(spec('user:default/ada')).toEqual({
    profile: { email: 'ada@example.org' },
  });
  expect(index.get('user:default/ada')!.metadata).not.toHaveProperty('etag');
});

const PARTS = `each: parts
none: { result: fail, rule: it depends on something }
reads: { parts: { relation: dependsOn } }
`;

describe('a judgement', () => {
  it.each([
    [
      'of the entity',
      'expression: entity.kind == object.kind && now > timestamp("2026-01-01T00:00:00Z")',
      'pass',
    ],
    [
      'with a param',
      'reads: { owners: { relation: ownedBy } }\nexpression: double(owners.size()) >= double(params.least)',
      'pass',
    ],
    [
      'of members',
      'reads: { all: { relation: [ownedBy, hasMember] } }\nexpression: all.size() == 2',
      'pass',
    ],
    [
      'that throws',
      'expression: entity.metadata.annotations.x == ""',
      'unknown',
    ],
    [
      'where a rule excludes it',
      'where: [{ rule: it is an API, expression: entity.kind == "api" }]\nexpression: "false"',
      'notApplicable',
    ],
    [
      'where the catalog cannot tell',
      'tells: [{ rule: it says so, expression: "false" }]\nexpression: "false"',
      'cannotExist',
    ],
    [
      'where the catalog says so',
      'tells: [{ rule: it says so, expression: "true" }]\nexpression: "false"',
      'fail',
    ],
    [
      'where it throws whether the catalog can tell',
      'tells: [{ rule: it says so, expression: entity.metadata.annotations.x == "" }]\nexpression: "false"',
      'unknown',
    ],
    ['one by one', `${PARTS}expression: object.kind == "component"`, 'pass'],
    [
      'one by one, where one throws and one fails',
      `${PARTS}expression: 'object.metadata.name == "web" ? false : object.metadata.annotations.x == ""'`,
      'fail',
    ],
  ])('%s', async (_, catalog, result) => {
    const judged = await judge(catalog, [WEB, SHOP, ADA, BRUNO, CART]);
    expect(judged.r).toBe(result);
  });

  it('of an entity that the catalog no longer holds stands as it was', async () => {
    expect(await judge('expression: "false"', [SHOP])).toEqual({ r: 'unread' });
  });

  it('names each subject that fails', async () => {
    const judged = await judge(
      `${PARTS}expression: "false"\nmessage: object.metadata.name + ' is wrong'\npath: "'spec'"\nfound: object.kind\nwanted: "'more'"`,
      [WEB, CART],
    );
    const own = {
      cluster: '',
      environment: '',
      kind: 'Entity',
      path: 'spec',
      found: 'component',
      wanted: 'more',
    };
    expect(judged).toEqual({
      r: 'fail',
      total: 2,
      findings: [
        {
          ...own,
          name: 'component:default/cart',
          message: 'cart is wrong',
          speaksOf: ['component:default/cart'],
        },
        // The judged entity goes without saying, also where it depends on itself.
        { ...own, name: 'component:default/web', message: 'web is wrong' },
      ],
    });
  });

  it.each([
    [
      'fail',
      {
        r: 'fail',
        total: 1,
        findings: [
          { name: 'component:default/web', message: 'it depends on something' },
        ],
      },
    ],
    ['notApplicable', { r: 'notApplicable', rule: 'it depends on something' }],
  ])('of no subject is %s where the check says so', async (result, wanted) => {
    const catalog = `${PARTS.replace('fail', result)}expression: "true"`;
    expect(await judge(catalog, [entity('component:web')])).toMatchObject(
      wanted,
    );
  });

  it('is never of a part of what is related', async () => {
    const names = Array.from(
      { length: MAX_RELATED + 1 },
      (_, i) => `user:u${i}`,
    );
    const judged = await judge(
      'reads: { all: { relation: hasMember } }\nexpression: "true"',
      [
        entity('component:web', { hasMember: names }),
        ...names.map(name => entity(name)),
      ],
    );
    expect(judged).toMatchObject({ r: 'unknown', cause: 'check-error' });
  });

  it('keeps the values of annotations to itself', async () => {
    const annotated = entity(
      'component:web',
      {},
      { metadata: { annotations: { key: 'c0ffee-c0ffee' } } },
    );
    const catalog = `expression: "false"\nfound: entity.metadata.annotations["key"]`;
    expect(await judge(catalog, [annotated])).toMatchObject({
      findings: [{ found: '[redacted]' }],
    });
    expect(
      await judge(`${catalog}\nreveals: [metadata.annotations.key]`, [
        annotated,
      ]),
    ).toMatchObject({ findings: [{ found: 'c0ffee-c0ffee' }] });
  });

  it('sees verdicts of the scorecard that it names, of those who have one', async () => {
    const catalog = `reads: { parts: { relation: dependsOn, verdictOn: base } }
expression: parts.all(p, p.?verdict.orValue('ready') == 'ready')
message: "parts.map(p, p.metadata.name + ' ' + p.?verdict.orValue('none')).join(', ')"`;
    const all = [WEB, CART];
    expect(
      await judge(catalog, all, { 'other component:default/cart': 'blocked' }),
    ).toEqual({ r: 'pass' });
    expect(
      await judge(catalog, all, { 'base component:default/cart': 'blocked' }),
    ).toMatchObject({
      r: 'fail',
      findings: [
        {
          message: 'cart blocked, web none',
          speaksOf: ['component:default/cart'],
        },
      ],
    });
  });
});

it('speaks of too many entities to name them only to those who see everything', async () => {
  const names = Array.from({ length: 101 }, (_, i) => `user:u${i}`);
  const judged = await judge(
    'reads: { all: { relation: hasMember } }\nexpression: "false"\nmessage: all[0].metadata.name',
    [
      entity('component:web', { hasMember: names }),
      ...names.map(name => entity(name)),
    ],
  );
  expect(judged).toMatchObject({ findings: [{ speaksOf: [MANY_ENTITIES] }] });
});
