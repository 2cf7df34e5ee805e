/**
 * The whole way: catalog → real Kubernetes backend over HTTP → two API servers → database → verdict,
 * on every database, with clusters that go down, flap, refuse and lose pages.
 */
import type { Entity } from '@backstage/catalog-model';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type {
  KubernetesObject,
  ManifestCluster,
} from '@readiness-gates/manifest-cluster';
import type { Knex } from 'knex';
import request from 'supertest';
import { object, service } from './clusters/__testUtils__/objects';
import { createTestStore, eachDatabase } from './store/testing';
import type { Backstage } from './clusters/__testUtils__/backstage';
import {
  READER_TOKEN,
  startInstallation,
  startKubernetesBackend,
  TEST_LIBRARY,
} from './__testUtils__/installation';
import type { Installation } from './__testUtils__/installation';

// A slow machine takes long to start a backend; nothing here is about speed.
jest.setTimeout(600_000);

const databases = eachDatabase();
const TOKENS = {
  [READER_TOKEN]: { user: 'reader', groups: ['system:masters'] },
};

const namespace = (name: string, environment: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { environment } },
});
const budget = (name: string): KubernetesObject =>
  object(
    'policy/v1',
    'PodDisruptionBudget',
    name,
    {},
    { spec: { selector: { matchLabels: { app: name } } } },
  );

function component(
  name: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      annotations: { 'backstage.io/kubernetes-id': name, ...annotations },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/shop',
    },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
  };
}

const ref = (name: string) => `component:default/${name}`;

async function startCluster(
  names: readonly string[],
): Promise<ManifestCluster> {
  return startManifestCluster({
    objects: [
      namespace('shop', 'production'),
      ...names.flatMap(name => [...service(name), budget(name)]),
    ] as KubernetesObject[],
    tokens: TOKENS,
    rbac: 'allow-all',
    record: true,
  });
}

/** Everything that must not move while a cluster is away. */
async function contentOf(knex: Knex) {
  const rows = (table: string) =>
    knex(table).select('*').orderByRaw('1, 2, 3, 4');
  return { state: await rows('state'), problems: await rows('problems') };
}

const countOf = async (knex: Knex, table: string) =>
  Number((await knex(table).count({ n: '*' }))[0].n);

describe.each(databases.eachSupportedId())('two clusters, on %s', id => {
  let knex: Knex;
  let east: ManifestCluster;
  let west: ManifestCluster;
  let portal: Installation;

  const verdictOf = async (name: string) => {
    const { verdict, waitingOn, exitCode } = await portal.verdict(
      ref(name),
      'service',
    );
    return `${verdict} ${waitingOn?.join(',') ?? ''} ${exitCode}`.replace(
      '  ',
      ' ',
    );
  };

  let backstage: Backstage;
  beforeAll(async () => {
    east = await startCluster(['api', 'web']);
    west = await startCluster(['cart']);
    backstage = await startKubernetesBackend({ east, west });
  });

  afterAll(async () => {
    await backstage?.stop();
    await Promise.all([east, west].map(cluster => cluster?.close()));
  });

  beforeEach(async () => {
    await east.clearFaults();
    for (const healthy of [...service('api'), budget('api')])
      east.put(healthy as KubernetesObject);
    ({ knex } = await createTestStore(databases, id));
    portal = await startInstallation({
      knex,
      backstage,
      clusters: { east, west },
      library: TEST_LIBRARY,
      entities: [
        component('api'),
        component('web'),
        component('cart'),
        component('typo', {
          'backstage.io/kubernetes-label-selector': 'app=tpyo',
        }),
      ],
    });
    await portal.settle();
  });

  it('judges, and an unchanged evaluation writes no row but observations', async () => {
    expect(await verdictOf('api')).toBe('ready 0');
    expect(await verdictOf('cart')).toBe('ready 0');
    const before = await contentOf(knex);
    const transitions = await countOf(knex, 'transitions');
    const gates = await knex('gates').select('*').orderByRaw('1, 2, 3');
    await portal.run(30, 10);
    expect(await contentOf(knex)).toEqual(before);
    expect(await countOf(knex, 'transitions')).toBe(transitions);
    expect(await knex('gates').select('*').orderByRaw('1, 2, 3')).toEqual(
      gates,
    );
  });

  it('keeps its shard while gates are computed, however long that takes', async () => {
    const { store, clock } = portal;
    const recompute = store.recomputeGates.bind(store);
    store.recomputeGates = async (refs, compute, alive) => {
      for (let minutes = 0; minutes < 4; minutes += 1) {
        clock.pass(1);
        await alive?.();
      }
      return recompute(refs, compute, alive);
    };
    east.put({
      ...budget('api'),
      spec: { selector: { matchLabels: { app: 'another' } } },
    } as KubernetesObject);
    await portal.run(10, 10);
    expect(portal.logged.filter(line => line.includes('stopped'))).toEqual([]);
    const shards = await store.shards();
    expect(shards.map(({ lastRun }) => lastRun?.outcome)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
    ]);
    expect(await verdictOf('api')).toBe('blocked service 1');
  });

  it('leaves the gates of a shard that is being evaluated to whoever evaluates it', async () => {
    const { store, engine } = portal;
    const apply = store.applyState.bind(store);
    const signatures: string[] = [];
    store.applyState = async (...args) => {
      await apply(...args);
      if (args[1].upserts.length === 0) return;
      // Another replica, while the states are written and the gates are not.
      await engine.sweep();
      const shards = await store.shards();
      signatures.push(
        shards.find(shard => shard.id === args[0].shard)!.staleSignature,
      );
    };
    east.put({
      ...budget('api'),
      spec: { selector: { matchLabels: { app: 'another' } } },
    } as KubernetesObject);
    await portal.run(10, 10);
    expect(signatures).toEqual(['gates-behind']);
    expect(await verdictOf('api')).toBe('blocked service 1');
  });

  it('fails a mistyped selector and names it and the clusters', async () => {
    const answer = await portal.verdict(ref('typo'), 'service');
    expect(answer).toMatchObject({ verdict: 'blocked', exitCode: 1 });
    expect(answer.reasons[0]).toMatchObject({
      item: 'expects-workload',
      message: 'No workload matches app=tpyo on east, west',
    });
  });

  it('keeps the verdicts of a cluster that goes down until they are too old, and those of the other for ever', async () => {
    const before = await contentOf(knex);
    const transitions = await countOf(knex, 'transitions');
    await east.setFaults({ down: true });
    await portal.run(20);
    expect(await verdictOf('api')).toBe('ready 0');
    const standing = await request(portal.app).get(
      '/entities/component/default/api/scorecards/service',
    );
    expect(standing.body.sections[1].items[0].answers[0]).toMatchObject({
      result: 'pass',
      standingIn: { cause: 'unreachable' },
    });
    await portal.run(15);
    expect(await verdictOf('api')).toBe('incomplete platform 3');
    expect(await verdictOf('web')).toBe('incomplete platform 3');
    expect(await verdictOf('cart')).toBe('ready 0');
    const stale = await portal.verdict(ref('api'), 'service');
    expect(stale.reasons[0]).toMatchObject({
      result: 'unknown',
      cause: 'stale',
    });
    const listed = await request(portal.app).get(
      '/gates?scorecard=service&verdict=incomplete',
    );
    // Whether the mistyped one lives on the cluster that is away, nobody can say now.
    expect(
      listed.body.items.map(
        (row: { entity: { name: string } }) => row.entity.name,
      ),
    ).toEqual(['api', 'typo', 'web']);

    await east.clearFaults();
    await portal.run(15);
    expect(await verdictOf('api')).toBe('ready 0');
    expect(await contentOf(knex)).toEqual(before);
    const told = await knex('transitions').select('*').orderBy('id');
    expect(told.slice(transitions)).toEqual([
      expect.objectContaining({
        entity_ref: '',
        cluster: 'east',
        cause: 'platform',
        ended_at: expect.any(String),
      }),
    ]);
    const timeline = await request(portal.app).get(
      '/entities/component/default/api/scorecards/service/timeline',
    );
    expect(timeline.body.items[0]).toMatchObject({
      cause: 'platform',
      to: 'stale',
      endedAt: expect.any(String),
    });
  });

  it('turns a verdict when a manifest is mended, and says what changed', async () => {
    east.remove({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      namespace: 'shop',
      name: 'api',
    });
    await portal.run(10);
    expect(await verdictOf('api')).toBe('blocked service 1');
    east.put(budget('api'));
    await portal.run(10);
    expect(await verdictOf('api')).toBe('ready 0');
    const { body } = await request(portal.app).get(
      '/entities/component/default/api/scorecards/service/timeline',
    );
    expect(
      body.items.map(
        (t: { item?: string; from: string; to: string }) =>
          `${t.item ?? 'verdict'} ${t.from}>${t.to}`,
      ),
    ).toEqual(
      expect.arrayContaining([
        'service.02 pass>fail',
        'verdict ready>blocked',
        'service.02 fail>pass',
        'verdict blocked>ready',
      ]),
    );
  });

  it('lets a fail of status last before it counts', async () => {
    const pod = (phase: string) =>
      ({ ...service('api')[2], status: { phase } } as KubernetesObject);
    east.put(pod('Pending'));
    await portal.run(10);
    expect(await verdictOf('api')).toBe('ready 0');
    const { body } = await request(portal.app).get(
      '/entities/component/default/api/scorecards/service',
    );
    expect(body.sections[1].items[2]).toMatchObject({
      result: 'pass',
      changing: true,
    });
    await portal.run(16);
    expect(await verdictOf('api')).toBe('blocked service 1');
    const listed = await request(portal.app).get(
      '/gates?scorecard=service&verdict=blocked',
    );
    expect(
      listed.body.items.map(
        (row: { entity: { name: string } }) => row.entity.name,
      ),
    ).toEqual(['api', 'typo']);
  });

  it.each([
    [
      'a 403',
      { forbidden: [{ resource: 'poddisruptionbudgets' }] },
      'forbidden',
    ],
    [
      'a lost page',
      { lostPages: [{ resource: 'poddisruptionbudgets', page: 1 }] },
      undefined,
    ],
    [
      'truncated JSON',
      { truncated: [{ resource: 'poddisruptionbudgets' }] },
      'malformed',
    ],
  ] as const)(
    'makes a check unknown by %s, never fail',
    async (_, faults, cause) => {
      await east.setFaults(faults as never);
      await portal.run(40);
      const { body } = await request(portal.app).get(
        '/entities/component/default/api/scorecards/service',
      );
      const [replicas, budgets] = body.sections[1].items;
      expect(replicas.result).toBe('pass');
      expect(budgets.result).toBe('unknown');
      expect(budgets.answers[0]).toMatchObject({
        cause: 'stale',
        ...(cause && { underlying: cause }),
      });
      expect(await verdictOf('api')).toBe('incomplete platform 3');
      expect(await verdictOf('cart')).toBe('ready 0');
    },
  );

  it('is unknown for itself alone when a check throws', async () => {
    const { body } = await request(portal.app).get(
      '/entities/component/default/api/scorecards/service',
    );
    expect(
      body.sections[1].items.map((item: { result: string }) => item.result),
    ).toEqual(['pass', 'pass', 'pass', 'unknown']);
    expect(body.sections[1].items[3].answers[0]).toMatchObject({
      cause: 'check-error',
    });
  });

  it('evaluates on demand, joined with one that is queued', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() =>
        request(portal.app)
          .post('/evaluations')
          .send({ entityRef: ref('api') }),
      ),
    );
    expect(first.status).toBe(202);
    expect(first.body.items).toHaveLength(1);
    expect(second.body.items[0].id).toBe(first.body.items[0].id);
    await portal.settle();
    const { body } = await request(portal.app).get(
      `/evaluations/${first.body.items[0].id}`,
    );
    expect(body).toMatchObject({ status: 'succeeded', shard: 'cluster:east' });
  });
});

describe('a storm', () => {
  /** The benchmark storms 3,000; what is asserted here is of each of them. */
  const SERVICES = Number(process.env.STORM_SERVICES ?? 300);

  it(`leaves ${SERVICES} services alone while their cluster flaps ten times in an hour`, async () => {
    const { knex } = await createTestStore(databases, 'SQLITE_3');
    const names = Array.from(
      { length: SERVICES },
      (_, index) => `svc-${index}`,
    );
    const cluster = await startCluster(names);
    const portal = await startInstallation({
      knex,
      clusters: { big: cluster },
      library: TEST_LIBRARY,
      entities: names.map(name => component(name)),
    });
    try {
      await portal.settle();
      expect(await countOf(knex, 'state')).toBe(SERVICES);
      const before = await contentOf(knex);
      const gates = await knex('gates')
        .select('entity_ref', 'digest', 'changed_at')
        .orderByRaw('1');
      const transitions = await countOf(knex, 'transitions');
      for (let flap = 0; flap < 10; flap += 1) {
        await cluster.setFaults({ down: flap % 2 === 0 });
        await portal.run(6, 6);
      }
      await cluster.clearFaults();
      expect(await contentOf(knex)).toEqual(before);
      expect(
        await knex('gates')
          .select('entity_ref', 'digest', 'changed_at')
          .orderByRaw('1'),
      ).toEqual(gates);
      expect(await countOf(knex, 'transitions')).toBe(transitions);

      await cluster.setFaults({ down: true });
      await portal.run(40, 5);
      expect(await countOf(knex, 'transitions')).toBe(transitions + 1);
      await cluster.clearFaults();
      await portal.run(10, 5);
      expect(await contentOf(knex)).toEqual(before);
      expect(await countOf(knex, 'transitions')).toBe(transitions + 1);
    } finally {
      await portal.stop();
      await cluster.close();
    }
  });
});

describe('what leaves for a cluster', () => {
  it('is the same number of requests for 2 services and for 200, and never a Backstage token', async () => {
    const counts: number[] = [];
    for (const size of [2, 200]) {
      const { knex } = await createTestStore(databases, 'SQLITE_3');
      const names = Array.from({ length: size }, (_, index) => `svc-${index}`);
      const cluster = await startCluster(names);
      const anonymous = await startManifestCluster({
        objects: [],
        anonymous: true,
        record: true,
      });
      const portal = await startInstallation({
        knex,
        clusters: {
          cluster,
          anonymous: { url: anonymous.url, authProvider: 'localKubectlProxy' },
        },
        library: TEST_LIBRARY,
        entities: names.map(name =>
          component(name, { 'backstage.io/kubernetes-cluster': 'cluster' }),
        ),
      });
      try {
        await portal.settle();
        expect(await countOf(knex, 'state')).toBe(size);
        // A list that goes on costs its pages, of 250 objects or more, and nothing for a service.
        const goesOn = cluster.requests.filter(({ query }) => query.continue);
        counts.push(cluster.requestCount - goesOn.length);
        expect(goesOn.length).toBeLessThanOrEqual((3 * size) / 250);
        expect(anonymous.requestCount).toBe(0);
        const authorizations = cluster.requests.map(
          ({ headers }) => headers.authorization,
        );
        expect(new Set(authorizations)).toEqual(
          new Set([`Bearer ${READER_TOKEN}`]),
        );
        expect(JSON.stringify(cluster.requests)).not.toMatch(
          /mock-(service|user)-token/,
        );
      } finally {
        await portal.stop();
        await Promise.all([cluster.close(), anonymous.close()]);
      }
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe('a reader that may look into one namespace only', () => {
  const rights = [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'reader' },
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'reader', namespace: 'shop' },
      subjects: [{ kind: 'User', name: 'narrow' }],
      roleRef: {
        kind: 'ClusterRole',
        name: 'reader',
        apiGroup: 'rbac.authorization.k8s.io',
      },
    },
  ] as KubernetesObject[];

  it('judges what names that namespace, and says "forbidden" of the rest', async () => {
    const { knex } = await createTestStore(databases, 'SQLITE_3');
    const cluster = await startManifestCluster({
      objects: [
        ...rights,
        namespace('shop', 'production'),
        ...service('web'),
        budget('web'),
        ...service('api'),
      ] as KubernetesObject[],
      tokens: {
        [READER_TOKEN]: { user: 'narrow', groups: ['system:authenticated'] },
      },
      rbac: 'from-manifests',
    });
    const portal = await startInstallation({
      knex,
      clusters: { cluster },
      library: TEST_LIBRARY,
      entities: [
        component('web', { 'backstage.io/kubernetes-namespace': 'shop' }),
        component('api'),
      ],
    });
    try {
      await portal.settle();
      expect(await portal.verdict(ref('web'), 'service')).toMatchObject({
        verdict: 'ready',
      });
      const { verdict, waitingOn, reasons } = await portal.verdict(
        ref('api'),
        'service',
      );
      expect({ verdict, waitingOn }).toEqual({
        verdict: 'incomplete',
        waitingOn: ['platform'],
      });
      expect(reasons[0]).toMatchObject({
        result: 'unknown',
        cause: 'forbidden',
      });
      const { body } = await request(portal.app).get('/grants');
      expect(body.missing).toContainEqual(
        expect.objectContaining({
          cluster: 'cluster',
          resource: 'pods',
          namespace: '',
        }),
      );
    } finally {
      await portal.stop();
      await cluster.close();
    }
  });
});

describe('a changed selector', () => {
  it('is a transition of cause definition that shows both values', async () => {
    const { knex } = await createTestStore(databases, 'SQLITE_3');
    const cluster = await startCluster(['web', 'api']);
    const entities = [component('web')];
    cluster.remove({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      namespace: 'shop',
      name: 'api',
    });
    const portal = await startInstallation({
      knex,
      clusters: { cluster },
      library: TEST_LIBRARY,
      entities,
    });
    try {
      await portal.settle();
      entities[0].metadata.annotations!['backstage.io/kubernetes-id'] = 'api';
      await portal.run(12);
      const { body } = await request(portal.app).get(
        '/entities/component/default/web/scorecards/service/timeline',
      );
      const turned = body.items.find(
        (t: { item?: string }) => t.item === 'service.02',
      );
      expect(turned).toMatchObject({
        cause: 'definition',
        from: 'pass',
        to: 'fail',
      });
      expect(turned.evidence.selection.from).toContain(
        'backstage.io/kubernetes-id=web',
      );
      expect(turned.evidence.selection.to).toContain(
        'backstage.io/kubernetes-id=api',
      );
    } finally {
      await portal.stop();
      await cluster.close();
    }
  });
});
