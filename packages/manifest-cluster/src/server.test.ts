import { ManifestCluster, startManifestCluster } from '.';
import { configMap, getJson, send } from './__testUtils__/http';

interface TableBody {
  kind: string;
  columnDefinitions: { name: string; priority: number }[];
  rows: { cells: unknown[]; object: object | null }[];
}

const TABLE = {
  headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
};

const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gadgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Cluster',
    names: { plural: 'gadgets', kind: 'Gadget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {}, scale: {} },
        selectableFields: [{ jsonPath: '.spec.colour' }],
        additionalPrinterColumns: [
          { name: 'Colour', type: 'string', jsonPath: '.spec.colour' },
          {
            name: 'Ready',
            type: 'string',
            jsonPath: '.status.conditions[?(@.type=="Ready")].status',
          },
          {
            name: 'Age',
            type: 'date',
            jsonPath: '.metadata.creationTimestamp',
          },
        ],
      },
    ],
  },
};

describe('the server', () => {
  let cluster: ManifestCluster;

  beforeAll(async () => {
    cluster = await startManifestCluster({
      objects: [
        {
          apiVersion: 'example.com/v1',
          kind: 'Gadget',
          metadata: { name: 'g' },
          spec: { colour: 'red', a: { z: 1, b: 2 } },
          status: {
            conditions: [
              { type: 'Other', status: 'False' },
              { type: 'Ready', status: 'True' },
            ],
          },
        },
        DEFINITION,
        configMap('small'),
        { ...configMap('big', 'large'), data: { x: 'y'.repeat(200_000) } },
        {
          apiVersion: 'autoscaling/v1',
          kind: 'HorizontalPodAutoscaler',
          metadata: { name: 'h', namespace: 'shop' },
          spec: { maxReplicas: 3, targetCPUUtilizationPercentage: 70 },
        },
        {
          apiVersion: 'events.k8s.io/v1',
          kind: 'Event',
          metadata: { name: 'e', namespace: 'shop' },
          note: 'pulled',
          regarding: { kind: 'Pod', name: 'p' },
        },
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'web', namespace: 'shop' },
          spec: { replicas: 2, selector: { matchLabels: { app: 'web' } } },
          status: { replicas: 2, readyReplicas: 1 },
        },
      ],
    });
  });

  afterAll(() => cluster.close());

  it('compresses large bodies, and small ones not', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const large = await send(cluster, '/api/v1/namespaces/large/configmaps', {
      headers,
    });
    const small = await send(cluster, '/api/v1/namespaces/shop/configmaps', {
      headers,
    });
    expect(large.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: 'Accept-Encoding',
    });
    expect(JSON.parse(large.text).items).toHaveLength(1);
    expect(small.headers['content-encoding']).toBeUndefined();
  });

  it('writes YAML, and indents for people', async () => {
    const path = '/api/v1/namespaces/shop/configmaps/small';
    const yaml = await send(cluster, path, {
      headers: { accept: 'application/yaml' },
    });
    const pretty = await send(cluster, path, {
      headers: { 'user-agent': 'curl/8' },
    });
    expect(yaml.text).toContain('kind: ConfigMap\napiVersion: v1\n');
    expect(pretty.text).toContain('{\n  "kind": "ConfigMap",\n');
    const refused = await send(cluster, path, {
      headers: { accept: 'application/vnd.kubernetes.protobuf' },
    });
    expect(refused.status).toBe(406);
  });

  it('answers discovery from a cache with 304', async () => {
    const headers = {
      accept:
        'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    };
    const first = await send(cluster, '/api', { headers });
    const again = await send(cluster, '/api', {
      headers: { ...headers, 'if-none-match': String(first.headers.etag) },
    });
    expect(JSON.parse(first.text).items[0]).toMatchObject({ metadata: {} });
    expect(again).toMatchObject({ status: 304, text: '' });
    // A client puts what it reads here over what it has cached.
    expect(again.headers['content-type']).toBeUndefined();
  });

  it('prints tables with the columns of a definition', async () => {
    const table = await getJson<TableBody>(
      cluster,
      '/apis/example.com/v1/gadgets?includeObject=None',
      TABLE,
    );
    expect(table.columnDefinitions.map(({ name }) => name)).toEqual([
      'Name',
      'Colour',
      'Ready',
      'Age',
    ]);
    expect(table.rows[0].cells.slice(0, 3)).toEqual(['g', 'red', 'True']);
    expect(table.rows[0].object).toBeNull();
  });

  it('sorts the keys of custom resources', async () => {
    const { text } = await send(cluster, '/apis/example.com/v1/gadgets/g');
    expect(text).toContain('"spec":{"a":{"b":2,"z":1},"colour":"red"}');
  });

  it('selects custom resources by their selectable fields', async () => {
    const list = (colour: string) =>
      getJson(
        cluster,
        `/apis/example.com/v1/gadgets?fieldSelector=spec.colour=${colour}`,
      );
    expect((await list('red')).items).toHaveLength(1);
    expect((await list('blue')).items).toHaveLength(0);
  });

  it('shows a kind of two shapes in the one asked for', async () => {
    const hpa = (version: string) =>
      getJson<{ spec: object }>(
        cluster,
        `/apis/autoscaling/${version}/namespaces/shop/horizontalpodautoscalers/h`,
      );
    expect((await hpa('v1')).spec).toEqual({
      maxReplicas: 3,
      targetCPUUtilizationPercentage: 70,
    });
    expect((await hpa('v2')).spec).toMatchObject({
      metrics: [
        { resource: { name: 'cpu', target: { averageUtilization: 70 } } },
      ],
    });
    expect(
      await getJson(cluster, '/api/v1/namespaces/shop/events/e'),
    ).toMatchObject({
      message: 'pulled',
      involvedObject: { name: 'p' },
    });
    const events = '/apis/events.k8s.io/v1/namespaces/shop/events';
    expect((await getJson(cluster, events)).items[0]).toMatchObject({
      note: 'pulled',
    });
  });

  it('answers status and scale', async () => {
    const web = '/apis/apps/v1/namespaces/shop/deployments/web';
    expect(await getJson(cluster, `${web}/scale`)).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 2 },
      status: { replicas: 2, selector: 'app=web' },
    });
    expect(await getJson(cluster, `${web}/status`)).toMatchObject({
      kind: 'Deployment',
    });
    expect((await send(cluster, `${web}/nonsense`)).status).toBe(404);
  });

  it.each([
    ['/healthz', 200],
    ['/readyz', 200],
    ['/', 200],
    ['/apis/apps', 200],
    ['/apis/apps/v1beta1', 404],
    ['/apis/apps/v1beta1/deployments', 404],
    ['/api/v1/pods/web', 404],
    ['/api/v1/namespaces/shop/nodes', 404],
    ['/api/v1/namespaces/none/pods', 200],
    ['/api/v1/namespaces/shop/secrets/%E0%A4%A', 400],
    ['/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', 405],
  ])('%s: %s', async (path, status) => {
    expect((await send(cluster, path)).status).toBe(status);
  });

  it('has a namespace for everything in it', async () => {
    expect(await getJson(cluster, '/api/v1/namespaces/shop')).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'shop' } },
      status: { phase: 'Active' },
    });
  });
});

describe('a watch', () => {
  it('shows what is there, then what comes into the selection and leaves it', async () => {
    const labelled = (tier: string) =>
      configMap('one', 'shop', { labels: { tier } });
    const cluster = await startManifestCluster({ objects: [labelled('a')] });
    const watching = send(
      cluster,
      '/api/v1/configmaps?watch=1&labelSelector=tier=a&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    );
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
    cluster.put(labelled('b'));
    cluster.put(labelled('a'));
    cluster.put(labelled('a'));
    const events = (await watching).text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    await cluster.close();

    expect(events.map(({ type }) => type)).toEqual([
      'ADDED',
      'BOOKMARK',
      'DELETED',
      'ADDED',
      'BOOKMARK',
    ]);
    expect(events[1].object.metadata.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
  });
});
