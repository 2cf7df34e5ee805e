import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManifestCluster, startManifestCluster } from '.';
import { eventually, getJson, names, send } from './__testUtils__/http';
import { parseManifests } from './manifests';

function map(name: string, data = 'a: b') {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  ${data}\n`;
}

describe('reading manifests', () => {
  it('takes documents and lists apart, and knows their lines', () => {
    const text = `# first\n${map(
      'one',
    )}---\n---\nkind: List\napiVersion: v1\nitems:\n  - apiVersion: v1\n    kind: Secret\n    metadata: {name: two}\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: three}\n`;
    const { manifests, problems } = parseManifests(text, 'a.yaml');
    expect(problems).toEqual([]);
    expect(
      manifests.map(({ object, line }) => `${line} ${object.metadata?.name}`),
    ).toEqual(['2 one', '13 two', '16 three']);
  });

  it('gives the items of a typed list their kind', () => {
    const text = JSON.stringify({
      kind: 'PodList',
      apiVersion: 'v1',
      items: [{ metadata: { name: 'p' } }],
    });
    const [{ object }] = parseManifests(text, 'pods.json').manifests;
    expect(object).toMatchObject({ kind: 'Pod', apiVersion: 'v1' });
  });

  it('reads YAML as Kubernetes does', () => {
    const text = `${map(
      'm',
      'mode: 0644',
    )}  date: 2026-01-02\n  on: yes\n  time: 12:30:45\n  merged: {<<: {x: 1}}\n`;
    const [{ object }] = parseManifests(text, 'a.yaml').manifests;
    expect(object.data).toEqual({
      mode: 420,
      date: '2026-01-02',
      true: true,
      time: '12:30:45',
      merged: { x: 1 },
    });
  });

  it('says where a file is broken', () => {
    const { problems } = parseManifests('a: 1\nb: [1\nc: 2\n', 'broken.yaml');
    expect(problems[0]).toMatchObject({ file: 'broken.yaml', line: 3 });
  });
});

describe('a folder that changes', () => {
  const path = '/api/v1/namespaces/default/configmaps';
  let folder: string;
  let cluster: ManifestCluster;
  let errors: string[];

  const write = (file: string, text: string) =>
    writeFile(join(folder, file), text);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'manifest-cluster-'));
    errors = [];
    await write('one.yaml', map('one'));
    await write('two.yaml', `${map('two')}---\n${map('three')}`);
  });

  afterEach(async () => {
    await cluster.close();
    await rm(folder, { recursive: true });
  });

  async function start(options = {}) {
    cluster = await startManifestCluster({
      folder,
      onError: line => errors.push(line.replace(folder, '')),
      ...options,
    });
  }

  it('follows new, changed and removed files, and leaves the rest alone', async () => {
    await start();
    const before = await getJson(cluster, path);
    await write('four.yaml', map('four'));
    await write('one.yaml', map('one', 'a: changed'));
    await rm(join(folder, 'two.yaml'));
    await cluster.reload();
    expect(await names(cluster, path)).toBe('four one');

    const version = before.metadata.resourceVersion;
    await write('two.yaml', `${map('two')}---\n${map('three')}`);
    await cluster.reload();
    const after = await getJson(cluster, path);
    await cluster.reload();
    const again = await getJson(cluster, path);
    expect(await names(cluster, path)).toBe('four one three two');
    expect(Number(after.metadata.resourceVersion)).toBeGreaterThan(
      Number(version),
    );
    expect(again).toEqual(after);
  });

  it('keeps the last good objects of a broken file, and says what is wrong', async () => {
    await start();
    await write('two.yaml', 'kind: [');
    await cluster.reload();
    expect(await names(cluster, path)).toBe('one three two');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^\/two\.yaml:1: .+/);
    expect(errors[0]).not.toContain('\n');
  });

  it('keeps everything while the folder is away', async () => {
    await start();
    await rename(folder, `${folder}-away`);
    await cluster.reload();
    expect(await names(cluster, path)).toBe('one three two');
    expect(errors[0]).toContain('ENOENT');
    await rename(`${folder}-away`, folder);
    await cluster.reload();
    expect(await names(cluster, path)).toBe('one three two');
  });

  it('names what the cluster would refuse, and serves the rest', async () => {
    await write(
      'bad.yaml',
      [
        map('fine'),
        'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: old}\n',
        'apiVersion: v1\nkind: Pod\nmetadata: {labels: {a: b}}\n',
        'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {a: 1}}\n',
        'just text\n',
        'apiVersion: v1\nkind: Pod\nmetadata: {name: 12}\n',
        'apiVersion: 1\nkind: Pod\n',
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\nspec: {group: g, names: {plural: p, kind: P}, versions: [null]}\n',
      ].join('---\n'),
    );
    await start();
    expect(errors).toEqual([
      '/bad.yaml:20: not a Kubernetes object',
      '/bad.yaml:26: apiVersion must be a string',
      '/bad.yaml:29: CustomResourceDefinition "x" is invalid: spec.versions: every version needs a name',
      '/bad.yaml:8: no matches for kind "PodDisruptionBudget" in version "policy/v1beta1"',
      '/bad.yaml:12: Pod: resource name may not be empty',
      '/bad.yaml:16: Pod "p": metadata.labels.a must be a string',
      '/bad.yaml:22: Pod: metadata.name must be a string',
    ]);
    expect(await names(cluster, path)).toContain('fine');
  });

  it('refuses to start with them when it is strict', async () => {
    await start();
    await write('bad.yaml', 'kind: Pod\n');
    await expect(
      startManifestCluster({ folder, strict: true }),
    ).rejects.toThrow('bad.yaml:1: apiVersion not set');
  });

  it('serves custom resources whose definition comes later', async () => {
    await write(
      'backup.yaml',
      'apiVersion: velero.io/v1\nkind: Backup\nmetadata: {name: nightly}\n',
    );
    await write(
      'definition.yaml',
      `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: backups.velero.io}
spec:
  group: velero.io
  scope: Namespaced
  names: {plural: backups, kind: Backup}
  versions:
    - {name: v1, served: true, storage: true}
    - {name: v1alpha1, served: false}
    - {name: v2beta1, served: true}
`,
    );
    await start();
    expect(errors).toEqual([]);
    expect(await names(cluster, '/apis/velero.io/v2beta1/backups')).toBe(
      'nightly',
    );
    expect(
      (await send(cluster, '/apis/velero.io/v1alpha1/backups')).status,
    ).toBe(404);
    expect(await getJson(cluster, '/apis/velero.io')).toMatchObject({
      preferredVersion: { version: 'v1' },
      versions: [{ version: 'v1' }, { version: 'v2beta1' }],
    });
    expect(
      (
        await getJson<{ items: object[] }>(
          cluster,
          '/apis/velero.io/v1/backups',
        )
      ).items[0],
    ).toMatchObject({ kind: 'Backup', apiVersion: 'velero.io/v1' });

    await rm(join(folder, 'definition.yaml'));
    await cluster.reload();
    expect((await send(cluster, '/apis/velero.io/v1/backups')).status).toBe(
      404,
    );
  });

  it('watches the folder when told to', async () => {
    await start({ watch: true });
    await write('five.yaml', map('five'));
    await eventually(async () => {
      expect(await names(cluster, path)).toBe('five one three two');
    });
  });

  it('fills in what a server would, the same in every run', async () => {
    await start();
    const item = `${path}/one`;
    const first = await getJson<{ metadata: object }>(cluster, item);
    await cluster.close();
    await start();
    expect(await getJson(cluster, item)).toEqual(first);
    expect(first.metadata).toMatchObject({
      namespace: 'default',
      uid: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      resourceVersion: expect.stringMatching(/^\d+$/),
      creationTimestamp: '2026-01-01T00:00:00Z',
    });
  });
});
