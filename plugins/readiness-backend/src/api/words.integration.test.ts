/** The rules of words, over HTTP: what is refused and in which words, and what follows from what is taken. */
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import request from 'supertest';
import { startInstallation, TEST_LIBRARY } from '../__testUtils__/installation';
import type { Installation } from '../__testUtils__/installation';
import { createTestStore, eachDatabase } from '../store/testing';

jest.setTimeout(120_000);

const databases = eachDatabase();
const DAY_MS = 86_400_000;

const component = (name: string, tag: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', uid: name, tags: [tag] },
  spec: { type: 'service', owner: 'group:default/shop' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
});

let portal: Installation;

beforeAll(async () => {
  const { knex } = await createTestStore(databases, 'SQLITE_3');
  portal = await startInstallation({
    knex,
    clusters: {},
    entities: [
      component('web', 'shop'),
      component('cart', 'shop'),
      component('mail', 'other'),
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
  });
  await portal.settle();
});
afterAll(() => portal?.stop());

const inDays = (days: number) =>
  new Date(portal.clock.now.getTime() + days * DAY_MS).toISOString();
const as = (user: string) =>
  mockCredentials.user.header(`user:default/${user}`);
const post = (user: string, url: string, body: object) =>
  request(portal.app).post(url).set('authorization', as(user)).send(body);
const WEB = 'component:default/web';
const ATTEST = { entityRef: WEB, scorecard: 'people', item: 'people.attested' };
const APPROVE = {
  entityRef: WEB,
  scorecard: 'people',
  item: 'people.approved',
  decision: 'approve',
};
const WAIVE = () => ({
  entityRef: WEB,
  scorecard: 'people',
  item: 'people.waived',
  reason: 'The team is new.',
  until: inDays(30),
});

describe('what is refused', () => {
  const REFUSED: [string, string, () => object, number, RegExp][] = [
    [
      '/attestations',
      'no scorecard',
      () => ({ ...ATTEST, scorecard: 'gone' }),
      404,
      /no scorecard gone/,
    ],
    [
      '/attestations',
      'no item',
      () => ({ ...ATTEST, item: 'people.gone' }),
      400,
      /item: .* no item people.gone/,
    ],
    [
      '/attestations',
      'an item that asks for none',
      () => ({ ...ATTEST, item: 'people.approved' }),
      400,
      /item: people.approved asks nobody for an attestation/,
    ],
    [
      '/attestations',
      'an end that is past',
      () => ({ ...ATTEST, until: inDays(-1) }),
      400,
      /until: .* not in the future/,
    ],
    [
      '/attestations',
      'an end without a zone',
      () => ({ ...ATTEST, until: '2026-12-24T12:00' }),
      400,
      /until: .* with its zone/,
    ],
    [
      '/attestations',
      'an end beyond the check',
      () => ({ ...ATTEST, until: inDays(91) }),
      400,
      /until: .* at most P90D/,
    ],
    [
      '/attestations',
      'a place where it does not live',
      () => ({ ...ATTEST, environment: 'moon' }),
      400,
      /environment: .* moon/,
    ],
    [
      '/attestations',
      'a link that runs',
      () => ({ ...ATTEST, link: 'data:text/html,hi' }),
      400,
      /link/,
    ],
    [
      '/attestations',
      'the character NUL',
      () => ({ ...ATTEST, statement: 'a\u0000b' }),
      400,
      /statement: holds the character NUL/,
    ],
    [
      '/attestations',
      'an entity that is not there',
      () => ({ ...ATTEST, entityRef: 'component:default/gone' }),
      404,
      /component:default\/gone/,
    ],
    [
      '/attestations',
      'a field that nobody knows',
      () => ({ ...ATTEST, by: 'user:default/boss' }),
      400,
      /by|additional/,
    ],
    [
      '/approvals',
      'declining without a reason',
      () => ({ ...APPROVE, decision: 'decline' }),
      400,
      /reason: it takes a reason to decline/,
    ],
    [
      '/approvals',
      'a decision that is none',
      () => ({ ...APPROVE, decision: 'maybe' }),
      400,
      /decision/,
    ],
    [
      '/approvals',
      'a later step first',
      () => ({ ...APPROVE, scorecard: 'steps', item: 'steps.second' }),
      409,
      /steps.second comes after steps.first/,
    ],
    [
      '/waivers',
      'neither entity nor predicate',
      () => ({ ...WAIVE(), entityRef: undefined }),
      400,
      /entityRef or predicate, one of them/,
    ],
    [
      '/waivers',
      'both of them',
      () => ({ ...WAIVE(), predicate: { kind: 'Component' } }),
      400,
      /entityRef or predicate, one of them/,
    ],
    [
      '/waivers',
      'a predicate that is none',
      () => ({
        ...WAIVE(),
        entityRef: undefined,
        predicate: { kind: { $like: 'x' } },
      }),
      400,
      /predicate/,
    ],
    [
      '/waivers',
      'a predicate that matches nothing',
      () => ({ ...WAIVE(), entityRef: undefined, predicate: { kind: 'API' } }),
      400,
      /predicate: 0 entities match/,
    ],
    [
      '/waivers',
      'longer than the item allows',
      () => ({ ...WAIVE(), until: inDays(91) }),
      400,
      /until: .* at most 90 days/,
    ],
    [
      '/waivers',
      'an item that cannot be waived',
      () => ({ ...WAIVE(), scorecard: 'steps', item: 'steps.read' }),
      400,
      /item: steps.read cannot be waived/,
    ],
    [
      '/waivers',
      'a cluster where nothing is open',
      () => ({ ...WAIVE(), cluster: 'mars' }),
      400,
      /nothing of people.waived is open on mars/,
    ],
    [
      '/waivers',
      'renewing what is not there',
      () => ({ ...WAIVE(), renews: 'gone' }),
      400,
      /renews: gone is no waiver/,
    ],
    [
      '/waivers',
      'a reason of blanks',
      () => ({ ...WAIVE(), reason: '     ' }),
      400,
      /reason: it takes a reason/,
    ],
    [
      '/waivers/gone/decision',
      'a waiver that is not there',
      () => ({ decision: 'approve' }),
      404,
      /no waiver gone/,
    ],
  ];

  it.each(REFUSED)('%s: %s', async (url, _, body, status, message) => {
    const answer = await post('ada', url, body());
    expect(`${answer.status} ${answer.body.error?.message}`).toMatch(message);
    expect(answer.status).toBe(status);
  });
});

it('denies with a reason, and a request that was denied is asked anew', async () => {
  const { body: asked } = await post('ada', '/waivers', WAIVE());
  const url = `/waivers/${asked.id}/decision`;
  const bare = await post('grace', url, { decision: 'deny' });
  expect(bare.body.error.message).toMatch(/it takes a reason to deny/);
  const denied = await post('grace', url, {
    decision: 'deny',
    reason: 'Not again.',
  });
  expect(denied.body).toMatchObject({
    status: 'denied',
    events: [{ by: 'user:default/grace', reason: 'Not again.' }],
  });
  const again = await post('heidi', url, { decision: 'approve' });
  expect(`${again.status} ${again.body.error.message}`).toMatch(
    /^409 .*denied already, by user:default\/grace/,
  );
});

it('waives in bulk what matched when it was asked, and counts renewals', async () => {
  const bulk = {
    ...WAIVE(),
    entityRef: undefined,
    predicate: { 'metadata.tags': { $contains: 'shop' } },
  };
  const preview = await post('ada', '/waivers', { ...bulk, dryRun: true });
  expect(
    preview.body.entities.map((it: { entityRef: string }) => it.entityRef),
  ).toEqual(['component:default/cart', 'component:default/web']);
  const { body: asked } = await post('ada', '/waivers', bulk);
  await post('grace', `/waivers/${asked.id}/decision`, { decision: 'approve' });
  const resultOf = async (name: string) => {
    const { body } = await request(portal.app).get(
      `/entities/component/default/${name}/scorecards/people`,
    );
    return body.sections[0].items.find(
      (item: { id: string }) => item.id === 'people.waived',
    ).result;
  };
  expect([
    await resultOf('web'),
    await resultOf('cart'),
    await resultOf('mail'),
  ]).toEqual(['waived', 'waived', 'pending']);

  const wider = await post('ada', '/waivers', {
    ...WAIVE(),
    entityRef: 'component:default/mail',
    renews: asked.id,
  });
  expect(wider.body.error.message).toMatch(
    /does not name component:default\/mail/,
  );
  const renewed = await post('ada', '/waivers', {
    ...WAIVE(),
    renews: asked.id,
    until: inDays(60),
  });
  expect(renewed.body).toMatchObject({
    renewals: 1,
    renews: asked.id,
    status: 'requested',
  });
});

it('signs in order, keeps what was signed, and shows a decline with its reason', async () => {
  const sign = (item: string, more: object = {}) =>
    post('ivan', '/approvals', {
      entityRef: WEB,
      scorecard: 'steps',
      item,
      decision: 'approve',
      ...more,
    });
  const declined = await sign('steps.first', {
    decision: 'decline',
    reason: 'Read it first.',
  });
  expect(declined.body).toMatchObject({
    status: 'declined',
    reason: 'Read it first.',
  });
  const gate = await request(portal.app).get(
    '/entities/component/default/web/scorecards/steps',
  );
  const [, first] = gate.body.sections[0].items;
  expect(first.result).toBe('fail');
  expect((await sign('steps.second')).status).toBe(409);
  portal.clock.pass(1);
  const signed = await sign('steps.first');
  expect((await sign('steps.second')).status).toBe(201);

  await post('ada', '/attestations', {
    entityRef: WEB,
    scorecard: 'steps',
    item: 'steps.read',
  });
  const { body } = await request(portal.app).get(
    `/approvals/${signed.body.id}`,
  );
  expect(body.status).toBe('approved');
  // As it was, not as it is.
  expect(body.snapshot.items).toEqual([
    expect.objectContaining({ id: 'steps.read', result: 'pending' }),
  ]);
});

it('puts a broken glass into the queue of those who decide, who review it', async () => {
  const { body: glass } = await post('ada', '/waivers', {
    ...WAIVE(),
    entityRef: 'component:default/mail',
    until: inDays(1),
    breakGlass: true,
  });
  expect(glass).toMatchObject({
    status: 'approved',
    breakGlass: true,
    reviewed: false,
  });
  const queueOf = async (user: string) => {
    const { body } = await request(portal.app)
      .get('/queue')
      .set('authorization', as(user));
    return body.items.filter(({ kind }: { kind: string }) => kind === 'review')
      .length;
  };
  // Never for whoever broke it.
  expect([await queueOf('grace'), await queueOf('ada')]).toEqual([1, 0]);
  const reviewed = await post('grace', `/waivers/${glass.id}/decision`, {
    decision: 'approve',
  });
  expect(reviewed.body).toMatchObject({ reviewed: true });
  expect(await queueOf('grace')).toBe(0);
});

it('reads references with their own characters in an address', async () => {
  const { status } = await request(portal.app).get(
    `/reports?entityRef=${WEB}&type=load-test`,
  );
  expect(status).toBe(200);
});
