/** Reports over HTTP: from a tool's own file to a verdict, and everything that must not get in. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { startInstallation } from '../__testUtils__/installation';
import type { Installation } from '../__testUtils__/installation';
import { createTestStore, eachDatabase } from '../store/testing';

jest.setTimeout(600_000);

const databases = eachDatabase();
const ENTITY = 'component:default/web';
const NOW = new Date('2026-11-21T12:00:00Z');
const PASSED = JSON.stringify({
  metrics: {
    http_req_failed: { passes: 0, fails: 100, value: 0 },
    http_req_duration: { avg: 90, 'p(95)': 120 },
  },
});

describe.each(databases.eachSupportedId())('reports, on %s', id => {
  let portal: Installation;

  beforeAll(async () => {
    const { knex } = await createTestStore(databases, id);
    portal = await startInstallation({
      knex,
      clusters: {},
      start: NOW,
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'web', namespace: 'default', uid: 'u1' },
          spec: { type: 'service', owner: 'group:default/shop' },
          relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
        },
      ],
      library: {
        checksDir: join(__dirname, '..', '..', 'checks'),
        scorecardsDir: join(__dirname, '..', '__testUtils__', 'release'),
      },
      readiness: {
        reports: {
          sources: [
            {
              subject: 'external:test-service',
              types: ['load-test', 'unit-tests'],
              entities: { kind: 'Component' },
            },
          ],
          types: { 'load-test': { format: 'k6' } },
        },
      },
    });
    await portal.settle();
  });
  afterAll(() => portal?.stop());

  const send = (
    query: Record<string, string>,
    body: string | Buffer = PASSED,
    headers: Record<string, string> = {},
  ) =>
    request(portal.app)
      .post('/reports')
      .query({
        entityRef: ENTITY,
        type: 'load-test',
        runId: '1',
        time: '2026-11-21T11:00:00Z',
        ...query,
      })
      .set('Authorization', mockCredentials.service.header())
      .set('Content-Type', 'application/json')
      .set(headers)
      .send(body);

  it('opens a gate at once, once, and closes it by the clock', async () => {
    const verdict = async () =>
      (await portal.verdict(ENTITY, 'release')).verdict;
    expect(await verdict()).toBe('incomplete');

    const first = await send({});
    expect([first.status, first.body.format]).toEqual([201, 'k6']);
    expect(first.body.data.httpReqDurationMs).toEqual({ p95: 120 });
    expect(await verdict()).toBe('ready');
    const listed = await request(portal.app).get('/gates');
    expect(listed.body.items[0].state.verdict).toBe('ready');

    const again = await send({});
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    const other = await send({}, PASSED.replace('120', '130'));
    expect(other.status).toBe(409);

    portal.clock.pass(31 * 24 * 60);
    expect(await verdict()).toBe('incomplete');
    await portal.engine.sweep();
    const swept = await request(portal.app).get('/gates');
    expect(swept.body.items[0].state.verdict).toBe('incomplete');
  });

  it('keeps out-of-order arrivals right', async () => {
    const day = (hour: number) =>
      `2026-12-21T${String(hour).padStart(2, '0')}:00:00Z`;
    const slow = PASSED.replace('120', '900');
    expect((await send({ runId: '3', time: day(10) })).status).toBe(201);
    expect((await send({ runId: '2', time: day(9) }, slow)).status).toBe(201);
    expect((await portal.verdict(ENTITY, 'release')).verdict).toBe('ready');
    expect((await send({ runId: '4', time: day(11) }, slow)).status).toBe(201);
    expect(await portal.verdict(ENTITY, 'release')).toMatchObject({
      verdict: 'blocked',
      exitCode: 1,
    });
  });

  it('takes gzip', async () => {
    const answer = await send({ runId: 'gz' }, gzipSync(PASSED), {
      'Content-Encoding': 'gzip',
      'Content-Type': 'application/octet-stream',
    });
    expect(answer.status).toBe(201);
  });

  it.each([
    [
      'a type that the token may not send',
      { type: 'sbom' },
      PASSED,
      {},
      403,
      'may not send sbom',
    ],
    [
      'a time to come',
      { time: '2027-11-21T11:00:00Z' },
      PASSED,
      {},
      400,
      'time',
    ],
    ['no JSON', {}, '{', {}, 400, 'body'],
    [
      'a prototype',
      { runId: 'p' },
      '{"metrics":{"__proto__":{}}}',
      {},
      400,
      '__proto__',
    ],
    [
      'a bomb',
      { runId: 'b' },
      gzipSync(Buffer.alloc(64 * 1024 * 1024, 32)),
      {
        'Content-Encoding': 'gzip',
        'Content-Type': 'application/octet-stream',
      },
      413,
      'body',
    ],
    [
      'a document type',
      { type: 'unit-tests', format: 'junit', runId: 'd' },
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite>&a;</testsuite>',
      { 'Content-Type': 'application/xml' },
      400,
      'body',
    ],
    [
      'a form',
      { runId: 'f' },
      'a=b',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
      'form',
    ],
    ['a short commit', { commit: 'abc1234' }, PASSED, {}, 400, 'commit'],
    [
      'an entity that is not there',
      { entityRef: 'component:default/nothing' },
      PASSED,
      {},
      404,
      'nothing',
    ],
  ] as const)(
    'refuses %s in one line',
    async (_, query, body, headers, status, said) => {
      const answer = await send(query, body, headers);
      expect([answer.status, answer.body.error.message]).toEqual([
        status,
        expect.stringContaining(said),
      ]);
    },
  );

  it('judges a candidate by reports of its own, and by where it runs', async () => {
    const image = `sha256:${'c'.repeat(64)}`;
    const own = await send({
      runId: 'own',
      time: '2026-12-21T12:00:00Z',
      image,
    });
    expect(own.status).toBe(201);
    const answer = await request(portal.app).post('/verdicts').send({
      entityRef: ENTITY,
      scorecard: 'release',
      image,
      promotedFrom: 'staging',
    });
    expect(answer.body).toMatchObject({ verdict: 'incomplete', exitCode: 2 });
    expect(answer.body.reasons[0]).toMatchObject({
      item: 'candidate-runs',
      message: `staging does not run ${image}; it runs nothing`,
    });
    const unclear = await request(portal.app)
      .post('/verdicts')
      .send({ entityRef: ENTITY, scorecard: 'release', image });
    expect([unclear.status, unclear.body.error.message]).toEqual([
      400,
      expect.stringContaining('promotedFrom'),
    ]);
  });

  it('refuses a user who does not own the entity', async () => {
    const answer = await send({ runId: 'u' }, PASSED, {
      Authorization: mockCredentials.user.header('user:default/stranger'),
    });
    expect(answer.status).toBe(403);
  });

  it('lists what came, the newest run first, page by page', async () => {
    const page = async (cursor?: string) =>
      (
        await request(portal.app)
          .get('/reports')
          .query({ entityRef: ENTITY, limit: 2, ...(cursor && { cursor }) })
      ).body;
    const first = await page();
    expect(first.items.map((row: { runId: string }) => row.runId)).toEqual([
      'own',
      '4',
    ]);
    const second = await page(first.nextCursor);
    expect(second.items.map((row: { runId: string }) => row.runId)).toEqual([
      '3',
      '2',
    ]);
  });
});
