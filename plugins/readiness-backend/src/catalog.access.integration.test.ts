/**
 * Who sees what the catalog's evidence says, through the real catalog and the real permission backend: its
 * processors write the relations, its conditions decide whom a finding may name.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import request from 'supertest';
import { configOf, startKubernetesBackend } from './__testUtils__/installation';
import { startPortal } from './__testUtils__/portal';
import type { Portal } from './__testUtils__/portal';
import {
  component,
  GROUPS,
  headerOf,
  TestPolicy,
} from './api/__testUtils__/access';
import type { Backstage } from './clusters/__testUtils__/backstage';

jest.setTimeout(300_000);

const CHECKS: Record<string, string> = {
  'parts-described': `id: parts-described
title: What it depends on is described
why: Somebody must know what it is.
fix: Describe it.
responsible: owner
evidence:
  - catalog:
      each: parts
      none: { result: fail, rule: it depends on something }
      reads: { parts: { relation: dependsOn } }
      expression: object.metadata.?description.orValue('') != ''
      message: object.metadata.name + ' is not described'
`,
  'members-enough': `id: members-enough
title: The owner has members
why: Somebody must answer.
fix: Hire.
responsible: owner
evidence:
  - catalog:
      reads: { members: { relation: [ownedBy, hasMember] } }
      expression: members.size() > 2
      message: "'only ' + members.map(m, m.metadata.name).join(', ')"
`,
  'api-described': `id: api-described
title: Its APIs have definitions
why: Somebody calls them.
fix: Write them.
responsible: owner
evidence:
  - catalog:
      reads: { apis: { relation: providesApi } }
      expression: apis.size() == 1 && apis.all(a, a.?spec.?definition.orValue('') != '')
`,
};

const SCORECARD = `id: parts
title: Parts
description: What the catalog says.
appliesTo: { kind: Component }
sections:
  - id: all
    title: All
    items:
      - { id: parts.01, text: Parts, check: parts-described, severity: blocking }
      - { id: parts.02, text: Members, check: members-enough, severity: blocking }
      - { id: parts.03, text: APIs, check: api-described, severity: blocking }
`;

const organisation: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'shop' },
    spec: { type: 'team', children: [], members: ['shopper', 'secretive'] },
  },
  ...['shopper', 'secretive'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { memberOf: [] },
  })),
];

describe('findings of the catalog', () => {
  const policy = new TestPolicy();
  let folder: string;
  let kubernetes: Backstage;
  let portal: Portal;
  let now = new Date('2026-11-21T12:00:00Z');

  const textFor = async (caller: string) => {
    const of = '/api/readiness/entities/component/default/api';
    const bodies = await Promise.all([
      ...['', '/scorecards/parts', '/scorecards/parts/timeline'].map(route =>
        request(portal.server)
          .get(`${of}${route}`)
          .set('authorization', headerOf(caller)),
      ),
      request(portal.server)
        .post('/api/readiness/verdicts')
        .set('authorization', headerOf(caller))
        .send({ entityRef: 'component:default/api', scorecard: 'parts' }),
    ]);
    expect(bodies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    return bodies.map(({ body }) => JSON.stringify(body));
  };
  const itemsOf = (detail: string) =>
    JSON.parse(detail).sections.flatMap(
      ({ items }: { items: object[] }) => items,
    );
  const evaluate = async () => {
    now = new Date(now.getTime() + 61_000);
    await portal.service.store.makeDue(['catalog'], now);
    while (await portal.service.engine.runNext()) {
      // until nothing is due
    }
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-unseen-'));
    await mkdir(join(folder, 'checks', 'test'), { recursive: true });
    await mkdir(join(folder, 'scorecards'));
    for (const [name, text] of Object.entries(CHECKS))
      await writeFile(join(folder, 'checks', 'test', `${name}.yaml`), text);
    await writeFile(join(folder, 'scorecards', 'parts.yaml'), SCORECARD);
    kubernetes = await startKubernetesBackend({});
    const api = component('api', 'group:default/shop');
    portal = await startPortal({
      config: configOf({ clusters: {} }),
      kubernetes: kubernetes.discovery,
      library: {
        checksDir: join(folder, 'checks'),
        scorecardsDir: join(folder, 'scorecards'),
      },
      entities: [
        ...organisation,
        {
          ...api,
          spec: {
            ...api.spec,
            dependsOn: ['component:vault-keeper'],
            providesApis: ['orders'],
          },
        },
        component('vault-keeper', 'group:default/pay'),
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'API',
          metadata: { name: 'orders' },
          spec: {
            type: 'openapi',
            lifecycle: 'production',
            owner: 'group:default/pay',
            definition: 'openapi: 3.0.0 # sentinel-of-the-definition',
          },
        },
      ].map(one => one as Entity),
      policy,
      groups: GROUPS,
      clock: () => now,
    });
    // The catalog relates entities in its own time.
    for (let tries = 0; tries < 100; tries++) {
      await evaluate();
      const [overview] = await textFor('service');
      if (overview.includes('only secretive, shopper')) return;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  });

  afterAll(async () => {
    await portal?.stop();
    await kubernetes?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('name everything to those who see everything, as the real processors relate it', async () => {
    const [overview, detail] = await textFor('service');
    expect(overview).toContain('vault-keeper is not described');
    expect(itemsOf(detail)).toMatchObject([
      {
        result: 'fail',
        answers: [
          {
            findings: [
              {
                kind: 'Entity',
                name: 'component:default/vault-keeper',
                message: 'vault-keeper is not described',
              },
            ],
          },
        ],
      },
      {
        result: 'fail',
        answers: [{ findings: [{ message: 'only secretive, shopper' }] }],
      },
      { result: 'pass' },
    ]);
  });

  it('name nothing that the caller may not read, on any route, and keep result and count', async () => {
    const texts = await textFor('shopper');
    for (const text of texts) {
      expect(text).not.toContain('vault-keeper');
      expect(text).not.toContain('secretive');
    }
    expect(itemsOf(texts[1])).toMatchObject([
      {
        result: 'fail',
        answers: [{ findingsTotal: 1, findings: [{ name: 'not shown' }] }],
      },
      {
        result: 'fail',
        answers: [{ findingsTotal: 1, findings: [{ name: 'not shown' }] }],
      },
      { result: 'pass' },
    ]);
  });

  it('name what the policy has come to allow', async () => {
    policy.mode = 'everything';
    now = new Date(now.getTime() + 61_000);
    const [, detail] = await textFor('shopper');
    expect(detail).toContain('vault-keeper is not described');
    policy.mode = 'owned';
    now = new Date(now.getTime() + 61_000);
  });

  it('hold no text of a definition', async () => {
    const kept = await portal.service.store.entities();
    expect(JSON.stringify(kept)).not.toContain('sentinel-of-the-definition');
  });
});
