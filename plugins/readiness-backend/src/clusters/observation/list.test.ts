import limiterFactory from 'p-limit';
import { ClusterAnswer, readAnswer } from './answers';
import { Read, ServedResource } from './discover';
import { listResource } from './list';
import { Sharing } from '../sharing';

const served: ServedResource = {
  resource: 'configmaps',
  apiPath: '/api/v1',
  apiVersion: 'v1',
  plural: 'configmaps',
  kind: 'ConfigMap',
  namespaced: true,
  verbs: ['list'],
};
const item = (name: string, uid = name) => ({
  metadata: { name, uid, namespace: 'n' },
});
const page = (names: unknown[], token = '', length = 1_000): ClusterAnswer => ({
  ok: true,
  length,
  body: { kind: 'ConfigMapList', metadata: { continue: token }, items: names },
});
const status = (code: number, message: string, token?: string) =>
  readAnswer({
    status: code,
    body: JSON.stringify({
      kind: 'Status',
      message,
      metadata: token ? { continue: token } : {},
    }),
  });

/** Gives the answers one after the other, and keeps what was asked. */
function script(...answers: ClusterAnswer[]): { read: Read; asked: string[] } {
  const asked: string[] = [];
  const inTurn = limiterFactory(1);
  return {
    asked,
    read: async (path, _accept, use) => {
      asked.push(path);
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      return inTurn(async () => use(answer));
    },
  };
}

const list = (read: Read, namespace?: string) =>
  listResource(read, { served, namespace, fields: {} }, new Sharing());
const names = (objects: { metadata: { name: string } }[]) =>
  objects.map(({ metadata }) => metadata.name);

it('follows pages, with the token encoded', async () => {
  const { read, asked } = script(page([item('a')], 'x/y='), page([item('b')]));
  const listed = await list(read, 'my ns');
  expect(listed).toMatchObject({ complete: true, malformed: 0 });
  expect(names(listed.objects)).toEqual(['a', 'b']);
  expect(asked).toEqual([
    '/api/v1/namespaces/my%20ns/configmaps?limit=250',
    '/api/v1/namespaces/my%20ns/configmaps?limit=500&continue=x%2Fy%3D',
  ]);
});

it.each([
  ['large', 10_000, 100],
  ['huge', 1_000_000, 50],
  ['small', 100, 500],
])('asks for pages that %s objects fill', async (_, each, limit) => {
  const items = Array.from({ length: 10 }, (_item, at) => item(`${at}`));
  const { read, asked } = script(
    page(items, 't', 10 * each),
    page([item('last')]),
  );
  await list(read);
  expect(asked).toEqual([
    '/api/v1/configmaps?limit=250',
    `/api/v1/configmaps?limit=${limit}&continue=t`,
  ]);
});

it('gives items their kind back', async () => {
  const { read } = script(page([item('a')]));
  expect((await list(read)).objects[0]).toMatchObject({
    apiVersion: 'v1',
    kind: 'ConfigMap',
  });
});

it('goes on with the token of a 410, and keeps the newer of two copies', async () => {
  const { read, asked } = script(
    page([item('a'), item('old-name', 'b')], 't1'),
    status(410, 'too old', 't2'),
    page([item('new-name', 'b'), item('c')]),
  );
  const listed = await list(read);
  expect(names(listed.objects)).toEqual(['a', 'new-name', 'c']);
  expect(asked[2]).toContain('continue=t2');
});

it('starts again where a 410 has no token', async () => {
  const { read } = script(
    page([item('a')], 't1'),
    status(410, 'too old'),
    page([item('b')]),
  );
  expect(names((await list(read)).objects)).toEqual(['b']);
});

it('ends where every token is too old', async () => {
  const { read } = script(
    page([item('a')], 't1'),
    status(410, 'too old', 't2'),
  );
  expect(await list(read)).toMatchObject({
    complete: false,
    failure: { message: 'too old' },
  });
});

it('asks once more for a page that failed, and then gives up', async () => {
  const failing = status(500, 'etcd');
  const again = script(page([item('a')], 't'), failing, page([item('b')]));
  expect(await list(again.read)).toMatchObject({ complete: true });
  const lost = script(page([item('a')], 't'), failing, failing);
  expect(await list(lost.read)).toMatchObject({
    complete: false,
    failure: { cause: 'query-failed', message: 'etcd' },
  });
  expect(lost.asked).toHaveLength(3);
});

const TOO_BUSY = {
  cause: 'query-failed',
  message: 'too busy',
  busy: true,
} as const;

it.each<[string, ClusterAnswer]>([
  ['forbidden', status(403, 'no')],
  ['not served', readAnswer({ status: 404, body: '404 page not found' })],
  ['too busy', { ok: false, failure: TOO_BUSY } as const],
])('does not ask again when it is %s', async (_, answer) => {
  const { read, asked } = script(answer);
  expect(await list(read)).toMatchObject({ complete: false });
  expect(asked).toHaveLength(1);
});

it('skips and counts what is no object', async () => {
  const { read } = script(
    page([
      null,
      'text',
      {},
      { metadata: {} },
      { metadata: { name: 3 } },
      item('a'),
    ]),
  );
  const listed = await list(read);
  expect(listed).toMatchObject({ complete: true, malformed: 5 });
  expect(names(listed.objects)).toEqual(['a']);
});

it('does not take an answer without items for an empty list', async () => {
  const { read } = script({
    ok: true,
    length: 100,
    body: { kind: 'ConfigMap', metadata: {} },
  });
  expect(await list(read)).toMatchObject({
    complete: false,
    failure: { cause: 'malformed' },
  });
});

it('takes items that are null for an empty list', async () => {
  const { read } = script({
    ok: true,
    length: 100,
    body: { kind: 'PodMetricsList', items: null },
  });
  expect(await list(read)).toEqual({
    complete: true,
    objects: [],
    malformed: 0,
  });
});

it('asks for the next page while one is collected', async () => {
  const { read, asked } = script(page([item('a')], 't'), page([item('b')]));
  let askedBefore = 0;
  const watched: Read = (path, accept, use) =>
    read(path, accept, async answer => {
      const used = await use(answer);
      askedBefore ||= asked.length;
      return used;
    });
  await list(watched);
  expect(askedBefore).toBe(2);
});

it('asks no further where a sign of life says that the shard is lost', async () => {
  const pages = ['t1', 't2', 't3', 't4', ''].map(token =>
    page([item(`before ${token}`)], token),
  );
  const { read, asked } = script(...pages);
  const lost = new Error('the shard is lost');
  const losing: Read = async (path, accept, use) => {
    await read(path, accept, use);
    throw lost;
  };
  await expect(list(losing)).rejects.toBe(lost);
  await new Promise(resolve => {
    setTimeout(resolve, 50);
  });
  expect(asked.length).toBeLessThanOrEqual(2);
});

it('ends with what ends the reading', async () => {
  const { read } = script(page([item('a')], 't'), page([item('b')]));
  const lost = new Error('the shard is lost');
  const losing: Read = (path, accept, use) =>
    path.includes('continue') ? Promise.reject(lost) : read(path, accept, use);
  await expect(list(losing)).rejects.toBe(lost);
});
