import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { embeddedClusters } from './embeddedClusters';

const MANIFESTS = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules: [{ apiGroups: [''], resources: [namespaces], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: reader }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }
subjects: [{ kind: User, name: reader }]
`;

/** Takes a free port. */
async function listen() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, server };
}

describe('embeddedClusters', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'embedded-clusters-'));
    await writeFile(join(folder, 'all.yaml'), MANIFESTS);
  });

  afterEach(() => rm(folder, { recursive: true }));

  const startPortalWith = (port: number) =>
    startTestBackend({
      features: [
        embeddedClusters,
        kubernetesPlugin,
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [],
            },
            embeddedClusters: [
              {
                name: 'one',
                folder,
                port,
                tokens: [{ token: 'secret', user: 'reader' }],
              },
            ],
          },
        }),
      ],
    });

  it('serves the manifests to the holder of a token, and goes down with the backend', async () => {
    const { port, server } = await listen();
    server.close();
    await once(server, 'close');

    const backend = await startPortalWith(port);
    const readShop = (token: string) =>
      fetch(`http://127.0.0.1:${port}/api/v1/namespaces/shop`, {
        headers: { authorization: `Bearer ${token}` },
      });

    const answer = await readShop('secret');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      kind: 'Namespace',
      metadata: { name: 'shop' },
    });
    expect((await readShop('guessed')).status).toBe(401);

    await backend.stop();
    await expect(readShop('secret')).rejects.toThrow();
  });

  it('names the cluster, its folder and its port when it cannot start', async () => {
    const { port, server } = await listen();
    await expect(startPortalWith(port)).rejects.toThrow(
      `Embedded cluster one (folder ${folder}, port ${port}) did not start: listen EADDRINUSE`,
    );
    server.close();
  });
});
