/**
 * Evidence of the catalog, the whole way: read with the catalog, stored, served, on every database. What
 * related entities say, what their gates say, and a catalog that is away.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  startInstallation,
  startKubernetesBackend,
} from './__testUtils__/installation';
import type { Installation } from './__testUtils__/installation';
import type { Backstage } from './clusters/__testUtils__/backstage';
import { createTestStore, eachDatabase } from './store/testing';

jest.setTimeout(300_000);

const CHECKS: Record<string, string> = {
  'owner-reachable': `id: owner-reachable
title: The owner can be reached
why: Somebody must answer.
fix: Name an address.
responsible: owner
evidence:
  - catalog:
      reads: { owners: { relation: ownedBy } }
      expression: owners.exists(o, o.?spec.?profile.?email.orValue('') != '')
      message: "'no address: ' + owners.map(o, o.metadata.name).join(', ')"
`,
  'runbook-known': `id: runbook-known
title: There is a runbook
why: Somebody must know.
fix: Link it.
responsible: owner
evidence:
  - catalog:
      tells:
        - { rule: a runbook is linked, expression: "entity.metadata.?links.orValue([]).exists(l, l.?type.orValue('') == 'runbook')" }
      expression: "true"
  - attestation: { statement: There is one., by: owner, validFor: P1D }
`,
  'parts-ready': `id: parts-ready
title: What it depends on is ready
why: It stands on them.
fix: Wait for them.
responsible: owner
params: { on: { type: string, default: base } }
evidence:
  - catalog:
      each: parts
      none: { result: notApplicable, rule: it depends on something }
      reads: { parts: { relation: dependsOn, verdictOn: { param: on } } }
      expression: object.?verdict.orValue('ready') == 'ready'
      message: object.metadata.name + ' is ' + object.verdict
`,
};

const SCORECARDS: Record<string, string> = {
  base: `id: base
title: Base
description: What an entity says of itself.
appliesTo: { kind: Component }
sections:
  - id: all
    title: All
    items:
      - { id: base.01, text: The owner can be reached, check: owner-reachable, severity: blocking }
      - { id: base.02, text: A runbook, check: runbook-known, severity: blocking }
`,
  chain: `id: chain
title: Chain
description: What it stands on.
appliesTo: { kind: Component }
sections:
  - id: all
    title: All
    items:
      - { id: chain.01, text: What it depends on is ready, check: parts-ready, severity: blocking }
`,
};

const component = (
  name: string,
  owner: string,
  ...parts: string[]
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    uid: `uid-${name}`,
    links: [{ url: 'https://docs.example.org', type: 'runbook' }],
  },
  spec: { type: 'service', lifecycle: 'production', owner },
  relations: [
    { type: 'ownedBy', targetRef: `group:default/${owner}` },
    ...parts.map(part => ({
      type: 'dependsOn',
      targetRef: `component:default/${part}`,
    })),
  ],
});

const group = (name: string, email: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default', uid: `uid-${name}` },
  spec: { type: 'team', children: [], profile: { email } },
  relations: [],
});

type QueryArguments = Parameters<CatalogService['queryEntities']>;

/** A catalog that changes and goes away. */
class TestCatalog {
  away = false;
  /** Called for each page, which then has one entity. */
  answering?: () => void;
  readonly entities = new Map<string, Entity>();

  put(...entities: Entity[]) {
    for (const one of entities) this.entities.set(one.metadata.name, one);
  }

  service(): CatalogService {
    const now = () =>
      catalogServiceMock({ entities: [...this.entities.values()] });
    return new Proxy({} as CatalogService, {
      get: (_, method: keyof CatalogService) => {
        if (this.away && method === 'queryEntities')
          return async () => {
            throw new Error('the catalog is away');
          };
        const real = now();
        const { answering } = this;
        if (answering && method === 'queryEntities')
          return async (...[query, options]: QueryArguments) => {
            answering();
            return real.queryEntities({ ...query, limit: 1 }, options);
          };
        return (real[method] as () => unknown).bind(real);
      },
    });
  }
}

const ref = (name: string) => `component:default/${name}`;
const databases = eachDatabase();

describe.each(databases.eachSupportedId())('the catalog, on %s', id => {
  let folder: string;
  let backstage: Backstage;
  let knex: Knex;
  let catalog: TestCatalog;
  let portal: Installation;

  const verdicts = async (scorecard: string) => {
    const all = ['api', 'cart', 'self'].map(async name => {
      const { verdict } = await portal.verdict(ref(name), scorecard);
      return `${name} ${verdict}`;
    });
    return (await Promise.all(all)).join(', ');
  };
  const stored = async (table: string) =>
    (await knex(table).select('*')).map(row => JSON.stringify(row)).sort();
  const item = async (name: string, scorecard: string, wanted: string) => {
    const { body } = await request(portal.app).get(
      `/entities/component/default/${name}/scorecards/${scorecard}`,
    );
    return body.sections
      .flatMap((section: { items: { id: string }[] }) => section.items)
      .find((one: { id: string }) => one.id === wanted);
  };

  const attest = (name: string) =>
    request(portal.app)
      .post('/attestations')
      .send({
        entityRef: ref(name),
        scorecard: 'base',
        item: 'base.02',
        statement: 'It lies in the wiki.',
      });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-catalog-'));
    await mkdir(join(folder, 'checks', 'test'), { recursive: true });
    await mkdir(join(folder, 'scorecards'));
    for (const [name, text] of Object.entries(CHECKS))
      await writeFile(join(folder, 'checks', 'test', `${name}.yaml`), text);
    for (const [name, text] of Object.entries(SCORECARDS))
      await writeFile(join(folder, 'scorecards', `${name}.yaml`), text);
    backstage = await startKubernetesBackend({});
  });

  afterAll(async () => {
    await backstage?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    ({ knex } = await createTestStore(databases, id));
    catalog = new TestCatalog();
    // In a circle, and one on itself.
    catalog.put(
      component('api', 'shop', 'cart'),
      component('cart', 'pay', 'api'),
      component('self', 'pay', 'self'),
      group('shop', 'shop@example.org'),
      group('pay', ''),
    );
    portal = await startInstallation({
      knex,
      backstage,
      clusters: {},
      entities: [],
      catalog: catalog.service(),
      groups: ['group:default/pay'],
      library: {
        checksDir: join(folder, 'checks'),
        scorecardsDir: join(folder, 'scorecards'),
      },
    });
    await portal.settle();
  });

  it('lists what whoever asks owns, among the owners that are named', async () => {
    const names = async (query: string) => {
      const { body } = await request(portal.app).get(
        `/gates?scorecard=base&${query}`,
      );
      return body.items.map(
        (row: { entity: { name: string } }) => row.entity.name,
      );
    };
    expect(await names('')).toEqual(['api', 'cart', 'self']);
    expect(await names('owned=true')).toEqual(['cart', 'self']);
    expect(await names('owned=true&owner=group:default/pay')).toEqual([
      'cart',
      'self',
    ]);
    expect(await names('owned=true&owner=group:default/shop')).toEqual([]);
    expect(await names('owned=false&owner=group:default/shop')).toEqual([
      'api',
    ]);
    const summary = await request(portal.app).get(
      '/gates/summary?scorecard=base&owned=true',
    );
    expect(summary.body.groups).toMatchObject([{ group: 'base', blocked: 2 }]);
    const tool = await request(portal.app)
      .get('/gates?owned=true')
      .set('authorization', mockCredentials.service.header());
    expect(tool.status).toBe(400);
    expect(tool.body.error.message).toMatch(/a service token owns nothing/);
  });

  it('keeps its shard while the catalog is read, however long that takes', async () => {
    let pages = 0;
    catalog.answering = () => {
      pages += 1;
      // One reading: if each took so long, the catalog would always be due.
      if (pages <= 5) portal.clock.pass(1);
    };
    catalog.put(component('late', 'shop'));
    await portal.run(10, 10);
    expect(pages).toBeGreaterThan(5);
    expect(portal.logged.filter(line => line.includes('stopped'))).toEqual([]);
    const { verdict } = await portal.verdict(ref('late'), 'base');
    expect(verdict).toBe('ready');
  });

  it('judges by related entities, says where and when, and writes nothing while nothing changes', async () => {
    expect(await verdicts('base')).toBe(
      'api ready, cart blocked, self blocked',
    );
    const fails = await item('cart', 'base', 'base.01');
    expect(fails).toMatchObject({
      result: 'fail',
      answers: [
        {
          cluster: '',
          environment: '',
          observedAt: '2026-11-21T12:00:00.000Z',
          findings: [
            { kind: 'Entity', name: ref('cart'), message: 'no address: pay' },
          ],
        },
      ],
    });
    expect(JSON.stringify(fails)).not.toContain('speaksOf');
    await portal.run(10);
    const before = await Promise.all(
      ['state', 'problems', 'gates', 'transitions'].map(stored),
    );
    await portal.run(30);
    expect(
      await Promise.all(
        ['state', 'problems', 'gates', 'transitions'].map(stored),
      ),
    ).toEqual(before);
    expect(
      (await item('cart', 'base', 'base.01')).answers[0].observedAt >
        '2026-11-21T12:30',
    ).toBe(true);
  });

  it('keeps nothing of related entities but what findings say', async () => {
    catalog.put(group('shop', 'sentinel@example.org'));
    await portal.run(10);
    for (const table of [
      'state',
      'problems',
      'entities',
      'gates',
      'transitions',
    ])
      expect((await stored(table)).join()).not.toContain('sentinel');
    expect((await portal.store.entities()).map(({ kind }) => kind)).toEqual([
      'Component',
      'Component',
      'Component',
    ]);
  });

  it('follows a related entity that changes, and tells it as a transition of the item', async () => {
    await portal.run(10);
    catalog.put(group('pay', 'pay@example.org'));
    await portal.run(10);
    expect(await verdicts('base')).toBe('api ready, cart ready, self ready');
    const { body } = await request(portal.app).get(
      '/entities/component/default/cart/scorecards/base/timeline',
    );
    expect(body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          item: 'base.01',
          from: 'fail',
          to: 'pass',
          cause: 'service',
        }),
      ]),
    );
  });

  it('follows the verdicts of what an entity depends on, without a change of the catalog', async () => {
    const cart = component('cart', 'pay', 'api');
    catalog.put(
      { ...cart, metadata: { ...cart.metadata, links: [] } },
      group('pay', 'pay@example.org'),
    );
    await portal.run(10);
    expect(await verdicts('base')).toBe(
      'api ready, cart incomplete, self ready',
    );
    expect(await verdicts('chain')).toBe('api blocked, cart ready, self ready');
    const { answers } = await item('api', 'chain', 'chain.01');
    expect(answers[0].findings).toEqual([
      {
        cluster: '',
        environment: '',
        kind: 'Entity',
        name: ref('cart'),
        message: 'cart is incomplete',
      },
    ]);
    // Somebody's word turns the gate of cart; nothing in the catalog changes.
    const said = await attest('cart');
    expect(said.status).toBe(201);
    expect(await verdicts('base')).toBe('api ready, cart ready, self ready');
    await portal.run(2);
    expect(await verdicts('chain')).toBe('api ready, cart ready, self ready');
    // And back when the word has ended.
    portal.clock.pass(24 * 60);
    await portal.run(3);
    expect(await verdicts('base')).toBe(
      'api ready, cart incomplete, self ready',
    );
    expect(await verdicts('chain')).toBe('api blocked, cart ready, self ready');
  });

  it('comes to rest, also where entities depend on each other', async () => {
    await portal.run(10);
    const [{ generation }] = await knex('shards').where({ id: 'catalog' });
    // Sweeps within one period of the catalog find nothing that would make it due.
    for (let sweeps = 0; sweeps < 3; sweeps++) {
      await portal.engine.sweep();
      await portal.settle();
    }
    const [after] = await knex('shards').where({ id: 'catalog' });
    expect(after.generation).toBe(generation);
  });

  it('asks people where the catalog cannot tell, and counts it as stated', async () => {
    catalog.put({
      ...component('api', 'pay'),
      metadata: { ...component('api', 'pay').metadata, links: [] },
    });
    await portal.run(10);
    const open = await item('api', 'base', 'base.02');
    expect(open).toMatchObject({
      result: 'pending',
      asks: [{ kind: 'attestation', mayGive: true }],
    });
    const said = await attest('api');
    expect(said.status).toBe(201);
    expect(await item('api', 'base', 'base.02')).toMatchObject({
      result: 'pass',
      answers: [{ stated: true }],
    });
    // One whose runbook is linked is asked nothing.
    expect((await item('cart', 'base', 'base.02')).asks ?? []).toEqual([]);
  });

  it('stands while the catalog is away, until it is too old', async () => {
    catalog.away = true;
    await portal.run(10);
    expect(await item('api', 'base', 'base.01')).toMatchObject({
      result: 'pass',
      answers: [
        {
          standingIn: {
            cause: 'query-failed',
            message: expect.stringContaining('the catalog is away'),
          },
        },
      ],
    });
    await portal.run(60, 10);
    expect(await item('api', 'base', 'base.01')).toMatchObject({
      result: 'unknown',
      answers: [{ cause: 'stale' }],
    });
    expect(await portal.verdict(ref('api'), 'base')).toMatchObject({
      verdict: 'incomplete',
      waitingOn: ['platform'],
    });
    catalog.away = false;
    await portal.run(10);
    expect(await verdicts('base')).toBe(
      'api ready, cart blocked, self blocked',
    );
  });

  it('is as old as a caller allows at most', async () => {
    catalog.away = true;
    await portal.run(10);
    const { body } = await request(portal.app)
      .post('/verdicts')
      .send({ entityRef: ref('api'), scorecard: 'base', maxAge: 'PT5M' });
    expect(body.verdict).toBe('incomplete');
  });
});
