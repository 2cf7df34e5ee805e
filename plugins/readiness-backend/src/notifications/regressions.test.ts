/** Who is told of what happens on a cluster, from its API server to the message, on every database. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type {
  KubernetesObject,
  ManifestCluster,
} from '@readiness-gates/manifest-cluster';
import type { Knex } from 'knex';
import {
  READER_TOKEN,
  startInstallation,
  startKubernetesBackend,
  TEST_LIBRARY,
} from '../__testUtils__/installation';
import type { Installation } from '../__testUtils__/installation';
import type { Backstage } from '../clusters/__testUtils__/backstage';
import { object, service } from '../clusters/__testUtils__/objects';
import { openConnections } from '../store/__testUtils__/replicas';
import {
  createTestStore,
  decisionEvent,
  eachDatabase,
  waiverRow,
} from '../store/testing';
import { fakeNotifications } from './testing';

jest.setTimeout(600_000);

const databases = eachDatabase();
const OWNERS: Record<string, string[]> = {
  api: ['group:default/shop'],
  web: ['group:default/shop', 'user:default/ann'],
  cart: ['group:default/shop'],
  lone: [],
  odd: ['component:default/api'],
  slow: ['group:default/pay'],
  dev: ['group:default/pay'],
};
/** So that two of them are no more than 5 %. */
const OTHERS = Array.from({ length: 40 }, (_, i) => `other-${i}`);

const scorecard = (id: string, of: string, gate: string, ...items: string[]) =>
  `id: ${id}
title: ${id}
description: For tests.
owner: group:default/platform
appliesTo: { kind: Component, metadata.name: ${of} }
${gate}
sections:
  - id: one
    title: One
    items:
${items
  .map((item, i) => `      - { id: ${id}.${i}, text: An item, ${item} }\n`)
  .join('')}`;
const BUDGET = 'check: budget-selects, scope: workload, severity: ';
const MORE = {
  staged: scorecard(
    'staged',
    'api',
    'gate: { environments: [staging] }',
    `${BUDGET}blocking`,
  ),
  platforms: scorecard(
    'platforms',
    'api',
    '',
    `${BUDGET}blocking, responsible: platform`,
  ),
  lenient: scorecard('lenient', 'api', '', `${BUDGET}recommended`),
  read: scorecard(
    'read',
    'slow',
    '',
    `${BUDGET}blocking`,
    'check: runbook-read, severity: blocking',
  ),
};
const EVERYBODYS = scorecard(
  'everybodys',
  '{ $exists: true }',
  '',
  `${BUDGET}blocking`,
);
const STRICT = scorecard('lenient', 'api', '', `${BUDGET}blocking`);

function component(name: string): Entity {
  const owners = OWNERS[name] ?? ['group:default/others'];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      annotations: { 'backstage.io/kubernetes-id': name },
    },
    spec: { type: 'service', lifecycle: 'production' },
    relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
  };
}

const namespace = (name: string, environment: string) =>
  ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { environment } },
  } as KubernetesObject);
const budget = (name: string, of = 'shop') =>
  object(
    'policy/v1',
    'PodDisruptionBudget',
    name,
    { namespace: of },
    { spec: { selector: { matchLabels: { app: name } } } },
  ) as KubernetesObject;
const objectsOf = (name: string, of = 'shop') =>
  [...service(name, { namespace: of }), budget(name, of)] as KubernetesObject[];

describe.each(databases.eachSupportedId())('regressions on %s', id => {
  let folder: string;
  let knex: Knex;
  let east: ManifestCluster;
  let backstage: Backstage;
  let portal: Installation;
  const told = fakeNotifications();
  const connect = openConnections();

  const start = (
    notifications: object = { operator: 'platform' },
    of: Knex = knex,
    scorecards: string[] = Object.keys(MORE),
  ) =>
    startInstallation({
      knex: of,
      backstage,
      clusters: { east },
      library: TEST_LIBRARY,
      entities: [...Object.keys(OWNERS), ...OTHERS].map(component),
      readiness: {
        definitions: { scorecards: scorecards.map(fileOf) },
        notifications,
      },
      notifications: told,
      ...(portal && { start: portal.clock.now }),
    });
  const fileOf = (name: string) => join(folder, `${name}.yaml`);
  const remove = ({
    apiVersion = '',
    kind = '',
    metadata,
  }: KubernetesObject) => {
    const { name = '', namespace: of } = metadata ?? {};
    east.remove({ apiVersion, kind, name, namespace: of });
  };
  const loseBudget = (name: string, of?: string) => remove(budget(name, of));
  const pend = (name: string) =>
    east.put({
      ...service(name)[2],
      status: { phase: 'Pending' },
    } as KubernetesObject);
  const verdict = async (name: string, of = 'service') => {
    const rows = await portal.store.gates([`component:default/${name}`]);
    return rows.find(row => row.scorecard === of && row.environment === '')
      ?.state.verdict;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-told-'));
    east = await startManifestCluster({
      objects: [namespace('shop', 'production'), namespace('try', 'staging')],
      tokens: {
        [READER_TOKEN]: { user: 'reader', groups: ['system:masters'] },
      },
      rbac: 'allow-all',
    });
    backstage = await startKubernetesBackend({ east });
  });

  afterAll(async () => {
    await backstage?.stop();
    await east?.close();
    await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    await east.clearFaults();
    for (const [name, text] of Object.entries(MORE))
      await writeFile(fileOf(name), text);
    const names = [...Object.keys(OWNERS), ...OTHERS].filter(
      it => it !== 'dev',
    );
    for (const it of [
      ...names.flatMap(name => objectsOf(name)),
      ...objectsOf('api', 'try'),
      ...objectsOf('dev', 'try'),
    ])
      east.put(it);
    ({ knex } = await createTestStore(databases, id));
    portal = await start();
    await portal.settle();
    await portal.run(5, 5);
    told.down = false;
    told.take();
  });

  it('the first judgement of anything is no news', async () => {
    ({ knex } = await createTestStore(databases, id));
    loseBudget('api');
    portal = await start();
    await portal.run(20, 5);
    expect([await verdict('api'), await verdict('web')]).toEqual([
      'blocked',
      'ready',
    ]);
    expect(told.sent).toEqual([]);
  });

  it('nor is that of a scorecard that is new', async () => {
    await writeFile(fileOf('everybodys'), EVERYBODYS);
    loseBudget('slow');
    await portal.run(10, 5);
    told.take();
    portal = await start(undefined, knex, ['everybodys']);
    expect(portal.logged).toEqual([]);
    await portal.run(20, 5);
    expect([
      await verdict('slow', 'everybodys'),
      await verdict('web', 'everybodys'),
    ]).toEqual(['blocked', 'ready']);
    expect(told.sent).toEqual([]);
  });

  const SHOP = 'group:default/shop: ';
  const PLATFORM = 'group:default/platform: ';
  const three = ['api', 'cart', 'slow'];
  const cases: [string, () => unknown, number, string[]][] = [
    ['nothing', () => undefined, 30, []],
    [
      'a fail of what is wanted',
      () => loseBudget('api'),
      10,
      [`${SHOP}api on Service is blocked`],
    ],
    [
      'a fail of status that has not lasted',
      async () => {
        pend('api');
        await portal.run(10, 5);
        objectsOf('api').forEach(it => east.put(it));
      },
      30,
      [],
    ],
    [
      'a fail of status that has lasted',
      () => pend('api'),
      30,
      [`${SHOP}api on Service is blocked`],
    ],
    [
      'one of two owners, of whom one is a user',
      () => loseBudget('web'),
      10,
      [
        `${SHOP}web on Service is blocked`,
        'user:default/ann: web on Service is blocked',
      ],
    ],
    [
      'two of one owner, 5 % and no more',
      () => ['api', 'cart'].forEach(it => loseBudget(it)),
      10,
      [`${SHOP}2 gates of yours are blocked`],
    ],
    [
      'more than 5 %',
      () => three.forEach(it => loseBudget(it)),
      10,
      [`${PLATFORM}3 of 47 entities on cluster east changed at once`],
    ],
    [
      'more than 5 % that have lasted',
      () => three.forEach(it => pend(it)),
      30,
      [`${PLATFORM}3 of 47 entities on cluster east changed at once`],
    ],
    [
      'a workload that is gone',
      () => objectsOf('cart').forEach(remove),
      20,
      [`${SHOP}cart on Service is blocked`],
    ],
    [
      'one that waits for people besides',
      () => loseBudget('slow'),
      10,
      ['group:default/pay: 2 gates of yours are blocked'],
    ],
    ['one without an owner', () => loseBudget('lone'), 10, []],
    ['one that a component owns', () => loseBudget('odd'), 10, []],
    ['staging', () => loseBudget('api', 'try'), 10, []],
    ['one that runs in staging alone', () => loseBudget('dev', 'try'), 10, []],
    ['a cluster that is away', () => east.setFaults({ down: true }), 60, []],
  ];
  it.each(cases)('tell of %s', async (_, happens, minutes, messages) => {
    await happens();
    await portal.run(minutes, 5);
    expect(told.take()).toEqual(messages);
    await portal.run(10, 5);
    expect(told.take()).toEqual([]);
  });

  it('are told once by two replicas that see them at once', async () => {
    pend('api');
    await portal.run(10, 5);
    const other = await start(undefined, await connect(knex));
    for (let minute = 0; minute < 20; minute += 1) {
      portal.clock.pass(1);
      other.clock.pass(1);
      await Promise.all([portal.engine.sweep(), other.engine.sweep()]);
      await Promise.all([portal.settle(), other.settle()]);
    }
    expect(told.take()).toEqual([`${SHOP}api on Service is blocked`]);
  });

  it('lead to the gate below the path of the portal, and name what blocks it', async () => {
    loseBudget('api');
    await portal.run(10, 5);
    expect(told.sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/shop' },
        payload: {
          title: 'api on Service is blocked',
          description: 'A budget',
          link: 'https://portal.example/backstage/catalog/default/component/api/readiness?scorecard=service',
          severity: 'high',
          topic: 'Readiness regressions',
          scope: expect.stringMatching(
            /^readiness:regressions:\d+:group:default\/shop$/,
          ),
        },
      },
    ]);
  });

  it('are none of another scorecard’s that turned with it: of staging, of the platform’s', async () => {
    loseBudget('api');
    loseBudget('api', 'try');
    await portal.run(10, 5);
    expect([
      await verdict('api', 'staged'),
      await verdict('api', 'platforms'),
    ]).toEqual(['blocked', 'blocked']);
    expect(told.take()).toEqual([`${SHOP}api on Service is blocked`]);
  });

  it('are none where a definition changed', async () => {
    loseBudget('slow');
    loseBudget('api');
    await portal.run(10, 5);
    told.take();
    expect(await verdict('api', 'lenient')).toBe('ready');
    await writeFile(fileOf('lenient'), STRICT);
    portal = await start();
    await portal.run(20, 5);
    expect(await verdict('api', 'lenient')).toBe('blocked');
    expect(told.take()).toEqual([]);
  });

  it('are none where a waiver ends', async () => {
    const { entityRef, subject } = {
      entityRef: 'component:default/api',
      subject: 'east/production/shop/Deployment/api/',
    };
    const row = waiverRow('w', {
      scorecard: 'service',
      item: 'service.02',
      until: new Date(portal.clock.now.getTime() + 30 * 60_000),
      entities: [{ entityRef, results: ['fail'], subjects: [subject] }],
      events: [decisionEvent('w', 'approved')],
    });
    await portal.store.decide([entityRef], () => ({ row }));
    loseBudget('api');
    await portal.run(20, 5);
    expect(await verdict('api')).toBe('ready');
    await portal.run(20, 5);
    expect(await verdict('api')).toBe('blocked');
    expect(told.take()).toEqual([]);
  });

  it.each([
    ['regressions', { regressions: false }],
    ['everything', { enabled: false }],
  ])('are none where %s is off', async (_, notifications) => {
    portal = await start(notifications);
    loseBudget('api');
    await portal.run(10, 5);
    expect(await verdict('api')).toBe('blocked');
    portal = await start();
    await portal.run(10, 5);
    expect(told.take()).toEqual([]);
  });

  it('log a storm where nobody is named for it', async () => {
    portal = await start({});
    three.forEach(it => loseBudget(it));
    await portal.run(10, 5);
    expect(told.take()).toEqual([]);
    expect(portal.logged.join()).toContain('readiness.notifications.operator');
  });
});
