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
import { KubernetesBackend } from './kubernetesBackend';

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

function backend(options: { timeoutMs?: number; concurrency?: number } = {}) {
  return new KubernetesBackend({
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
  expect(answer).toEqual({ ok: true, body: { kind: 'PodList', items: [] } });
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
  expect(await backend().get(cluster, '/api/v1/pods')).toEqual({
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

it('gives up on a server that stays busy', async () => {
  handler = (_, response) =>
    json(
      response,
      429,
      { kind: 'Status', message: 'busy' },
      { 'retry-after': '0' },
    );
  const answer = await backend().get(cluster, '/api/v1/pods');
  expect(answer).toMatchObject({
    ok: false,
    failure: { cause: 'query-failed', message: 'busy' },
  });
  expect(received).toHaveLength(3);
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
