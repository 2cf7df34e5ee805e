/** The judges: real kubectl, and the JavaScript client that Backstage uses. */

import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  makeInformer,
} from '@kubernetes/client-node';
import { ManifestCluster, startManifestCluster } from '.';
import { configMap, eventually } from './__testUtils__/http';

const run = promisify(execFile);

// Each kubectl is a process, on a machine that may be busy.
jest.setTimeout(60_000);

function pod(name: string, app: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels: { app } },
    spec: { containers: [{ name: app, image: `example.test/${app}:1` }] },
    status: { phase: 'Running' },
  };
}

const OBJECTS = [
  pod('a-1', 'a'),
  pod('b-1', 'b'),
  pod('c-1', 'c'),
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { replicas: 1 },
  },
];

/** A missing tool is no reason to fail on a laptop, and one where everything is installed. */
function kubectlIsThere(): boolean {
  const found = !spawnSync('kubectl', ['version', '--client']).error;
  if (found || process.env.REQUIRE_TOOLS === '1') return true;
  process.stderr.write('skipped: kubectl is not installed\n');
  return false;
}

(kubectlIsThere() ? describe : describe.skip)('kubectl', () => {
  let home: string;
  let cluster: ManifestCluster;
  let open: ManifestCluster;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'manifest-cluster-'));
    cluster = await startManifestCluster({ objects: OBJECTS, tls: true });
    open = await startManifestCluster({ objects: OBJECTS, anonymous: true });
    await writeFile(join(home, 'secure'), cluster.kubeconfig());
    await writeFile(join(home, 'open'), open.kubeconfig());
  });

  afterAll(async () => {
    await cluster.close();
    await open.close();
    await rm(home, { recursive: true });
  });

  async function kubectl(command: string, config = 'secure') {
    const env = { ...process.env, HOME: home, KUBECONFIG: join(home, config) };
    const { stdout } = await run('kubectl', command.split(' '), { env });
    return stdout;
  }

  it('lists resources, twice: the second time from its cache', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const resources = await kubectl('api-resources --no-headers');
      expect(resources).toMatch(
        /^deployments +deploy +apps\/v1 +true +Deployment$/m,
      );
      expect(resources.split('\n').length).toBeGreaterThan(60);
    }
  });

  it('prints, selects and reads over TLS with a token', async () => {
    expect(await kubectl('get pods -n shop')).toMatch(
      /^NAME +READY +STATUS +RESTARTS +AGE\na-1 +0\/1 +Running/,
    );
    const env = {
      ...process.env,
      HOME: home,
      KUBECONFIG: join(home, 'secure'),
    };
    const selected = ['get', 'pods', '-A', '-o', 'name', '-l', 'app in (b,c)'];
    const { stdout } = await run('kubectl', selected, { env });
    expect(stdout).toBe('pod/b-1\npod/c-1\n');
    expect(await kubectl('get deploy web -n shop -o yaml')).toContain(
      'apiVersion: apps/v1\nkind: Deployment\n',
    );
    expect(await kubectl('get --raw /version')).toContain('"minor": "36"');
    expect(await kubectl('get all -A --chunk-size=1 -o name')).toBe(
      'pod/a-1\npod/b-1\npod/c-1\ndeployment.apps/web\n',
    );
  });

  it('reads over plain HTTP, where it sends no token', async () => {
    expect(await kubectl('get pods -n shop -o name', 'open')).toContain(
      'pod/a-1',
    );
  });

  it('passes on what the server refuses', async () => {
    await expect(kubectl('get pod none')).rejects.toMatchObject({
      stderr: 'Error from server (NotFound): pods "none" not found\n',
    });
    await expect(kubectl('delete pod a-1 -n shop')).rejects.toMatchObject({
      stderr: expect.stringContaining('(MethodNotAllowed)'),
    });
  });
});

describe.each([
  ['plain HTTP', false],
  ['TLS', true],
])('@kubernetes/client-node over %s', (_name, tls) => {
  let cluster: ManifestCluster;
  let config: KubeConfig;

  beforeAll(async () => {
    cluster = await startManifestCluster({ objects: OBJECTS, tls });
    config = new KubeConfig();
    config.loadFromString(cluster.kubeconfig());
  });

  afterAll(() => cluster.close());

  it('lists in pages', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const first = await core.listPodForAllNamespaces({ limit: 2 });
    const second = await core.listPodForAllNamespaces({
      limit: 2,
      _continue: first.metadata?._continue,
    });
    const all = [...first.items, ...second.items];
    expect(all.map(({ metadata }) => metadata?.name)).toEqual([
      'a-1',
      'b-1',
      'c-1',
    ]);
    expect(first.metadata?.remainingItemCount).toBe(1);
  });

  it('reads one object, and is told when there is none', async () => {
    const apps = config.makeApiClient(AppsV1Api);
    const web = await apps.readNamespacedDeployment({
      name: 'web',
      namespace: 'shop',
    });
    expect(web.spec?.replicas).toBe(1);
    await expect(
      apps.readNamespacedDeployment({ name: 'none', namespace: 'shop' }),
    ).rejects.toMatchObject({ code: 404 });
  });

  it('keeps an informer informed', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const seen: string[] = [];
    const informer = makeInformer(config, '/api/v1/configmaps', () =>
      core.listConfigMapForAllNamespaces(),
    );
    informer.on('add', ({ metadata }) => seen.push(`add ${metadata?.name}`));
    informer.on('delete', ({ metadata }) =>
      seen.push(`delete ${metadata?.name}`),
    );
    await informer.start();
    const map = configMap('later');
    // The watch begins a moment after the list; what comes between is in its history.
    cluster.put(map);
    await eventually(() => expect(seen).toEqual(['add later']));
    cluster.remove({ ...map, name: 'later', namespace: 'shop' });
    await eventually(() => expect(seen).toEqual(['add later', 'delete later']));
    await informer.stop();
  });
});
