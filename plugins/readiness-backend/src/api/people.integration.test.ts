/**
 * What people and tools say, over HTTP, with a clock that the test turns and no cluster at all: every word
 * opens the gate at once and closes it at its end, in the verdict, the list and the counts; and what two do
 * at the same moment has one outcome.
 */
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { startInstallation, TEST_LIBRARY } from '../__testUtils__/installation';
import type { Installation } from '../__testUtils__/installation';
import { createTestStore, eachDatabase } from '../store/testing';

jest.setTimeout(180_000);

const databases = eachDatabase();
const ENTITY = 'component:default/web';
const GATE = { entityRef: ENTITY, scorecard: 'people' };
const DAY = 24 * 60;

const startPortal = async (knex: Knex) => {
  const portal = await startInstallation({
    knex,
    clusters: {},
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'web', namespace: 'default', uid: 'u1' },
        spec: { type: 'service', owner: 'group:default/shop' },
        relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
      },
    ],
    groups: [
      'group:default/shop',
      'group:default/security',
      'group:default/deciders',
    ],
    library: {
      ...TEST_LIBRARY,
      scorecardsDir: join(__dirname, '..', '__testUtils__', 'people'),
    },
    readiness: {
      reports: {
        types: {
          'load-test': {
            format: 'json',
            fields: { passed: { type: 'boolean', required: true } },
          },
        },
      },
    },
  });
  await portal.settle();
  return portal;
};

/** What each may do in a portal; every call gives the answer, whatever its status. */
function speakers(portal: Installation) {
  let runs = 0;
  const inDays = (days: number) =>
    new Date(portal.clock.now.getTime() + days * DAY * 60_000).toISOString();
  const post = (user: string, url: string, body: object) =>
    request(portal.app)
      .post(url)
      .set('authorization', mockCredentials.user.header(`user:default/${user}`))
      .send(body);
  const request_ = (days: number, more: object = {}) =>
    post('ada', '/waivers', {
      ...GATE,
      item: 'people.waived',
      reason: 'The team is new.',
      until: inDays(days),
      ...more,
    });
  return {
    post,
    inDays,
    attest: (days: number) =>
      post('ada', '/attestations', {
        ...GATE,
        item: 'people.attested',
        until: inDays(days),
      }),
    approve: (decision = 'approve', reason?: string) =>
      post('ivan', '/approvals', {
        ...GATE,
        item: 'people.approved',
        decision,
        reason,
      }),
    report: (passed = true, runId = `run-${(runs += 1)}`) =>
      post('ada', '/reports', { passed }).query({
        entityRef: ENTITY,
        type: 'load-test',
        runId,
        time: portal.clock.now.toISOString(),
      }),
    requestWaiver: request_,
    revoke: (url: string) =>
      request(portal.app)
        .delete(url)
        .set('authorization', mockCredentials.user.header('user:default/ada'))
        .query({ reason: 'It is no longer so.' }),
    decide: (user: string, id: string, decision = 'approve') =>
      post(user, `/waivers/${id}/decision`, { decision, reason: 'We looked.' }),
    waive: async (days: number) => {
      const { body } = await request_(days);
      return post('grace', `/waivers/${body.id}/decision`, {
        decision: 'approve',
      });
    },
  };
}

/** The same verdict, as three routes tell it. */
async function toldOf(portal: Installation) {
  const { verdict } = await portal.verdict(ENTITY, 'people');
  const { body: list } = await request(portal.app).get('/gates');
  const { body: summary } = await request(portal.app).get('/gates/summary');
  const [{ ready, blocked, incomplete }] = summary.groups;
  return {
    verdict,
    list: list.items[0].state.verdict,
    summary: Object.entries({ ready, blocked, incomplete }).find(
      ([, count]) => count === 1,
    )?.[0],
  };
}
const everywhere = (verdict: string) => ({
  verdict,
  list: verdict,
  summary: verdict,
});

describe.each(databases.eachSupportedId())('what people say, on %s', id => {
  let portal: Installation;
  let say: ReturnType<typeof speakers>;
  /** Lets time pass and the lists follow; no cluster is read, since there is none. */
  const pass = async (minutes: number) => {
    portal.clock.pass(minutes);
    await portal.engine.sweep();
  };

  beforeAll(async () => {
    const { knex } = await createTestStore(databases, id);
    portal = await startPortal(knex);
    say = speakers(portal);
  });
  afterAll(() => portal?.stop());

  it('opens the gate word by word, at once', async () => {
    expect(await toldOf(portal)).toEqual(everywhere('incomplete'));
    const statuses = [
      (await say.report()).status,
      (await say.attest(10)).status,
      (await say.waive(20)).status,
    ];
    expect(statuses).toEqual([201, 201, 200]);
    expect(await toldOf(portal)).toEqual(everywhere('incomplete'));
    expect((await say.approve()).status).toBe(201);
    expect(await toldOf(portal)).toEqual(everywhere('ready'));
  });

  const ENDS: [string, number, () => Promise<unknown>][] = [
    ['an attestation', 10, () => say.attest(90)],
    ['a waiver', 20, () => say.waive(90)],
    ['a report', 30, () => say.report()],
    ['an approval', 45, () => say.approve()],
  ];
  let day = 0;

  it.each(ENDS)(
    'closes at the end of %s, after %i days, and opens again with a new one',
    async (_, end, renew) => {
      await pass((end - day) * DAY - 1);
      expect(await toldOf(portal)).toEqual(everywhere('ready'));
      portal.clock.pass(1);
      // The verdict needs no sweep.
      expect((await portal.verdict(ENTITY, 'people')).verdict).toBe(
        'incomplete',
      );
      await pass(0);
      expect(await toldOf(portal)).toEqual(everywhere('incomplete'));
      await renew();
      expect(await toldOf(portal)).toEqual(everywhere('ready'));
      day = end;
    },
  );

  it('closes when a word is taken back, and at the end of a broken glass, a day later at most', async () => {
    const { body } = await request(portal.app)
      .get('/attestations')
      .query({ status: 'valid' });
    for (const { id: attestation } of body.items)
      await say.revoke(`/attestations/${attestation}`);
    expect(await toldOf(portal)).toEqual(everywhere('incomplete'));
    const glass = { item: 'people.attested', breakGlass: true };
    const tooLong = await say.requestWaiver(1.1, glass);
    expect(tooLong.body.error.message).toMatch(/at most 24 hours/);
    await say.requestWaiver(1, glass);
    expect(await toldOf(portal)).toEqual(everywhere('ready'));
    await pass(DAY);
    expect(await toldOf(portal)).toEqual(everywhere('incomplete'));
  });
});

describe.each(databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3'))(
  'what two say at the same moment, to two replicas on %s',
  id => {
    const ROUNDS = Array.from({ length: 8 }, (_, round) => round);
    let replicas: Installation[];
    let here: ReturnType<typeof speakers>;
    let there: ReturnType<typeof speakers>;

    beforeAll(async () => {
      const { knex } = await createTestStore(databases, id);
      replicas = [await startPortal(knex), await startPortal(knex)];
      [here, there] = replicas.map(speakers);
    });
    afterAll(() => Promise.all((replicas ?? []).map(portal => portal.stop())));

    it.each(ROUNDS)('decides a waiver once (%i)', async () => {
      const { body: asked } = await here.requestWaiver(30);
      const answers = await Promise.all([
        here.decide('grace', asked.id, 'approve'),
        there.decide('heidi', asked.id, 'deny'),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [won] = answers.filter(({ status }) => status === 200);
      const { body } = await request(replicas[0].app).get(
        `/waivers/${asked.id}`,
      );
      expect(body).toMatchObject({
        status: won.body.status,
        events: [{ by: won.body.events[0].by }],
      });
      await here.revoke(`/waivers/${asked.id}`);
    });

    it.each(ROUNDS)('takes a report once (%i)', async round => {
      const same = await Promise.all([
        here.report(true, `same-${round}`),
        there.report(true, `same-${round}`),
        here.report(true, `same-${round}`),
      ]);
      expect(same.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      expect(new Set(same.map(({ body }) => body.id)).size).toBe(1);
      const other = await Promise.all([
        here.report(true, `other-${round}`),
        there.report(false, `other-${round}`),
      ]);
      expect(other.map(({ status }) => status).sort()).toEqual([201, 409]);
      const { body } = await request(replicas[1].app).get('/reports');
      const runs = body.items.map(({ runId }: { runId: string }) => runId);
      expect(
        runs.filter((run: string) => run.endsWith(`-${round}`)),
      ).toHaveLength(2);
    });

    it.each(ROUNDS)(
      'signs what it was, or lapses with what it became (%i)',
      async round => {
        for (const { clock } of replicas) clock.pass(1);
        await here.report(true, `good-${round}`);
        for (const { clock } of replicas) clock.pass(1);
        const [approval, bad] = await Promise.all([
          here.approve(),
          there.report(false, `bad-${round}`),
        ]);
        expect([approval.status, bad.status]).toEqual([201, 201]);
        const { body } = await request(replicas[0].app).get(
          `/approvals/${approval.body.id}`,
        );
        const signed = body.snapshot.items.find(
          ({ id: item }: { id: string }) => item === 'people.reported',
        );
        const lapsed = signed.result === 'pass';
        expect(body.status).toBe(lapsed ? 'lapsed' : 'approved');
        const timeline = await request(replicas[0].app).get(
          '/entities/component/default/web/scorecards/people/timeline?limit=20',
        );
        const told = timeline.body.items.filter(
          ({ evidence }: { evidence: Record<string, string> }) =>
            evidence.decision === body.id && evidence.action === 'lapsed',
        );
        expect(told).toHaveLength(lapsed ? 1 : 0);
        expect(await toldOf(replicas[1])).toEqual(everywhere('blocked'));
      },
    );
  },
);
