import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ManifestCluster, startManifestCluster } from '.';
import { names, send } from './__testUtils__/http';

function service(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'monitoring' },
    spec: { ports: [{ name: 'web', port: 9090 }] },
  };
}

describe('the proxy of a Service', () => {
  const base = '/api/v1/namespaces/monitoring/services';
  let upstream: Server;
  let received: IncomingMessage[];
  let cluster: ManifestCluster;

  beforeAll(async () => {
    upstream = createServer((request, response) => {
      received.push(request);
      response.writeHead(418, { 'content-type': 'text/x-test' });
      response.end('from upstream');
    });
    await new Promise<void>(resolve => {
      upstream.listen(0, '127.0.0.1', resolve);
    });
    const { port } = upstream.address() as AddressInfo;
    cluster = await startManifestCluster({
      objects: [
        service('prometheus'),
        service('idle'),
        service('gone'),
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'Role',
          metadata: { name: 'proxy', namespace: 'monitoring' },
          rules: [
            { apiGroups: [''], resources: ['services/proxy'], verbs: ['get'] },
          ],
        },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name: 'proxy', namespace: 'monitoring' },
          roleRef: { kind: 'Role', name: 'proxy' },
          subjects: [{ kind: 'User', name: 'prober' }],
        },
      ],
      tokens: {
        admin: { user: 'root', groups: ['system:masters'] },
        prober: { user: 'prober' },
        other: { user: 'other' },
      },
      upstreams: {
        'monitoring/prometheus:9090': `http://127.0.0.1:${port}/base`,
        'monitoring/gone:9090': 'http://127.0.0.1:1',
      },
    });
  });

  beforeEach(() => {
    received = [];
  });

  afterAll(async () => {
    await cluster.close();
    await new Promise(resolve => {
      upstream.close(resolve);
    });
  });

  it.each(['prometheus:9090', 'http:prometheus:web', 'prometheus'])(
    'reaches %s',
    async target => {
      const answer = await send(
        cluster,
        `${base}/${target}/proxy/api/v1/query?query=up%20%3E%200&a=%2F`,
        { token: 'prober', headers: { 'x-mine': 'kept' } },
      );
      expect(answer).toMatchObject({ status: 418, text: 'from upstream' });
      expect(answer.headers['content-type']).toBe('text/x-test');
      expect(received[0].url).toBe(
        '/base/api/v1/query?query=up%20%3E%200&a=%2F',
      );
      expect(received[0].headers).toMatchObject({ 'x-mine': 'kept' });
    },
  );

  it('keeps the caller’s token from the upstream', async () => {
    await send(cluster, `${base}/prometheus:9090/proxy/`);
    expect(received[0].headers.authorization).toBeUndefined();
  });

  it.each([
    [
      'prometheus:9090',
      'other',
      '403 services "prometheus:9090" is forbidden: User "other" cannot get resource "services/proxy" in API group "" in the namespace "monitoring"',
    ],
    [
      'idle:9090',
      'admin',
      '503 no endpoints available for service "idle:9090"',
    ],
    [
      'gone:9090',
      'admin',
      '503 error trying to reach service: dial tcp 127.0.0.1:1: connect: connection refused',
    ],
    ['none:9090', 'admin', '404 services "none" not found'],
  ])('refuses %s to %s', async (target, token, expected) => {
    expect(await names(cluster, `${base}/${target}/proxy/`, { token })).toBe(
      expected,
    );
  });
});
