import { mockServices } from '@backstage/backend-test-utils';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { ClusterInfo } from '../types';
import {
  ClusterRequest,
  GetOptions,
  KubernetesBackend,
} from './kubernetesBackend';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Stands in for Backstage's Kubernetes backend, where the real one cannot be made to misbehave. */
let server: Server;
let baseUrl: string;
let handler: Handler;
let received: IncomingMessage[];

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    received.push(request);
    handler(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  baseUrl = `http://127.0.0.1:${
    (server.address() as AddressInfo).port
  }/api/kubernetes`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => {
    server.close(resolve);
  });
});

const cluster: ClusterInfo = { name: 'c1', access: { kind: 'bearer-token' } };

interface Options {
  timeoutMs?: number;
  concurrency?: number;
  maxWaitMs?: number;
  requested?: (request: ClusterRequest) => void;
}

/** Gives answers as they are. */
class Backend extends KubernetesBackend {
  get(of: ClusterInfo, path: string, options: GetOptions = {}) {
    return this.read(of, path, options, answer => answer);
  }
}

function backend({
  concurrency = 4,
  maxWaitMs = 30_000,
  ...options
}: Options = {}) {
  return new Backend({
    limits: { concurrency, maxWaitMs },
    auth: mockServices.auth(),
    discovery: {
      getBaseUrl: async () => baseUrl,
      getExternalBaseUrl: async () => baseUrl,
    },
    settings: { named: new Map() },
    ...options,
  });
}

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers = {},
) =>
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body));

it('calls the proxy with the cluster and its own token, by GET', async () => {
  handler = (_, response) =>
    json(response, 200, { kind: 'PodList', items: [] });
  const answer = await backend().get(cluster, '/api/v1/pods?limit=500', {
    accept: 'application/json;x=y',
  });
  expect(answer).toMatchObject({
    ok: true,
    body: { kind: 'PodList', items: [] },
  });
  const [{ method, url, headers }] = received;
  expect({ method, url }).toEqual({
    method: 'GET',
    url: '/api/kubernetes/proxy/api/v1/pods?limit=500',
  });
  expect(headers).toMatchObject({
    'backstage-kubernetes-cluster': 'c1',
    accept: 'application/json;x=y',
    authorization: expect.stringMatching(/^Bearer mock-service-token/),
  });
});

it('does not call a cluster that has no bearer token', async () => {
  const access = {
    kind: 'needs-user-credentials',
    authProvider: 'oidc',
  } as const;
  const answer = await backend().get({ name: 'c2', access }, '/api/v1/pods');
  expect(answer).toMatchObject({
    ok: false,
    failure: { cause: 'needs-user-credentials' },
  });
  expect(received).toEqual([]);
});

it('reads compressed answers', async () => {
  handler = (_, response) =>
    response
      .writeHead(200, { 'content-encoding': 'gzip' })
      .end(gzipSync('{"items":[]}'));
  expect(await backend().get(cluster, '/api/v1/pods')).toMatchObject({
    ok: true,
    body: { items: [] },
  });
});

it('waits as long as a busy server asks, and asks again', async () => {
  handler = (_, response) =>
    received.length === 1
      ? json(
          response,
          429,
          { kind: 'Status', message: 'busy' },
          { 'retry-after': '1' },
        )
      : json(response, 200, { items: [] });
  const start = Date.now();
  expect(await backend().get(cluster, '/api/v1/pods')).toMatchObject({
    ok: true,
  });
  expect(Date.now() - start).toBeGreaterThanOrEqual(990);
});

const busyFor = (retryAfter: string, status = 429): Handler => {
  return (_, response) =>
    json(
      response,
      status,
      { kind: 'Status', message: 'busy' },
      { 'retry-after': retryAfter },
    );
};

it('gives up on a server that stays busy', async () => {
  handler = busyFor('0');
  const answer = await backend({ maxWaitMs: 1_000 }).get(
    cluster,
    '/api/v1/pods',
  );
  expect(answer).toEqual({
    ok: false,
    failure: {
      cause: 'query-failed',
      message:
        'the cluster c1 is too busy: it answered 429 and asked for 0 s, and a request is put off for 1 s at most',
      busy: true,
    },
  });
  expect(received).toHaveLength(2);
});

it('asks nothing else of a cluster that wants to be left alone, and goes on with others', async () => {
  handler = (request, response) =>
    request.headers['backstage-kubernetes-cluster'] === 'c1'
      ? busyFor('120', 503)(request, response)
      : json(response, 200, { items: [] });
  const client = backend();
  for (const path of ['/api/v1/pods', '/api/v1/nodes'])
    expect(await client.get(cluster, path)).toMatchObject({
      failure: { cause: 'query-failed', busy: true },
    });
  expect(received).toHaveLength(1);
  const other = { ...cluster, name: 'c2' };
  expect(await client.get(other, '/api/v1/pods')).toMatchObject({ ok: true });
});

it('waits until the date that a server names', async () => {
  handler = (request, response) => {
    const until = new Date(Date.now() + 2_000).toUTCString();
    if (received.length === 1) busyFor(until)(request, response);
    else json(response, 200, { items: [] });
  };
  const start = Date.now();
  expect(await backend().get(cluster, '/api/v1/pods')).toMatchObject({
    ok: true,
  });
  // A date has whole seconds.
  expect(Date.now() - start).toBeGreaterThanOrEqual(900);
});

it('waits for a service behind the proxy, and not for its cluster', async () => {
  handler = busyFor('120');
  const client = backend();
  const raw = { timeoutMs: 1_000, maxBytes: 1_000 };
  expect(await client.getRaw(cluster, '/api/v1/proxy', raw)).toMatchObject({
    failure: { cause: 'query-failed', busy: true },
  });
  handler = (_, response) => json(response, 200, { items: [] });
  expect(await client.get(cluster, '/api/v1/pods')).toMatchObject({ ok: true });
});

it('reads its cluster while a busy service is waited for', async () => {
  handler = (request, response) =>
    request.url!.includes('/services/')
      ? busyFor('1')(request, response)
      : json(response, 200, { items: [] });
  const client = backend({ concurrency: 1, maxWaitMs: 1_500 });
  const raw = { timeoutMs: 1_000, maxBytes: 1_000 };
  const ended: string[] = [];
  const service = client
    .getRaw(cluster, '/api/v1/namespaces/m/services/p/proxy', raw)
    .then(() => ended.push('service'));
  const pods = client
    .get(cluster, '/api/v1/pods')
    .then(() => ended.push('pods'));
  await Promise.all([service, pods]);
  expect(ended).toEqual(['pods', 'service']);
});

it('tells of every request to a cluster', async () => {
  const requested = jest.fn();
  handler = (request, response) =>
    received.length === 2
      ? busyFor('0')(request, response)
      : json(response, 200, { items: [] });
  const client = backend({ requested, timeoutMs: 500 });
  await client.clusters();
  await client.get(cluster, '/api/v1/pods');
  handler = () => {};
  await client.get(cluster, '/api/v1/pods');
  expect(requested.mock.calls.flat()).toEqual([
    { cluster: 'c1', status: 429 },
    { cluster: 'c1', status: 200 },
    { cluster: 'c1', cause: 'timeout' },
  ]);
});

it.each<[string, Handler, string]>([
  ['no answer in time', () => {}, 'timeout'],
  [
    'a body that stalls',
    (_, response) => {
      response.writeHead(200).write('{"items":[');
    },
    'timeout',
  ],
  [
    'a body that breaks off',
    (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"items":[');
      setTimeout(() => response.destroy(), 20);
    },
    'malformed',
  ],
  [
    'a connection that breaks',
    request => request.socket.destroy(),
    'unreachable',
  ],
  [
    'a redirect',
    (_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    'query-failed',
  ],
])('survives %s', async (_, misbehave, cause) => {
  handler = misbehave;
  const answer = await backend({ timeoutMs: 200 }).get(cluster, '/api/v1/pods');
  expect(answer).toMatchObject({ ok: false, failure: { cause } });
});

it('stops when the evaluation does', async () => {
  handler = () => {};
  const controller = new AbortController();
  const pending = backend().get(cluster, '/api/v1/pods', {
    signal: controller.signal,
  });
  setTimeout(() => controller.abort(), 50);
  expect(await pending).toMatchObject({
    ok: false,
    failure: { cause: 'timeout' },
  });
});

it('asks one cluster only so many things at a time', async () => {
  let open = 0;
  let most = 0;
  handler = (_, response) => {
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
      json(response, 200, {});
    }, 20);
  };
  const client = backend({ concurrency: 2 });
  await Promise.all(
    [...Array(8).keys()].map(() => client.get(cluster, '/version')),
  );
  expect(most).toBe(2);
});

it('lists clusters with their access, and says why it cannot', async () => {
  handler = (_, response) =>
    json(response, 200, {
      items: [
        { name: 'c1', authProvider: 'serviceAccount' },
        { name: 'c2', authProvider: 'oidc' },
      ],
    });
  expect(await backend().clusters()).toEqual([
    { name: 'c1', access: { kind: 'bearer-token' } },
    {
      name: 'c2',
      access: { kind: 'needs-user-credentials', authProvider: 'oidc' },
    },
  ]);
  handler = (_, response) =>
    json(response, 404, {
      error: { name: 'NotFoundError', message: 'nothing here' },
    });
  await expect(backend().clusters()).rejects.toMatchObject({
    failure: { cause: 'not-configured' },
  });
});
