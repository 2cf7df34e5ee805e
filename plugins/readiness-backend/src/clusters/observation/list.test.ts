import { ClusterAnswer, readAnswer } from './answers';
import { Get, ServedResource } from './discover';
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
function script(...answers: ClusterAnswer[]): { get: Get; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    get: async path => {
      asked.push(path);
      return answers[Math.min(asked.length, answers.length) - 1];
    },
  };
}

const list = (get: Get, namespace?: string) =>
  listResource(get, { served, namespace, fields: {} }, new Sharing());
const names = (objects: { metadata: { name: string } }[]) =>
  objects.map(({ metadata }) => metadata.name);

it('follows pages, with the token encoded', async () => {
  const { get, asked } = script(page([item('a')], 'x/y='), page([item('b')]));
  const listed = await list(get, 'my ns');
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
  const { get, asked } = script(
    page(items, 't', 10 * each),
    page([item('last')]),
  );
  await list(get);
  expect(asked).toEqual([
    '/api/v1/configmaps?limit=250',
    `/api/v1/configmaps?limit=${limit}&continue=t`,
  ]);
});

it('gives items their kind back', async () => {
  const { get } = script(page([item('a')]));
  expect((await list(get)).objects[0]).toMatchObject({
    apiVersion: 'v1',
    kind: 'ConfigMap',
  });
});

it('goes on with the token of a 410, and keeps the newer of two copies', async () => {
  const { get, asked } = script(
    page([item('a'), item('old-name', 'b')], 't1'),
    status(410, 'too old', 't2'),
    page([item('new-name', 'b'), item('c')]),
  );
  const listed = await list(get);
  expect(names(listed.objects)).toEqual(['a', 'new-name', 'c']);
  expect(asked[2]).toContain('continue=t2');
});

it('starts again where a 410 has no token', async () => {
  const { get } = script(
    page([item('a')], 't1'),
    status(410, 'too old'),
    page([item('b')]),
  );
  expect(names((await list(get)).objects)).toEqual(['b']);
});

it('ends where every token is too old', async () => {
  const { get } = script(page([item('a')], 't1'), status(410, 'too old', 't2'));
  expect(await list(get)).toMatchObject({
    complete: false,
    failure: { message: 'too old' },
  });
});

it('asks once more for a page that failed, and then gives up', async () => {
  const failing = status(500, 'etcd');
  const again = script(page([item('a')], 't'), failing, page([item('b')]));
  expect(await list(again.get)).toMatchObject({ complete: true });
  const lost = script(page([item('a')], 't'), failing, failing);
  expect(await list(lost.get)).toMatchObject({
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
  const { get, asked } = script(answer);
  expect(await list(get)).toMatchObject({ complete: false });
  expect(asked).toHaveLength(1);
});

it('skips and counts what is no object', async () => {
  const { get } = script(
    page([
      null,
      'text',
      {},
      { metadata: {} },
      { metadata: { name: 3 } },
      item('a'),
    ]),
  );
  const listed = await list(get);
  expect(listed).toMatchObject({ complete: true, malformed: 5 });
  expect(names(listed.objects)).toEqual(['a']);
});

it('does not take an answer without items for an empty list', async () => {
  const { get } = script({
    ok: true,
    length: 100,
    body: { kind: 'ConfigMap', metadata: {} },
  });
  expect(await list(get)).toMatchObject({
    complete: false,
    failure: { cause: 'malformed' },
  });
});

it('takes items that are null for an empty list', async () => {
  const { get } = script({
    ok: true,
    length: 100,
    body: { kind: 'PodMetricsList', items: null },
  });
  expect(await list(get)).toEqual({
    complete: true,
    objects: [],
    malformed: 0,
  });
});
