import { ManifestCluster, startManifestCluster } from '.';
import {
  configMap,
  getJson,
  ListBody,
  names,
  send,
} from './__testUtils__/http';

function* maps(count: number) {
  for (let index = 0; index < count; index += 1) {
    const labels = { half: index % 2 ? 'odd' : 'even' };
    yield configMap(`cm-${index}`, 'shop', { labels });
  }
}

describe('pages of a list', () => {
  const path = '/api/v1/namespaces/shop/configmaps';
  let cluster: ManifestCluster;

  beforeEach(async () => {
    cluster = await startManifestCluster({
      objects: [
        ...maps(7),
        configMap('in-the-next', 'shop-2'),
        configMap('in-the-first', 'a'),
      ],
    });
  });

  afterEach(() => cluster.close());

  function page(query: string, token?: string) {
    const more = token ? `&continue=${encodeURIComponent(token)}` : '';
    return getJson(cluster, `${path}?${query}${more}`);
  }

  function show({ items, metadata }: ListBody) {
    return [
      items.map(item => item.metadata.name).join(' '),
      metadata.remainingItemCount,
    ];
  }

  it('shows every object once, and how many are left', async () => {
    const first = await page('limit=3');
    const second = await page('limit=3', first.metadata.continue);
    const third = await page('limit=3', second.metadata.continue);

    expect([first, second, third].map(show)).toEqual([
      ['cm-0 cm-1 cm-2', 4],
      ['cm-3 cm-4 cm-5', 1],
      ['cm-6', undefined],
    ]);
    expect(third.metadata.continue).toBeUndefined();
  });

  it('keeps namespaces apart and in the order of their keys', async () => {
    expect(await names(cluster, '/api/v1/configmaps')).toBe(
      'in-the-first in-the-next cm-0 cm-1 cm-2 cm-3 cm-4 cm-5 cm-6',
    );
    const first = await getJson(cluster, '/api/v1/configmaps?limit=2');
    expect(show(first)).toEqual(['in-the-first in-the-next', 7]);
    expect(
      show(
        await getJson(
          cluster,
          `/api/v1/configmaps?limit=1&continue=${first.metadata.continue}`,
        ),
      ),
    ).toEqual(['cm-0', 6]);
  });

  it('goes on at the version of the first page, whatever changes', async () => {
    const first = await page('limit=3');
    cluster.put(configMap('cm-35'));
    cluster.remove({ ...configMap('cm-4'), name: 'cm-4', namespace: 'shop' });
    const rest = await page('limit=10', first.metadata.continue);

    expect(show(rest)).toEqual(['cm-3 cm-4 cm-5 cm-6', undefined]);
    expect(rest.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    expect(await names(cluster, path)).toBe(
      'cm-0 cm-1 cm-2 cm-3 cm-35 cm-5 cm-6',
    );
  });

  it('gives a token to go on with when a continue has expired', async () => {
    const first = await page('limit=3');
    cluster.put(configMap('cm-35'));
    cluster.expireContinueTokens();
    const gone = await send(
      cluster,
      `${path}?limit=3&continue=${first.metadata.continue}`,
    );
    const status = JSON.parse(gone.text) as ListBody;
    const second = await page('limit=3', status.metadata.continue);
    const third = await page('limit=3', second.metadata.continue);

    expect(gone.status).toBe(410);
    expect(show(second)).toEqual(['cm-3 cm-35 cm-4', 2]);
    expect(show(third)).toEqual(['cm-5 cm-6', undefined]);
    expect(Number(second.metadata.resourceVersion)).toBeGreaterThan(
      Number(first.metadata.resourceVersion),
    );
  });

  it('forgets a version after its time', async () => {
    const brief = await startManifestCluster({
      objects: maps(3),
      continueTtlMs: 0,
    });
    const { metadata } = await getJson(brief, `${path}?limit=1`);
    const next = `${path}?limit=1&continue=${metadata.continue}`;
    expect((await send(brief, next)).status).toBe(410);
    await brief.close();
  });

  it('does not count what a selector leaves', async () => {
    const first = await page('limit=2&labelSelector=half=even');
    const second = await page(
      'limit=2&labelSelector=half=even',
      first.metadata.continue,
    );
    expect([first, second].map(show)).toEqual([
      ['cm-0 cm-2', undefined],
      ['cm-4 cm-6', undefined],
    ]);
  });

  it('knows no limit at version 0, as the cache of the server', async () => {
    expect(show(await page('limit=2&resourceVersion=0'))[0]).toContain('cm-6');
  });

  it.each([
    ['limit=x', '400 strconv.ParseInt: parsing "x": invalid syntax'],
    [
      'continue=bogus!',
      '400 invalid continue token: continue key is not valid: illegal base64 data at input byte 5',
    ],
    [
      'continue=e30',
      '400 invalid continue token: continue key is not valid: server does not recognize this encoded version ""',
    ],
    [
      'continue=Zm9v',
      "400 invalid continue token: continue key is not valid: invalid character 'f' looking for beginning of value",
    ],
    [
      'resourceVersion=99999',
      '504 Too large resource version: 99999, current: ',
    ],
    [
      'fieldSelector=spec.x=1',
      '400 "spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
    ],
    ['fieldSelector=x', "400 invalid selector: 'x'; can't understand 'x'"],
  ])('refuses %s', async (query, expected) => {
    expect(await names(cluster, `${path}?${query}`)).toContain(expected);
  });

  it('selects by field', async () => {
    cluster.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'shop' },
      spec: { nodeName: 'n1' },
      status: { phase: 'Running' },
    });
    const pods = (selector: string) =>
      names(cluster, `/api/v1/pods?fieldSelector=${selector}`);
    expect(await pods('spec.nodeName=n1,status.phase!=Failed')).toBe('p');
    expect(await pods('spec.nodeName=n2')).toBe('');
    expect(await pods('spec.x=1')).toBe(
      '400 field label not supported: spec.x',
    );
    expect(
      await names(
        cluster,
        '/api/v1/configmaps?fieldSelector=metadata.name=cm-1,metadata.namespace=shop',
      ),
    ).toBe('cm-1');
  });
});
