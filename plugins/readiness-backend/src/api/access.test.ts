/**
 * Who may see what: every route of the document, asked by every kind of caller, through the real
 * permission backend and the real catalog with a policy of its own.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type {
  KubernetesObject,
  ManifestCluster,
} from '@readiness-gates/manifest-cluster';
import request from 'supertest';
import {
  configOf,
  READER_TOKEN,
  startKubernetesBackend,
  TEST_LIBRARY,
} from '../__testUtils__/installation';
import { startPortal } from '../__testUtils__/portal';
import type { Portal } from '../__testUtils__/portal';
import type { Backstage } from '../clusters/__testUtils__/backstage';
import { service } from '../clusters/__testUtils__/objects';
import { spec } from '../schema/openapi.generated';
import { createTestStore, eachDatabase } from '../store/testing';
import {
  budget,
  component,
  GROUPS,
  headerOf,
  ORGANISATION,
  RELEASE,
  TestPolicy,
  TRIAL,
} from './__testUtils__/access';
import type { CatalogMode } from './__testUtils__/access';
import {
  BODIES,
  CALLERS,
  ROWS,
  SAID,
  statusesOfNothing,
} from './__testUtils__/accessTable';
import type { Caller, Row } from './__testUtils__/accessTable';

jest.setTimeout(180_000);

const databases = eachDatabase();

describe.each(databases.eachSupportedId())('access, on %s', database => {
  const policy = new TestPolicy();
  let folder: string;
  let east: ManifestCluster;
  let kubernetes: Backstage;
  let portal: Portal;
  let evaluation: string;
  let now = new Date('2026-11-21T12:00:00Z');

  let runs = 0;

  const ask = (caller: string, method: string, route: string, word = '') => {
    const path = route
      .split('#')[0]
      .replace('{evaluation}', evaluation)
      .replace(/{(attestation|approval|waiver)}/, word);
    const url = `/api/readiness${path}`;
    const agent = request(portal.server);
    const asked = agent[method.toLowerCase() as 'get' | 'post' | 'delete'](url)
      .set('authorization', headerOf(caller))
      .query(queryOf(method, route));
    return method === 'POST' ? asked.send(BODIES[route](now)) : asked;
  };
  const queryOf = (method: string, route: string) => {
    if (method === 'DELETE') return { reason: 'It holds no longer.' };
    if (method !== 'POST' || route !== '/reports') return {};
    runs += 1;
    return {
      entityRef: 'component:default/api',
      type: 'load-test',
      runId: `run-${runs}`,
      time: now.toISOString(),
    };
  };
  /** Said where everybody may say it: one for all who read it, one for each who ends it. */
  const wordsFor = async ({ word, method }: Row) => {
    if (!word) return [];
    const { mode } = policy;
    use('everything');
    const ids: string[] = [];
    while (ids.length < (method === 'GET' ? 1 : CALLERS.length)) {
      const { by, route } = SAID[word];
      const { body, status } = await ask(by, 'POST', route);
      expect(`${route} ${status} ${JSON.stringify(body.error)}`).toBe(
        `${route} 201 undefined`,
      );
      ids.push(body.id);
    }
    use(mode);
    return ids;
  };
  const get = (caller: string, route: string) => ask(caller, 'GET', route);
  const settle = async () => {
    while (await portal.service.engine.runNext()) {
      // until nothing is due
    }
  };
  const after = async (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
    await portal.service.engine.sweep();
    await settle();
  };
  /** The refs that a caller may see are kept for a minute. */
  const use = (mode: CatalogMode) => {
    policy.mode = mode;
    now = new Date(now.getTime() + 61_000);
  };
  const everythingFor = async (caller: string) => {
    const bodies: string[] = [];
    for (const { method, route } of ROWS) {
      if (method === 'GET' && !/{(attestation|approval|waiver)}/.test(route))
        bodies.push(JSON.stringify((await get(caller, route)).body));
    }
    bodies.push(JSON.stringify((await get(caller, '/gates?blockers=5')).body));
    for (const scorecard of ['trial', 'service']) {
      const of = `/entities/component/default/api/scorecards/${scorecard}`;
      for (const route of [of, `${of}/timeline`, `/scorecards/${scorecard}`])
        bodies.push(JSON.stringify((await get(caller, route)).body));
      const answer = await request(portal.server)
        .post('/api/readiness/verdicts')
        .set('authorization', headerOf(caller))
        .send({ entityRef: 'component:default/api', scorecard });
      bodies.push(JSON.stringify(answer.body));
    }
    return bodies.join('\n');
  };

  /** The catalog tells a group's parent in its own time. */
  const untilRelated = async (name: string) => {
    for (let tries = 0; tries < 100; tries++) {
      const { body } = await request(portal.server)
        .get(`/api/catalog/entities/by-name/group/default/${name}`)
        .set('authorization', headerOf('service'));
      if (body.relations?.length) return;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error(`The catalog relates ${name} to nobody`);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-access-'));
    await writeFile(join(folder, 'trial.yaml'), TRIAL);
    await writeFile(join(folder, 'release.yaml'), RELEASE);
    const objects = [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', labels: { environment: 'production' } },
      },
      ...['api', 'cart'].flatMap(name => [...service(name), budget(name)]),
    ];
    east = await startManifestCluster({
      objects: objects as KubernetesObject[],
      tokens: {
        [READER_TOKEN]: { user: 'reader', groups: ['system:masters'] },
      },
      rbac: 'allow-all',
    });
    kubernetes = await startKubernetesBackend({ east });
    portal = await startPortal({
      config: configOf({
        clusters: { east },
        readiness: {
          definitions: {
            scorecards: ['trial.yaml', 'release.yaml'].map(file =>
              join(folder, file),
            ),
          },
          reports: {
            sources: [
              {
                subject: 'external:test-service',
                types: ['load-test'],
                entities: { kind: 'Component' },
              },
            ],
            types: {
              'load-test': {
                format: 'json',
                fields: { passed: { type: 'boolean', required: true } },
              },
            },
          },
        },
      }),
      kubernetes: kubernetes.discovery,
      library: TEST_LIBRARY,
      entities: [
        ...ORGANISATION,
        component('api', 'group:default/shop'),
        component('cart', 'group:default/pay'),
      ],
      policy,
      groups: GROUPS,
      clock: () => now,
      knex: (await createTestStore(databases, database)).knex,
    });
    await untilRelated('shop-crew');
    // The budget goes, so that an item fails, and one in shadow turns.
    east.remove({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      namespace: 'shop',
      name: 'api',
    });
    await after(10);
    const { body } = await ask('shopper', 'POST', '/evaluations#cluster');
    evaluation = body.items[0].id;
  });

  afterAll(async () => {
    await portal?.stop();
    await Promise.all([kubernetes?.stop(), east?.close()]);
    await rm(folder, { recursive: true });
  });

  it('is asked of every route of the document', () => {
    const inTable = ROWS.map(({ method, route }) =>
      `${method} ${route.split('#')[0]}`
        .replace('component/default/api', '{kind}/{namespace}/{name}')
        .replace('scorecards/service', 'scorecards/{scorecard}')
        .replace(/two-replicas|budget-selects/, '{check}')
        .replace('service.02', '{item}')
        .replace(/{(attestation|approval|waiver)}/, '{decision}'),
    );
    const documented = Object.entries(spec.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    expect([...new Set(inTable)].sort()).toEqual(documented.sort());
  });

  describe.each(['owned', 'everything', 'nothing'] as const)(
    'where the catalog shows a user %s',
    mode => {
      beforeAll(() => use(mode));

      it.each(ROWS)('$method $route', async row => {
        const ids = await wordsFor(row);
        const answers = await Promise.all(
          CALLERS.map(async (caller, index) => {
            const { method, route } = row;
            const word = ids[index] ?? ids[0];
            const { status } = await ask(caller, method, route, word);
            return `${caller} ${status}`;
          }),
        );
        const expected =
          mode === 'nothing' ? statusesOfNothing(row) : row[mode];
        expect(answers).toEqual(
          CALLERS.map((caller, index) => `${caller} ${expected[index]}`),
        );
      });
    },
  );

  describe('lists', () => {
    const namesFor = async (caller: Caller, query = '') => {
      const { body } = await get(caller, `/gates?scorecard=service${query}`);
      const names = body.items.map(
        ({ entity }: { entity: { name: string } }) => entity.name,
      );
      return `${names.join(' ')} of ${body.total}`;
    };
    const countFor = async (caller: Caller) => {
      const { body } = await get(caller, '/gates/summary?scorecard=service');
      return body.groups.reduce(
        (sum: number, group: Record<string, number>) =>
          sum + group.ready + group.blocked + group.incomplete,
        0,
      );
    };

    it('hold what the caller may read, in items, total, pages and counts', async () => {
      use('owned');
      expect(await namesFor('shopper')).toBe('api of 1');
      expect(await namesFor('stranger')).toBe('cart of 1');
      expect(await namesFor('guest')).toBe(' of 0');
      expect(await namesFor('service')).toBe('api cart of 2');
      const page = await get('stranger', '/gates?scorecard=service&limit=1');
      expect(page.body.nextCursor).toBeUndefined();
      expect(await namesFor('stranger', '&q=api')).toBe(' of 0');
      expect(await countFor('shopper')).toBe(1);
      expect(await countFor('guest')).toBe(0);
      expect(await countFor('service')).toBe(2);
    });

    it('of checks count no others, and tell of clusters only those who may know', async () => {
      use('owned');
      const open = async (caller: Caller): Promise<number> => {
        const { body } = await get(caller, '/checks');
        const counts: Record<string, number> = body.items.find(
          ({ id }: { id: string }) => id === 'budget-selects',
        ).open;
        return Object.values(counts).reduce((sum, count) => sum + count);
      };
      expect(await open('shopper')).toBe(1);
      expect(await open('stranger')).toBe(0);
      expect(await open('guest')).toBe(0);
      const evidence = async (caller: Caller) =>
        (await get(caller, '/scorecards/service/evidence')).body;
      expect(await evidence('shopper')).toHaveProperty('gaps');
      expect(await evidence('noclusters')).not.toHaveProperty('gaps');
    });

    it('of who fails a check, and whom an item would hold, hold no others', async () => {
      const failing = async (caller: Caller) => {
        const { body } = await get(caller, '/checks/budget-selects/results');
        const names = body.items.map(
          ({
            entity,
            item,
          }: Record<'entity' | 'item', Record<string, string>>) =>
            `${entity.name} ${item.id}`,
        );
        const counted = Object.values<number>(body.counts);
        return `${names.join(', ')} of ${body.total}, ${counted.reduce(
          (sum, count) => sum + count,
        )}`;
      };
      const held = async (caller: Caller) => {
        const route = '/scorecards/service/items/service.02/impact';
        const { body } = await get(caller, route);
        const names = body.entities.items.map(
          ({ entity }: { entity: Record<string, string> }) => entity.name,
        );
        return `${names.join(' ')} of ${body.entities.total}, ${body.judged}`;
      };
      const ofApi = 'api release.04, api service.02 of 2, 2';
      use('owned');
      expect(await failing('shopper')).toBe(ofApi);
      expect(await held('shopper')).toBe('api of 1, 1');
      expect(await failing('stranger')).toBe(' of 0, 0');
      expect(await held('stranger')).toBe(' of 0, 1');
      expect(await failing('guest')).toBe(' of 0, 0');
      expect(await held('guest')).toBe(' of 0, 0');
      expect(await held('service')).toBe('api of 1, 2');
      use('everything');
      expect(await failing('guest')).toBe(ofApi);
      expect(await failing('keeper' as Caller)).toBe(
        'api release.04, api service.02, api trial.02 of 3, 3',
      );
      expect(await held('guest')).toBe('api of 1, 2');
      use('nothing');
      expect(await failing('shopper')).toBe(' of 0, 0');
      expect(await held('shopper')).toBe(' of 0, 0');
    });

    /** What is not answered comes and goes with the tests before. */
    const failed = (top: { items: { item: { id: string }; fail: number }[] }) =>
      top.items.filter(({ fail }) => fail > 0);

    it('and so do a matrix, what fails most, a trend, a file and the tree of groups', async () => {
      const of = async (caller: Caller, route: string) =>
        (await get(caller, route)).body;
      const seenBy = async (caller: Caller) => {
        const matrix = await of(caller, '/gates/matrix?scorecard=service');
        const top = await of(caller, '/gates/top-items?scorecard=service');
        const { days } = await of(
          caller,
          '/gates/trend?scorecard=service&days=1',
        );
        const file = await get(caller, '/gates?format=csv&scorecard=service');
        const names = matrix.items.map(
          ({ entity }: { entity: { name: string } }) => entity.name,
        );
        const [{ ready = 0, blocked = 0, incomplete = 0 } = {}] = days;
        return [
          `${names.join(' ')} of ${matrix.total}`,
          `${failed(top).length} in ${top.gates}`,
          `${ready + blocked + incomplete}`,
          `${file.text.trim().split('\n').length - 1}`,
        ].join(', ');
      };
      const treeOf = async (caller: Caller) => {
        const { groups, parents } = await of(
          caller,
          '/gates/summary?groupBy=ownerTree&scorecard=service',
        );
        const counts = groups.map(
          (it: Record<string, number>) =>
            `${it.group} ${it.ready + it.blocked + it.incomplete}`,
        );
        return [counts.join(' '), JSON.stringify(parents)];
      };
      await after(10);
      use('owned');
      expect(await seenBy('shopper')).toBe('api of 1, 1 in 1, 1, 1');
      expect(await seenBy('stranger')).toBe('cart of 1, 0 in 1, 1, 1');
      expect(await seenBy('guest')).toBe(' of 0, 0 in 0, 0, 0');
      expect(await seenBy('service')).toBe('api cart of 2, 1 in 2, 2, 2');
      // Of the group above nothing is said to who may not read it.
      expect(await treeOf('shopper')).toEqual(['group:default/shop 1', '{}']);
      use('everything');
      expect(await treeOf('shopper')).toEqual([
        'group:default/commerce 1 group:default/pay 1 group:default/shop 1',
        '{"group:default/shop":["group:default/commerce"]}',
      ]);
      expect(await seenBy('guest')).toBe('api cart of 2, 1 in 2, 2, 2');
      use('nothing');
      expect(await seenBy('shopper')).toBe(' of 0, 0 in 0, 0, 0');
    });

    it('name what fails most to those who may know of it', async () => {
      use('everything');
      const itemsFor = async (caller: string) => {
        const { body } = await get(caller, '/gates/top-items?scorecard=trial');
        return failed(body).map(it => it.item.id);
      };
      expect(await itemsFor('keeper')).toEqual(['trial.02']);
      expect(await itemsFor('shopper')).toEqual([]);
    });

    it.each([
      ['2026-11-1', 400],
      ['2026-02-30', 400],
      ['2199-01-01', 400],
      ['yesterday', 400],
      ['2026-11-20', 200],
    ])('compare with a day that was: %s', async (since, status) => {
      const answer = await get('shopper', `/gates/trend?since=${since}`);
      expect(answer.status).toBe(status);
    });

    it('hold everything where the catalog hides nothing, and nothing where it hides all', async () => {
      use('everything');
      expect(await namesFor('guest')).toBe('api cart of 2');
      use('nothing');
      expect(await namesFor('shopper')).toBe(' of 0');
      expect(await countFor('shopper')).toBe(0);
      expect(await namesFor('service')).toBe('api cart of 2');
    });

    it('follow a change of the catalog within a minute', async () => {
      use('everything');
      expect(await namesFor('stranger')).toBe('api cart of 2');
      policy.mode = 'owned';
      now = new Date(now.getTime() + 59_000);
      expect(await namesFor('stranger')).toBe('api cart of 2');
      now = new Date(now.getTime() + 2_000);
      expect(await namesFor('stranger')).toBe('cart of 1');
    });
  });

  it('tells a hidden entity in the words of one that is not there', async () => {
    use('owned');
    for (const route of [
      '',
      '/scorecards/service',
      '/scorecards/no-such',
      '/scorecards/service/timeline',
    ]) {
      const hidden = await get(
        'stranger',
        `/entities/component/default/api${route}`,
      );
      const missing = await get(
        'stranger',
        `/entities/component/default/apx${route}`,
      );
      expect(hidden.status).toBe(404);
      expect(
        JSON.stringify(hidden.body).replaceAll('default/api', 'default/apx'),
      ).toBe(JSON.stringify(missing.body));
    }
  });

  describe('findings', () => {
    beforeAll(async () => {
      use('owned');
      await after(10);
    });

    it('are shown with kubernetes.resources.read', async () => {
      const { body } = await get(
        'shopper',
        '/entities/component/default/api/scorecards/service',
      );
      expect(body.redacted).toBe(false);
      expect(await everythingFor('shopper')).toContain('no budget selects api');
    });

    it('are left out without, in every answer, while result and count stay', async () => {
      const { body } = await get(
        'nofindings',
        '/entities/component/default/api/scorecards/service',
      );
      expect(body.redacted).toBe(true);
      expect(body.sections[1].items[1].answers[0]).toMatchObject({
        result: 'fail',
        findingsTotal: 1,
      });
      const everything = await everythingFor('nofindings');
      expect(everything).not.toContain('no budget selects');
      expect(everything).not.toMatch(/"findings":|"finding":|example\.test/);
    });

    it('and what a cluster said of itself', async () => {
      await east.setFaults({
        forbidden: [{ resource: 'poddisruptionbudgets' }],
      } as never);
      await after(10);
      const told = await everythingFor('shopper');
      expect(told).toContain('cannot list');
      const standing = await everythingFor('nofindings');
      // Runs and grants are of clusters, which this caller may read.
      const ofGates = standing
        .split('\n')
        .filter(body => !/"manifests"|"shards?"/.test(body))
        .join('\n');
      expect(ofGates).toContain('"standingIn"');
      expect(ofGates).toContain('"failing"');
      expect(ofGates).not.toContain('cannot list');
      await after(40);
      const stale = await get(
        'nofindings',
        '/entities/component/default/api/scorecards/service',
      );
      expect(stale.body.sections[1].items[1].answers[0]).toMatchObject({
        cause: 'stale',
        underlying: 'forbidden',
      });
      expect(JSON.stringify(stale.body)).not.toContain('cannot list');
      await east.clearFaults();
      await after(10);
    });

    it('nor how a run ended, without kubernetes.clusters.read', async () => {
      await east.setFaults({
        forbidden: [{ resource: 'poddisruptionbudgets' }],
      } as never);
      const asked = await ask('shopper', 'POST', '/evaluations#cluster');
      await settle();
      const route = `/evaluations/${asked.body.items[0].id}`;
      const seen = await get('shopper', route);
      expect(seen.body.run.errors).toHaveLength(1);
      const hidden = await get('noclusters', route);
      expect(hidden.body.run.errors).toEqual([]);
      expect(hidden.body.run).not.toHaveProperty('message');
      await east.clearFaults();
      await after(10);
    });
  });

  describe('items in shadow', () => {
    beforeAll(() => use('everything'));

    it('are shown to the owner of the scorecard', async () => {
      const everything = await everythingFor('keeper');
      expect(everything).toContain('A budget yet unseen');
      const { body } = await get(
        'keeper',
        '/entities/component/default/api/scorecards/trial/timeline',
      );
      expect(body.items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            item: 'trial.02',
            from: 'pass',
            to: 'fail',
          }),
        ]),
      );
    });

    it.each(['shopper', 'stranger', 'guest', 'service'])(
      'and to nobody else: not to %s',
      async caller => {
        const everything = await everythingFor(caller);
        expect(everything).not.toContain('trial.02');
        expect(everything).not.toContain('unseen');
      },
    );

    it.each([
      ['keeper', 200],
      ['shopper', 404],
      ['stranger', 404],
      ['guest', 404],
      ['service', 404],
    ])('and their impact: %s gets a %i', async (caller, status) => {
      const answer = await get(
        caller,
        '/scorecards/trial/items/trial.02/impact',
      );
      expect(answer.status).toBe(status);
    });

    it('are in no count and no score, for their owner neither', async () => {
      const { body } = await get(
        'keeper',
        '/entities/component/default/api/scorecards/trial',
      );
      expect(body.own).toMatchObject({
        verdict: 'ready',
        score: { value: 100, low: 100, high: 100 },
        coverage: { applicable: 1, machineRead: 1 },
        counts: { fail: 0, pass: 1 },
      });
      expect(body.scorecard).toMatchObject({ items: 1, blocking: 1 });
      const listed = await get('shopper', '/scorecards');
      expect(
        listed.body.items.find(({ id }: { id: string }) => id === 'trial'),
      ).toMatchObject({ items: 1, blocking: 1 });
      const gates = await get('shopper', '/gates?scorecard=trial&q=api');
      expect(gates.body.items[0].state.counts).toMatchObject({
        fail: 0,
        pass: 1,
      });
      const summary = await get('shopper', '/gates/summary?scorecard=trial');
      expect(summary.body.groups[0]).toMatchObject({
        ready: 2,
        meanScore: 100,
      });
    });

    it('leave no gap in a page of the timeline', async () => {
      const timeline =
        '/entities/component/default/api/scorecards/trial/timeline';
      const whole = (await get('shopper', timeline)).body.items;
      const first = (await get('shopper', `${timeline}?limit=1`)).body.items;
      expect(whole.length).toBeGreaterThan(0);
      expect(first).toEqual(whole.slice(0, 1));
    });
  });
});
