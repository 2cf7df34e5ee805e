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
import {
  budget,
  component,
  GROUPS,
  headerOf,
  TestPolicy,
  TRIAL,
} from './__testUtils__/access';
import type { CatalogMode } from './__testUtils__/access';
import { BODIES, CALLERS, ROWS } from './__testUtils__/accessTable';
import type { Caller } from './__testUtils__/accessTable';

jest.setTimeout(180_000);

describe('access', () => {
  const policy = new TestPolicy();
  let folder: string;
  let east: ManifestCluster;
  let kubernetes: Backstage;
  let portal: Portal;
  let evaluation: string;
  let now = new Date('2026-11-21T12:00:00Z');

  const ask = (caller: string, method: string, route: string) => {
    const path = route.split('#')[0].replace('{evaluation}', evaluation);
    const url = `/api/readiness${path}`;
    const agent = request(portal.server);
    const asked = method === 'POST' ? agent.post(url) : agent.get(url);
    asked.set('authorization', headerOf(caller));
    return method === 'POST' ? asked.send(BODIES[route]) : asked;
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
      if (method === 'GET')
        bodies.push(JSON.stringify((await get(caller, route)).body));
    }
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

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-access-'));
    await writeFile(join(folder, 'trial.yaml'), TRIAL);
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
          definitions: { scorecards: [join(folder, 'trial.yaml')] },
        },
      }),
      kubernetes: kubernetes.discovery,
      library: TEST_LIBRARY,
      entities: [
        component('api', 'group:default/shop'),
        component('cart', 'group:default/pay'),
      ],
      policy,
      groups: GROUPS,
      clock: () => now,
    });
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
        .replace('two-replicas', '{check}'),
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

      /** What is not about an entity stays; an entity is there for all, or for none but services. */
      const expected = (caller: Caller, row: (typeof ROWS)[number]) => {
        const status = row.statuses[CALLERS.indexOf(caller)];
        const aboutEntity = row.statuses.includes(404);
        if (mode === 'everything' && status === 404) return row.statuses[0];
        const shown = status === 200 || status === 202;
        return mode === 'nothing' &&
          aboutEntity &&
          shown &&
          caller !== 'service'
          ? 404
          : status;
      };

      it.each(ROWS)('$method $route', async row => {
        const answers = await Promise.all(
          CALLERS.map(async caller => {
            const { status } = await ask(caller, row.method, row.route);
            return `${caller} ${status}`;
          }),
        );
        expect(answers).toEqual(
          CALLERS.map(caller => `${caller} ${expected(caller, row)}`),
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
    beforeAll(() => use('owned'));

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
