/** What is no use is refused with one line that names it, and no error says more than it should. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { TestDatabases } from '@backstage/backend-test-utils';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { startInstallation, TEST_LIBRARY } from '../__testUtils__/installation';
import type { Installation } from '../__testUtils__/installation';
import type { Backstage } from '../clusters/__testUtils__/backstage';
import { createTestStore, eachDatabase } from '../store/testing';

jest.setTimeout(60_000);

const databases: TestDatabases = eachDatabase();

const ENTITY = '/entities/component/default/api';
const SCORECARD = `${ENTITY}/scorecards/service`;
/** Names the clusters, and lets none of them be read. */
async function startClusterList() {
  const app = express().get('/api/kubernetes/clusters', (_, res) => {
    res.json({ items: [{ name: 'east', authProvider: 'serviceAccount' }] });
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const getBaseUrl = async (plugin: string) =>
    `http://127.0.0.1:${port}/api/${plugin}`;
  return {
    discovery: { getBaseUrl, getExternalBaseUrl: getBaseUrl },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const GETS: [string, number, RegExp][] = [
  ['/gates?colour=red', 400, /colour/],
  ['/gates?limit=0', 400, /limit/],
  ['/gates?limit=501', 400, /limit/],
  ['/gates?limit=ten', 400, /limit/],
  ['/gates?sort=colour', 400, /sort/],
  ['/gates?order=up', 400, /order/],
  ['/gates?verdict=purple', 400, /verdict/],
  ['/gates?cursor=bm9uc2Vuc2U', 400, /cursor/],
  ['/gates?cursor=%7B%7D', 400, /cursor/],
  [`/gates?cursor=${'x'.repeat(2001)}`, 400, /cursor/],
  [`/gates?q=${'x'.repeat(201)}`, 400, /q must NOT have more/],
  ['/gates?q=%00', 400, /q: holds the character NUL/],
  ['/gates?owner=a%00b', 400, /owner: holds the character NUL/],
  ['/gates?environment=%00', 400, /environment: holds the character NUL/],
  ['/gates/summary?groupBy=colour', 400, /groupBy/],
  ['/gates/summary?limit=1', 400, /limit/],
  ['/scorecards/no-such', 404, /no scorecard no-such; known: service/],
  ['/checks/no-such', 404, /no check no-such/],
  ['/checks/constructor', 404, /no check constructor/],
  ['/evaluations/no-such', 404, /no evaluation no-such/],
  ['/evaluations/%00', 400, /path: holds the character NUL/],
  ['/entities/component/default/nobody', 404, /component:default\/nobody/],
  ['/entities/component/default/a%2Fb', 400, /name: "a\/b"/],
  ['/entities/a:b/default/api', 400, /kind: "a:b"/],
  ['/entities/component/default/%E0%A4%A', 400, /malformed uri/],
  [`${ENTITY}/scorecards/no-such`, 404, /no scorecard no-such/],
  [`${ENTITY}/scorecards/no-such/timeline`, 404, /no scorecard no-such/],
  [`${SCORECARD}/timeline?limit=0`, 400, /limit/],
  [`${SCORECARD}/timeline?before=yesterday`, 400, /before/],
  [`${SCORECARD}/timeline?before=2026-13-45T00:00:00Z`, 400, /before/],
  [`${SCORECARD}/timeline?before=2026-12-31T23:59:60Z`, 400, /before/],
];

const VERDICT = { entityRef: 'component:default/api', scorecard: 'service' };
const POSTS: [string, unknown, number, RegExp][] = [
  ['/verdicts', {}, 400, /entityRef/],
  ['/verdicts', { entityRef: 'component:default/api' }, 400, /scorecard/],
  ['/verdicts', { ...VERDICT, colour: 'red' }, 400, /colour|additional/],
  ['/verdicts', { ...VERDICT, entityRef: 'a:b:c' }, 400, /entityRef|name/],
  ['/verdicts', { ...VERDICT, entityRef: 'a/b/c' }, 400, /entityRef|name/],
  ['/verdicts', { ...VERDICT, entityRef: 42 }, 400, /entityRef/],
  [
    '/verdicts',
    { ...VERDICT, entityRef: 'a\u0000bc' },
    400,
    /entityRef: holds/,
  ],
  ['/verdicts', { ...VERDICT, scorecard: 'a\u0000b' }, 400, /scorecard: holds/],
  [
    '/verdicts',
    { ...VERDICT, maxAge: 'soon' },
    400,
    /maxAge: "soon" is no ISO/,
  ],
  ['/verdicts', { ...VERDICT, maxAge: '-PT5M' }, 400, /maxAge/],
  ['/verdicts', { ...VERDICT, maxAge: '' }, 400, /maxAge/],
  ['/verdicts', { ...VERDICT, maxAge: 'P'.repeat(41) }, 400, /maxAge/],
  ['/evaluations', {}, 400, /entityRef or cluster/],
  ['/evaluations', { ...VERDICT }, 400, /scorecard|additional/],
  ['/evaluations', { entityRef: 'x:y', cluster: 'east' }, 400, /one of them/],
  ['/evaluations', { cluster: 'nowhere' }, 404, /cluster nowhere/],
  ['/evaluations', { entityRef: 'component:default/nobody' }, 404, /nobody/],
  ['/evaluations', [], 400, /body/],
];

describe.each(databases.eachSupportedId())('what is refused, on %s', id => {
  let knex: Knex;
  let portal: Installation;
  let backstage: Backstage;

  beforeAll(async () => {
    backstage = await startClusterList();
    ({ knex } = await createTestStore(databases, id));
    portal = await startInstallation({
      knex,
      backstage,
      clusters: { east: { url: 'http://127.0.0.1:1' } },
      library: TEST_LIBRARY,
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'api', namespace: 'default' },
          spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
        },
      ],
    });
    await portal.settle();
  });
  afterAll(() => backstage.stop());

  /** One line, in the shape of the document, and nothing of what is behind it. */
  const expectClean = ({ body, text }: request.Response) => {
    expect(body.error).toEqual({
      name: expect.any(String),
      message: expect.stringMatching(/^[^\n]{1,1000}$/),
    });
    expect(text).not.toMatch(
      /\bat .*\.[jt]s|node_modules|select |insert |SQLITE|mock-\w+-token/i,
    );
  };

  it.each(GETS)('GET %s is a %i', async (url, status, message) => {
    const answer = await request(portal.app).get(url);
    expect(answer.body.error?.message).toMatch(message);
    expect(answer.status).toBe(status);
    expectClean(answer);
  });

  it.each(POSTS)('POST %s %j is a %i', async (url, body, status, message) => {
    const answer = await request(portal.app)
      .post(url)
      .send(body as object);
    expect(answer.body.error?.message).toMatch(message);
    expect(answer.status).toBe(status);
    expectClean(answer);
  });

  it.each([
    ['that is broken', '{"entityRef": "component:def', 'application/json', 400],
    [
      'that is too large',
      JSON.stringify({ ...VERDICT, maxAge: 'x'.repeat(110_000) }),
      'application/json',
      413,
    ],
    ['of another type', '<a/>', 'application/xml', 400],
    ['that is missing', '', 'application/json', 400],
  ])('a body %s', async (_, body, type, status) => {
    const answer = await request(portal.app)
      .post('/verdicts')
      .set('content-type', type)
      .send(body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(/body|media type/);
    expectClean(answer);
  });

  it('takes a ref of any case, and an unknown scorecard as no gate', async () => {
    const answer = await request(portal.app)
      .post('/verdicts')
      .send({ entityRef: 'Component:Default/API', scorecard: 'no-such' });
    expect(answer.body).toMatchObject({
      entityRef: 'component:default/api',
      exitCode: 4,
      message: 'There is no scorecard no-such',
    });
  });
});

describe('what nobody expected', () => {
  const { NODE_ENV } = process.env;
  const setNodeEnv = (value?: string) =>
    Object.assign(process.env, { NODE_ENV: value });

  afterEach(() => setNodeEnv(NODE_ENV));

  it.each(['development', 'production'])(
    'is told to the log alone, in %s',
    async environment => {
      setNodeEnv(environment);
      const { knex } = await createTestStore(databases, 'SQLITE_3');
      const backstage = await startClusterList();
      const portal = await startInstallation({
        knex,
        backstage,
        clusters: {},
        library: TEST_LIBRARY,
        entities: [],
      });
      await knex.schema.dropTable('gates');
      const answer = await request(express().use(portal.router)).get(
        '/gates?q=looked-for',
      );
      expect(answer.status).toBe(500);
      expect(answer.body.error).toEqual({
        name: 'InternalError',
        message: expect.stringMatching(
          /^Something went wrong; the log says more under [\w-]{36}$/,
        ),
      });
      expect(answer.text).not.toMatch(/select|gates as|no such table/);
      const id = /under (.*)$/.exec(answer.body.error.message)?.[1];
      expect(portal.logged.find(line => line.includes(id!))).toContain(
        'no such table',
      );
      await backstage.stop();
    },
  );
});
