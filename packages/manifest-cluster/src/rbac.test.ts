import { ManifestCluster, startManifestCluster } from '.';
import { configMap, names, send } from './__testUtils__/http';

const RBAC = 'rbac.authorization.k8s.io/v1';

function role(kind: string, name: string, rules: object[], more = {}) {
  return { apiVersion: RBAC, kind, metadata: { name, ...more }, rules };
}

function binding(
  kind: string,
  to: { kind: string; name: string },
  subject: object,
  namespace?: string,
) {
  return {
    apiVersion: RBAC,
    kind,
    metadata: { name: `${to.name}-${kind}`, namespace },
    roleRef: to,
    subjects: [subject],
  };
}

const READ = ['get', 'list'];

describe('access from manifests', () => {
  let cluster: ManifestCluster;

  beforeAll(async () => {
    const secretsOfShop = role(
      'Role',
      'secrets',
      [{ apiGroups: [''], resources: ['secrets'], verbs: READ }],
      { namespace: 'shop' },
    );
    cluster = await startManifestCluster({
      tokens: {
        admin: { user: 'root', groups: ['system:masters'] },
        reader: { user: 'reader' },
        robot: { user: 'system:serviceaccount:shop:robot' },
        viewer: { user: 'vera', groups: ['viewers'] },
      },
      objects: [
        configMap('settings'),
        configMap('other'),
        role('ClusterRole', 'one-map', [
          {
            apiGroups: ['*'],
            resources: ['configmaps'],
            resourceNames: ['settings'],
            verbs: ['*'],
          },
          { nonResourceURLs: ['/metrics'], verbs: ['get'] },
        ]),
        binding(
          'ClusterRoleBinding',
          { kind: 'ClusterRole', name: 'one-map' },
          { kind: 'User', name: 'reader' },
        ),
        secretsOfShop,
        binding(
          'RoleBinding',
          { kind: 'Role', name: 'secrets' },
          { kind: 'ServiceAccount', name: 'robot', namespace: 'shop' },
          'shop',
        ),
        binding(
          'ClusterRoleBinding',
          { kind: 'ClusterRole', name: 'view' },
          { kind: 'Group', name: 'viewers' },
        ),
        role(
          'ClusterRole',
          'view-leases',
          [
            {
              apiGroups: ['coordination.k8s.io'],
              resources: ['leases'],
              verbs: READ,
            },
          ],
          { labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } },
        ),
      ],
    });
  });

  afterAll(() => cluster.close());

  it.each([
    ['admin', '/api/v1/secrets', 200],
    ['reader', '/api/v1/namespaces/shop/configmaps/settings', 200],
    ['reader', '/api/v1/namespaces/shop/configmaps/other', 403],
    ['reader', '/api/v1/configmaps', 403],
    ['reader', '/api/v1/configmaps?fieldSelector=metadata.name=settings', 200],
    ['reader', '/api/v1/namespaces/shop/services/web/proxy/', 403],
    ['reader', '/apis', 200],
    ['reader', '/apis/apps/v1', 200],
    ['reader', '/metrics', 404],
    ['reader', '/logs', 403],
    ['robot', '/api/v1/namespaces/shop/secrets', 200],
    ['robot', '/api/v1/namespaces/other/secrets', 403],
    ['robot', '/api/v1/secrets', 403],
    ['viewer', '/apis/apps/v1/deployments', 200],
    ['viewer', '/api/v1/namespaces/shop', 200],
    ['viewer', '/api/v1/secrets', 403],
    ['viewer', '/apis/coordination.k8s.io/v1/leases', 200],
    ['nobody', '/api/v1/pods', 401],
    [null, '/api/v1/pods', 401],
    [null, '/healthz', 401],
    // Authorization comes before the look at what there is.
    ['reader', '/apis/argoproj.io/v1alpha1/applications', 403],
    ['admin', '/apis/argoproj.io/v1alpha1/applications', 404],
  ])('%s asks %s: %s', async (token, path, status) => {
    expect((await send(cluster, path, { token })).status).toBe(status);
  });

  it('says who cannot do what, and where', async () => {
    const ask = (path: string) => names(cluster, path, { token: 'reader' });
    expect(await ask('/apis/apps/v1/namespaces/shop/deployments/web')).toBe(
      '403 deployments.apps "web" is forbidden: User "reader" cannot get resource "deployments" in API group "apps" in the namespace "shop"',
    );
    expect(await ask('/api/v1/namespaces/shop/pods/p/log')).toContain(
      'cannot get resource "pods/log"',
    );
    expect(await ask('/logs')).toBe(
      '403 forbidden: User "reader" cannot get path "/logs"',
    );
  });

  it('sees a new binding at once', async () => {
    const path = '/api/v1/nodes';
    expect((await send(cluster, path, { token: 'robot' })).status).toBe(403);
    cluster.put(
      binding(
        'ClusterRoleBinding',
        { kind: 'ClusterRole', name: 'cluster-admin' },
        { kind: 'Group', name: 'system:serviceaccounts:shop' },
      ),
    );
    expect((await send(cluster, path, { token: 'robot' })).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses %s', async method => {
    const path = '/api/v1/namespaces/shop/configmaps/settings';
    const response = await send(cluster, path, { method, token: 'admin' });
    expect(response.status).toBe(405);
    expect(JSON.parse(response.text)).toMatchObject({
      reason: 'MethodNotAllowed',
    });
  });
});

describe('access without tokens', () => {
  it('makes up an admin, and lets nobody else in', async () => {
    const cluster = await startManifestCluster();
    expect((await send(cluster, '/api/v1/pods')).status).toBe(200);
    expect((await send(cluster, '/api/v1/pods', { token: null })).status).toBe(
      401,
    );
    await cluster.close();
  });

  it('lets everybody in when it is anonymous', async () => {
    const cluster = await startManifestCluster({ anonymous: true });
    expect((await send(cluster, '/api/v1/pods')).status).toBe(200);
    // A wrong token is wrong all the same.
    expect((await send(cluster, '/api/v1/pods', { token: 'x' })).status).toBe(
      401,
    );
    await cluster.close();
  });

  it('judges the anonymous user by the manifests when told to', async () => {
    const cluster = await startManifestCluster({
      anonymous: true,
      rbac: 'from-manifests',
    });
    expect((await send(cluster, '/healthz')).text).toBe('ok');
    expect(await names(cluster, '/api/v1/pods')).toBe(
      '403 pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
    );
    await cluster.close();
  });
});
