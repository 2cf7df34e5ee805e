import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import {
  ManifestCluster,
  startManifestCluster,
} from '@readiness-gates/manifest-cluster';
import { Backstage, startBackstage } from '../__testUtils__/backstage';
import {
  namesOf,
  object,
  service,
  workloadsOf,
  workloadSubject,
} from '../__testUtils__/objects';
import type {
  ClusterInfo,
  ClusterSnapshot,
  FieldTree,
  KubernetesObject,
  ReadPlan,
} from '../types';
import { readClusterSettings } from './access';
import { KubernetesBackend } from './kubernetesBackend';
import { observeCluster } from './observe';

/**
 * The whole way: our client, the real @backstage/plugin-kubernetes-backend with its proxy, and
 * Kubernetes API servers that record every header they receive.
 */

jest.setTimeout(60_000);

const READER = 'reader-token';
const BUDGETS = 'poddisruptionbudgets.policy';
const namespace = (name: string, labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const budget = object(
  'policy/v1',
  'PodDisruptionBudget',
  'web',
  {},
  {
    spec: { selector: { matchLabels: { app: 'web' } } },
  },
);
const secret = object(
  'v1',
  'Secret',
  'web',
  {},
  { data: { password: 'aHVudGVyMg==' } },
);
const configMaps = [...Array(1200).keys()].map(index =>
  object(
    'v1',
    'ConfigMap',
    `map-${String(index).padStart(4, '0')}`,
    {},
    { data: { k: 'v' } },
  ),
);

const plan: ReadPlan = {
  resources: new Map<string, { fields: FieldTree }>([
    [BUDGETS, { fields: { status: { disruptionsAllowed: true } } }],
    ['configmaps', { fields: {} }],
    ['secrets', { fields: true }],
    ['virtualservices.networking.istio.io', { fields: {} }],
  ]),
};

let backstage: Backstage;
let readable: ManifestCluster;
let limited: ManifestCluster;
let anonymous: ManifestCluster;
let client: KubernetesBackend;
const clusters = new Map<string, ClusterInfo>();

const LIMITED_RIGHTS = [
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
    subjects: [
      { kind: 'User', name: 'reader', apiGroup: 'rbac.authorization.k8s.io' },
    ],
    roleRef: {
      kind: 'ClusterRole',
      name: 'reader',
      apiGroup: 'rbac.authorization.k8s.io',
    },
  },
];

beforeAll(async () => {
  const tokens = {
    [READER]: { user: 'reader', groups: ['system:authenticated'] },
  };
  const objects = [
    namespace('shop', { environment: 'staging' }),
    ...service('web'),
    ...service('api'),
    budget,
    secret,
  ] as KubernetesObject[];
  readable = await startManifestCluster({
    objects: [...objects, ...configMaps],
    tokens,
    rbac: 'allow-all',
    record: true,
  });
  limited = await startManifestCluster({
    objects: [...objects, ...LIMITED_RIGHTS],
    tokens,
    rbac: 'from-manifests',
    record: true,
  });
  anonymous = await startManifestCluster({
    objects,
    anonymous: true,
    record: true,
  });

  const declare = (
    name: string,
    { url }: { url: string },
    authProvider: string,
  ) => ({
    name,
    url,
    authProvider,
    ...(authProvider === 'serviceAccount' && { serviceAccountToken: READER }),
    ...(authProvider === 'oidc' && { oidcTokenProvider: 'okta' }),
  });
  const data = {
    backend: { listen: { port: 0 } },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            declare('readable', readable, 'serviceAccount'),
            declare('limited', limited, 'serviceAccount'),
            declare('down', { url: 'http://127.0.0.1:1' }, 'serviceAccount'),
            declare('anonymous', anonymous, 'localKubectlProxy'),
            declare('oidc', anonymous, 'oidc'),
          ],
        },
      ],
    },
  };
  backstage = await startBackstage(data);
  client = new KubernetesBackend({
    auth: mockServices.auth({ pluginId: 'readiness' }),
    discovery: backstage.discovery,
    settings: readClusterSettings(new ConfigReader(data)),
  });
  (await client.clusters()).forEach(cluster =>
    clusters.set(cluster.name, cluster),
  );
});

afterAll(async () => {
  await backstage?.stop();
  await Promise.all(
    [readable, limited, anonymous].map(cluster => cluster?.close()),
  );
});

afterEach(async () => {
  await readable.clearFaults();
  [readable, limited, anonymous].forEach(cluster => cluster.clearRequests());
});

function observe(
  name: string,
  namespaces: string[] = [],
  signal?: AbortSignal,
) {
  const cluster = clusters.get(name)!;
  return observeCluster({ cluster, plan, namespaces, backend: client, signal });
}

const outcomeOf = (
  snapshot: ClusterSnapshot,
  resource: string,
  namespaceName?: string,
) => snapshot.observationOf(resource, namespaceName)?.outcome;

const everyHeaderReceived = () =>
  [readable, limited, anonymous].flatMap(({ requests }) =>
    requests.map(({ headers }) => headers),
  );

it('knows which clusters it may read', () => {
  expect(
    [...clusters.values()].map(({ name, access }) => `${name}: ${access.kind}`),
  ).toEqual([
    'readable: bearer-token',
    'limited: bearer-token',
    'down: bearer-token',
    'anonymous: needs-user-credentials',
    'oidc: needs-user-credentials',
  ]);
});

it('observes a cluster: discovery, pages, projection, relations', async () => {
  const snapshot = await observe('readable');
  expect(snapshot.version).toMatchObject({
    major: 1,
    minor: expect.any(Number),
  });
  expect(snapshot.list('configmaps', 'shop')).toHaveLength(1200);
  const subject = workloadSubject(snapshot, 'web');
  expect(namesOf(snapshot.related(subject, 'selectsPods', BUDGETS))).toEqual([
    'web',
  ]);
  expect(snapshot.environmentOf('shop')).toBe('staging');
  expect(snapshot.get(BUDGETS, 'shop', 'web')).toMatchObject({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
  });
  expect(snapshot.list('pods')[0]).not.toHaveProperty(
    'spec.containers.0.image',
  );
  expect(outcomeOf(snapshot, BUDGETS)).toEqual({ complete: true });
});

it('does not ask for kinds that the cluster does not serve', async () => {
  const snapshot = await observe('readable');
  expect(snapshot.served('virtualservices.networking.istio.io')).toBe(false);
  expect(snapshot.served(BUDGETS)).toBe(true);
  expect(outcomeOf(snapshot, 'virtualservices.networking.istio.io')).toEqual({
    complete: true,
    notServed: true,
  });
  expect(
    readable.requests.filter(({ path }) => path.includes('istio')),
  ).toEqual([]);
});

it('asks for the metadata of secrets alone', async () => {
  const snapshot = await observe('readable');
  expect(snapshot.get('secrets', 'shop', 'web')).toMatchObject({
    kind: 'Secret',
  });
  expect(JSON.stringify(snapshot.list('secrets'))).not.toContain('aHVudGVyMg');
  const asked = readable.requests.filter(({ path }) =>
    path.endsWith('/secrets'),
  );
  expect(asked.map(({ headers }) => headers.accept)).toEqual([
    'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
  ]);
});

it('sends no Backstage token to any cluster, and nothing at all to those without a bearer token', async () => {
  const snapshots = await Promise.all(
    [...clusters.keys()].map(name => observe(name, ['shop'])),
  );
  const received = everyHeaderReceived();
  expect(received.length).toBeGreaterThan(20);
  expect(new Set(received.map(({ authorization }) => authorization))).toEqual(
    new Set([`Bearer ${READER}`]),
  );
  // Tokens of Backstage are JWTs, or in tests begin with "mock-".
  expect(JSON.stringify(received)).not.toMatch(/eyJ|mock-/);
  expect(received.map(headers => headers.cookie).filter(Boolean)).toEqual([]);
  expect(anonymous.requestCount).toBe(0);
  for (const snapshot of snapshots.slice(3)) {
    expect(outcomeOf(snapshot, 'pods')).toMatchObject({
      complete: false,
      cause: 'needs-user-credentials',
    });
    expect(workloadsOf(snapshot, 'web')).toEqual([]);
  }
});

it('sends nothing but GETs', async () => {
  await observe('readable');
  expect(new Set(readable.requests.map(({ method }) => method))).toEqual(
    new Set(['GET']),
  );
});

it('asks as often however many services there are', async () => {
  await observe('readable');
  const before = readable.requestCount;
  const more = [...Array(40).keys()].flatMap(index => service(`more-${index}`));
  more.forEach(each => readable.put(each));
  readable.clearRequests();
  const snapshot = await observe('readable');
  expect(workloadsOf(snapshot, 'more-39')).toHaveLength(1);
  expect(readable.requestCount).toBe(before);
  more.forEach(({ apiVersion, kind, metadata: { name, namespace: of } }) =>
    readable.remove({
      apiVersion: apiVersion!,
      kind: kind!,
      name,
      namespace: of,
    }),
  );
});

describe('what goes wrong', () => {
  it('is unreachable when the cluster is down', async () => {
    const snapshot = await observe('down');
    expect(outcomeOf(snapshot, 'pods')).toMatchObject({
      complete: false,
      cause: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    expect(JSON.stringify(snapshot.observations)).not.toMatch(
      /node_modules|at .*\.js/,
    );
    expect(snapshot.served('virtualservices.networking.istio.io')).toBe(true);
  });

  it('is not configured when Backstage does not know the cluster', async () => {
    const unknown: ClusterInfo = {
      name: 'gone',
      access: { kind: 'bearer-token' },
    };
    const snapshot = await observeCluster({
      cluster: unknown,
      plan,
      namespaces: [],
      backend: client,
    });
    expect(outcomeOf(snapshot, 'pods')).toMatchObject({
      complete: false,
      cause: 'not-configured',
    });
  });

  it.each(['cut', 'error'] as const)(
    'has no objects of a listing that lost a page (%s)',
    async how => {
      await readable.setFaults({
        lostPages: [{ resource: 'configmaps', page: 2, how }],
      });
      const snapshot = await observe('readable');
      expect(outcomeOf(snapshot, 'configmaps', 'shop')).toMatchObject({
        complete: false,
      });
      expect(snapshot.list('configmaps')).toEqual([]);
      expect(outcomeOf(snapshot, BUDGETS)).toEqual({ complete: true });
    },
  );

  it('asks once more for a page that was lost', async () => {
    await readable.setFaults({
      lostPages: [{ resource: 'configmaps', page: 2, times: 1 }],
    });
    const snapshot = await observe('readable');
    expect(snapshot.list('configmaps')).toHaveLength(1200);
  });

  it('says that a truncated answer is malformed', async () => {
    await readable.setFaults({ truncated: [{ resource: BUDGETS }] });
    const snapshot = await observe('readable');
    expect(outcomeOf(snapshot, BUDGETS)).toMatchObject({
      complete: false,
      cause: 'malformed',
    });
  });

  it('skips and counts items that are no objects', async () => {
    await readable.setFaults({ malformed: [{ resource: 'pods', as: 'null' }] });
    const snapshot = await observe('readable');
    expect(snapshot.observationOf('pods')).toMatchObject({
      malformed: 1,
      outcome: { complete: true },
    });
  });

  it('goes on after an expired token, and has every object once', async () => {
    await readable.setFaults({
      expiredContinue: [{ resource: 'configmaps', times: 1 }],
    });
    const snapshot = await observe('readable');
    expect(snapshot.list('configmaps')).toHaveLength(1200);
    expect(outcomeOf(snapshot, 'configmaps')).toEqual({ complete: true });
  });

  it('stops at the end of the evaluation', async () => {
    await readable.setFaults({ slow: 5_000 });
    const snapshot = await observe('readable', [], AbortSignal.timeout(300));
    expect(outcomeOf(snapshot, 'pods')).toMatchObject({
      complete: false,
      cause: 'timeout',
    });
  });
});

describe('a reader that may list single namespaces only', () => {
  it('lists those that entities name, and knows nothing of others', async () => {
    const snapshot = await observe('limited', ['shop', 'closed']);
    expect(workloadsOf(snapshot, 'web')).toHaveLength(1);
    expect(outcomeOf(snapshot, BUDGETS, 'shop')).toEqual({ complete: true });
    expect(outcomeOf(snapshot, 'namespaces', 'shop')).toEqual({
      complete: true,
    });
    expect(snapshot.environmentOf('shop')).toBe('staging');
    for (const scope of ['closed', 'never-named', undefined]) {
      expect(outcomeOf(snapshot, BUDGETS, scope)).toMatchObject({
        complete: false,
        cause: 'forbidden',
        message: expect.stringMatching(
          /is forbidden: User "reader" cannot list resource/,
        ),
      });
    }
  });
});
