/**
 * The whole way: a fail in a cluster → an evaluation → the real notifications backend → what a member of the owning
 * group reads there.
 */
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { TestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type {
  KubernetesObject,
  ManifestCluster,
} from '@readiness-gates/manifest-cluster';
import type { Knex } from 'knex';
import request from 'supertest';
import {
  READER_TOKEN,
  startInstallation,
  TEST_LIBRARY,
} from '../__testUtils__/installation';
import type { Installation } from '../__testUtils__/installation';
import { object, service } from '../clusters/__testUtils__/objects';
import { createTestStore, eachDatabase } from '../store/testing';

jest.setTimeout(600_000);

const databases = eachDatabase();
const BASE_URL = 'https://portal.example/backstage';

const entity = (
  kind: string,
  name: string,
  relations: Entity['relations'],
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', uid: `uid-${name}`, annotations },
  spec: { type: 'service' },
  relations,
});
const COMPONENT = entity(
  'Component',
  'api',
  [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
  { 'backstage.io/kubernetes-id': 'api' },
);
const PEOPLE = [
  entity('Group', 'shop', [
    { type: 'hasMember', targetRef: 'user:default/ann' },
    { type: 'parentOf', targetRef: 'group:default/crew' },
  ]),
  entity('Group', 'crew', [
    { type: 'hasMember', targetRef: 'user:default/bob' },
  ]),
];

const BUDGET = object(
  'policy/v1',
  'PodDisruptionBudget',
  'api',
  {},
  { spec: { selector: { matchLabels: { app: 'api' } } } },
) as KubernetesObject;

describe('notifications', () => {
  let notifications: NotificationService;
  let backend: TestBackend;
  let east: ManifestCluster;
  let portal: Installation;
  let knex: Knex;

  const read = async (user: string) => {
    const { body } = await request(backend.server)
      .get('/api/notifications')
      .set('authorization', mockCredentials.user.header(`user:default/${user}`))
      .expect(200);
    return body.notifications.map(
      ({ payload, origin }: { payload: object; origin: string }) => ({
        origin,
        ...payload,
      }),
    );
  };

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: BASE_URL } },
        }),
        catalogServiceMock.factory({ entities: [COMPONENT, ...PEOPLE] }),
        notificationsPlugin,
        createBackendPlugin({
          pluginId: 'readiness',
          register: env =>
            env.registerInit({
              deps: { service: notificationService },
              async init({ service: own }) {
                notifications = own;
              },
            }),
        }),
      ],
    });
    east = await startManifestCluster({
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'shop', labels: { environment: 'production' } },
        },
        ...service('api'),
        BUDGET,
      ] as KubernetesObject[],
      tokens: {
        [READER_TOKEN]: { user: 'reader', groups: ['system:masters'] },
      },
      rbac: 'allow-all',
    });
    ({ knex } = await createTestStore(databases, 'SQLITE_3'));
    portal = await startInstallation({
      knex,
      clusters: { east },
      library: TEST_LIBRARY,
      entities: [COMPONENT],
      notifications,
    });
    await portal.settle();
    await portal.run(10, 10);
  });

  afterAll(async () => {
    await portal?.stop();
    await east?.close();
    await backend?.stop();
  });

  const MESSAGE = {
    origin: 'plugin:readiness',
    title: 'api on Service is blocked',
    description: 'A budget',
    icon: null,
    link: `${BASE_URL}/catalog/default/component/api/readiness?scorecard=service`,
    severity: 'high',
    topic: 'Readiness regressions',
    scope: expect.any(String),
  };

  it('reach the members of the owning group and of the groups below it, once', async () => {
    expect(await read('ann')).toEqual([]);
    east.remove({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      namespace: 'shop',
      name: 'api',
    });
    await portal.run(40, 10);
    expect(await read('ann')).toEqual([MESSAGE]);
    expect(await read('bob')).toEqual([MESSAGE]);
    expect(await read('eve')).toEqual([]);
    expect(portal.logged.join('\n')).not.toContain('A notification waits');
  });

  it('take the place of themselves where a replica did not know that they were sent', async () => {
    const due_at = portal.clock.now.toISOString();
    await knex('notification_outbox').update({ due_at, sent_at: null });
    await portal.run(1);
    expect(await read('ann')).toEqual([MESSAGE]);
    await expect(
      knex('notification_outbox').whereNull('sent_at'),
    ).resolves.toEqual([]);
  });

  it('are no error where the owner is not in the catalog', async () => {
    await notifications.send({
      recipients: { type: 'entity', entityRef: 'group:default/nobody' },
      payload: { title: 'For nobody' },
    });
    expect(await read('ann')).toEqual([MESSAGE]);
  });
});
