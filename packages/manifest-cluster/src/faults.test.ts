import { Faults, ManifestCluster, startManifestCluster } from '.';
import { configMap, getJson, names, send } from './__testUtils__/http';

describe('faults', () => {
  const path = '/api/v1/configmaps';
  let cluster: ManifestCluster;

  beforeAll(async () => {
    const objects = ['a', 'b', 'c', 'd'].map(name => configMap(name));
    cluster = await startManifestCluster({ objects, record: true });
  });

  afterEach(() => cluster.clearFaults());
  afterAll(() => cluster.close());

  it('goes down, and comes back on the same port', async () => {
    await cluster.setFaults({ down: true });
    await expect(send(cluster, path)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await cluster.setFaults({ down: false });
    expect(await names(cluster, path)).toBe('a b c d');
  });

  it('answers slowly', async () => {
    await cluster.setFaults({ slow: 60 });
    const started = Date.now();
    await send(cluster, '/version');
    expect(Date.now() - started).toBeGreaterThanOrEqual(55);
  });

  it('slows one resource only', async () => {
    await cluster.setFaults({ slow: [{ resource: 'pods', ms: 10_000 }] });
    expect(await names(cluster, path)).toBe('a b c d');
  });

  it.each<[string, Partial<Faults>, string]>([
    ['every request', { error: true }, '500 Internal error'],
    ['one resource', { error: [{ resource: 'configmaps' }] }, '500 Internal'],
    ['another resource', { error: [{ resource: 'pods' }] }, 'a b c d'],
    [
      'forbidden',
      { forbidden: [{ resource: 'configmaps' }] },
      '403 configmaps is forbidden: User "admin" cannot list',
    ],
    ['another namespace', { forbidden: [{ namespace: 'x' }] }, 'a b c d'],
  ])('fails %s', async (_name, faults, expected) => {
    await cluster.setFaults(faults);
    expect(await names(cluster, path)).toContain(expected);
  });

  it('forbids lists of the whole cluster and allows those of a namespace', async () => {
    await cluster.setFaults({
      forbidden: [{ resource: 'configmaps', clusterWide: true }],
    });
    expect(await names(cluster, path)).toContain('403');
    expect(await names(cluster, '/api/v1/namespaces/shop/configmaps')).toBe(
      'a b c d',
    );
  });

  it('strikes as often as told', async () => {
    await cluster.setFaults({ error: [{ resource: 'configmaps', times: 2 }] });
    const answers = [];
    for (let turn = 0; turn < 3; turn += 1) {
      answers.push((await send(cluster, path)).status);
    }
    expect(answers).toEqual([500, 500, 200]);
  });

  it.each([
    ['cut', 'socket hang up'],
    ['error', '500'],
  ] as const)('loses a page: %s', async (how, expected) => {
    await cluster.setFaults({
      lostPages: [{ resource: 'configmaps', page: 2, how }],
    });
    const first = await getJson(cluster, `${path}?limit=2`);
    const next = `${path}?limit=2&continue=${first.metadata.continue}`;
    const outcome = await names(cluster, next).catch(error => error.message);
    expect(first.items).toHaveLength(2);
    expect(outcome).toContain(expected);
  });

  it('truncates the body and calls it whole', async () => {
    await cluster.setFaults({ truncated: [{ resource: 'configmaps' }] });
    const { status, text } = await send(cluster, path);
    expect(status).toBe(200);
    expect(() => JSON.parse(text)).toThrow();
  });

  it.each([
    ['null', null],
    ['string', 'not an object'],
    ['no-metadata', { spec: {} }],
  ] as const)('puts a malformed item into a list: %s', async (as, expected) => {
    await cluster.setFaults({
      malformed: [{ resource: 'configmaps', as, index: 1 }],
    });
    const { items } = await getJson(cluster, path);
    expect(items).toHaveLength(4);
    expect(items[1]).toEqual(expected);
  });

  it('expires every continue, and lets the token it gives go on', async () => {
    const first = await getJson(cluster, `${path}?limit=2`);
    await cluster.setFaults({ expiredContinue: true });
    const token = first.metadata.continue;
    const gone = await getJson(cluster, `${path}?limit=2&continue=${token}`);
    expect(gone).toMatchObject({ code: 410 });
    expect(
      await names(
        cluster,
        `${path}?limit=2&continue=${gone.metadata.continue}`,
      ),
    ).toBe('c d');
  });

  it('records what was asked', async () => {
    cluster.clearRequests();
    await send(cluster, `${path}?limit=2&labelSelector=a%20in%20(b)`);
    expect(cluster.requestCount).toBe(1);
    expect(cluster.requests).toMatchObject([
      {
        method: 'GET',
        path,
        query: { limit: '2', labelSelector: 'a in (b)' },
        headers: { authorization: `Bearer ${cluster.token}` },
      },
    ]);
  });
});
