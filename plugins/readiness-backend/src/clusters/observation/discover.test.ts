import { readAnswer } from './answers';
import { discover, Get, readVersion } from './discover';

const PLAIN_404 = readAnswer({ status: 404, body: '404 page not found' });
const BROKEN = readAnswer({
  status: 503,
  body: '{"kind":"Status","message":"the server is currently unable to handle the request"}',
});

function answering(bodies: Record<string, object | 'broken'>): Get {
  return async path => {
    const body = bodies[path];
    if (body === 'broken') {
      return BROKEN;
    }
    return body
      ? readAnswer({ status: 200, body: JSON.stringify(body) })
      : PLAIN_404;
  };
}

async function discovered(get: Get, resources: string[] = []) {
  const outcome = await discover(get, resources);
  if (!outcome.ok) {
    throw new Error(outcome.failure.message);
  }
  return outcome.discovery;
}

const entry = (resource: string, kind: string) => ({
  resource,
  responseKind: { kind },
  scope: 'Namespaced',
  verbs: ['get', 'list'],
});
const aggregated = (name: string, versions: object[]) => ({
  metadata: name ? { name } : {},
  versions,
});
const list = (...items: object[]) => ({ kind: 'APIGroupDiscoveryList', items });
const CORE = list(
  aggregated('', [{ version: 'v1', resources: [entry('pods', 'Pod')] }]),
);

describe('aggregated discovery', () => {
  it('takes the first version that has the resource', async () => {
    const apps = aggregated('autoscaling', [
      { version: 'v2', resources: [entry('horizontalpodautoscalers', 'H')] },
      {
        version: 'v1',
        resources: [
          entry('horizontalpodautoscalers', 'H'),
          entry('old', 'Old'),
        ],
      },
    ]);
    const { served } = await discovered(
      answering({ '/api': CORE, '/apis': list(apps) }),
    );
    expect(served.get('horizontalpodautoscalers.autoscaling')).toMatchObject({
      apiPath: '/apis/autoscaling/v2',
      apiVersion: 'autoscaling/v2',
    });
    expect(served.get('old.autoscaling')?.apiVersion).toBe('autoscaling/v1');
    expect(served.get('pods')).toEqual({
      resource: 'pods',
      apiPath: '/api/v1',
      apiVersion: 'v1',
      plural: 'pods',
      kind: 'Pod',
      namespaced: true,
      verbs: ['get', 'list'],
    });
  });

  it('knows that it does not know a stale group', async () => {
    const metrics = aggregated('metrics.k8s.io', [
      { version: 'v1beta1', freshness: 'Stale' },
    ]);
    const { unknownGroups } = await discovered(
      answering({ '/api': CORE, '/apis': list(metrics) }),
    );
    expect([...unknownGroups.keys()]).toEqual(['metrics.k8s.io']);
  });

  it.each(['/api', '/apis'])('fails as a whole without %s', async path => {
    const get = answering({ '/api': CORE, '/apis': list(), [path]: 'broken' });
    expect(await discover(get, [])).toMatchObject({
      ok: false,
      failure: { cause: 'query-failed' },
    });
  });
});

describe('legacy discovery', () => {
  const groups = {
    kind: 'APIGroupList',
    groups: [
      {
        name: 'policy',
        versions: [
          { groupVersion: 'policy/v1beta1' },
          { groupVersion: 'policy/v1' },
        ],
        preferredVersion: { groupVersion: 'policy/v1' },
      },
      {
        name: 'metrics.k8s.io',
        versions: [{ groupVersion: 'metrics.k8s.io/v1beta1' }],
      },
      { name: 'unplanned', versions: [{ groupVersion: 'unplanned/v1' }] },
    ],
  };
  const resources = (...names: string[]) => ({
    kind: 'APIResourceList',
    resources: names.map(name => ({
      name,
      kind: 'K',
      namespaced: true,
      verbs: ['list'],
    })),
  });
  const get = answering({
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/api/v1': resources('pods', 'pods/log'),
    '/apis': groups,
    '/apis/policy/v1': resources('poddisruptionbudgets'),
    '/apis/policy/v1beta1': resources(
      'poddisruptionbudgets',
      'podsecuritypolicies',
    ),
    '/apis/metrics.k8s.io/v1beta1': 'broken',
  });
  const planned = [
    'pods',
    'poddisruptionbudgets.policy',
    'pods.metrics.k8s.io',
  ];

  it('prefers what the server prefers, and leaves out subresources', async () => {
    const { served } = await discovered(get, planned);
    expect(
      [...served].map(([name, { apiVersion }]) => `${name} ${apiVersion}`),
    ).toEqual([
      'pods v1',
      'poddisruptionbudgets.policy policy/v1',
      'podsecuritypolicies.policy policy/v1beta1',
    ]);
  });

  it('asks for planned groups only, and knows which could not be read', async () => {
    const asked: string[] = [];
    const { unknownGroups } = await discovered(path => {
      asked.push(path);
      return get(path);
    }, planned);
    expect(asked).not.toContain('/apis/unplanned/v1');
    expect([...unknownGroups.keys()]).toEqual(['metrics.k8s.io']);
  });
});

describe('readVersion', () => {
  it.each([
    [
      { major: '1', minor: '36', gitVersion: 'v1.36.3' },
      { major: 1, minor: 36, gitVersion: 'v1.36.3' },
    ],
    [
      { major: '1', minor: '29+', gitVersion: 'v1.29.1-eks' },
      { major: 1, minor: 29, gitVersion: 'v1.29.1-eks' },
    ],
    [{ odd: true }, undefined],
  ])('reads %j', async (body, version) => {
    expect(await readVersion(answering({ '/version': body }))).toEqual(version);
  });

  it('does without', async () => {
    expect(await readVersion(answering({}))).toBeUndefined();
  });
});
