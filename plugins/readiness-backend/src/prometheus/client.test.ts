import { createServer, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { prometheusReader } from './client';

let server: Server;
let asked: number;
let answer: (response: ServerResponse) => void;

beforeEach(async () => {
  asked = 0;
  server = createServer((_, response) => {
    asked += 1;
    answer(response);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => {
    server.close(resolve);
  });
});

const EMPTY = '{"status":"success","data":{"resultType":"vector","result":[]}}';

function ask() {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const reader = prometheusReader(
    { at: { url, headers: {} }, timeoutMs: 5_000 },
    { name: 'east', access: { kind: 'bearer-token' } },
    { backend: { getRaw: jest.fn() }, extendedGrant: false },
  );
  return reader.query({ text: 'up', agoMs: 0 }, new Date());
}

it('waits for a Prometheus that is busy', async () => {
  answer = response =>
    asked === 1
      ? response.writeHead(429, { 'retry-after': '1' }).end()
      : response.end(EMPTY);
  expect(await ask()).toMatchObject({ ok: true, series: [] });
  expect(asked).toBe(2);
});

it('does not wait for ever', async () => {
  answer = response =>
    response.writeHead(503, { 'retry-after': '600' }).end('{}');
  expect(await ask()).toEqual({
    ok: false,
    failure: {
      cause: 'query-failed',
      message:
        'Prometheus is too busy: it answered 503 and asked for 600 s, and a request is put off for 30 s at most',
      busy: true,
    },
  });
  expect(asked).toBe(1);
});
