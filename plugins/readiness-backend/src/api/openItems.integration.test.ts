/**
 * Who fails a check, and who would be blocked if an item were enforced today: asked over HTTP of a small portal,
 * and held against scorecards in which the item is enforced.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  CheckOverview,
  CheckResultPage,
  CheckUse,
  GateListing,
  ItemImpact,
  ScorecardListing,
} from '@readiness-gates/backstage-plugin-readiness-common';
import request from 'supertest';
import { startInstallation, TEST_LIBRARY } from '../__testUtils__/installation';
import type { Installation } from '../__testUtils__/installation';
import { createTestStore, eachDatabase } from '../store/testing';

jest.setTimeout(120_000);

const databases = eachDatabase();
const DAY_MS = 86_400_000;
const START = new Date('2026-11-21T12:00:00Z');
const inDays = (days: number) =>
  new Date(START.getTime() + days * DAY_MS).toISOString();
const OWNER = mockCredentials.user.header('user:default/ada');
/** Owns nothing. */
const OTHER = mockCredentials.service.header();

/** Of whom the load was held: `web` and `shop` were not up to it, `cart` was, nobody tested `mail`. */
const TESTED = { web: false, shop: false, cart: true };
const NAMES = ['cart', 'mail', 'shop', 'web'];
const refOf = (name: string) => `component:default/${name}`;

const component = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', uid: name },
  spec: { type: 'service', owner: `group:default/${name}` },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${name}` }],
});

/** Each item: what it asks, and how it is enforced. */
const ITEMS: Record<string, string> = {
  now: 'check: runbook-read, enforcement: enforce',
  shadow: 'check: load-held, enforcement: shadow',
  warn: 'check: load-held, enforcement: warn',
  later: `check: load-held, enforcement: { mode: enforce, enforceFrom: '${inDays(
    7,
  )}' }`,
  cohort:
    'check: load-held, enforcement: { mode: enforce, cohort: { metadata.name: web } }',
  waived: 'check: drill-held, enforcement: warn',
  both: 'allOf: [{ check: load-held }, { check: drill-held }], enforcement: warn',
  unread: 'check: two-replicas, enforcement: warn',
  soft: 'check: load-held, severity: recommended',
};

const QUIET = `id: quiet
title: Quiet
description: Nothing but what is in shadow.
owner: group:default/platform
appliesTo: { kind: Component }
sections:
  - id: all
    title: All
    items:
      - { id: alone, text: The load, check: load-held, severity: blocking, enforcement: shadow }
`;

const PLACED = `id: placed
title: Placed
description: Wants a workload.
appliesTo: { kind: Component }
expects: workload
sections:
  - id: all
    title: All
    items:
      - { id: replicas, text: Two replicas, check: two-replicas, severity: recommended }
`;

/** `enforced`: the item that is enforced in it, for everybody and now. */
function scorecard(id: string, enforced?: string, more = ''): string {
  const items = Object.entries(ITEMS).map(([name, asked]) => {
    const how =
      name === enforced
        ? asked.replace(/, enforcement: (\w+|\{.*\})$/, '')
        : asked;
    const severity = how.includes('severity') ? '' : ', severity: blocking';
    return `      - { id: ${name}, text: The ${name} item, ${how}${severity} }`;
  });
  return `id: ${id}
title: ${id.toUpperCase()}
description: For tests.
owner: group:default/platform
appliesTo: { kind: Component }
waivers: { decidedBy: 'group:default/deciders' }
${more}sections:
  - id: all
    title: All
    items:
${items.join('\n')}
`;
}

describe.each(databases.eachSupportedId())('what is open, on %s', database => {
  let folder: string;
  let portal: Installation;

  const post = async (user: string, url: string, body: object) => {
    const answer = await request(portal.app)
      .post(url)
      .set('authorization', mockCredentials.user.header(`user:default/${user}`))
      .send(body);
    expect(`${url} ${answer.status}`).toMatch(/ 20[01]$/);
    return answer.body;
  };
  const get = (url: string, authorization = OWNER) =>
    request(portal.app).get(url).set('authorization', authorization);
  const results = async (
    query: string,
    authorization = OWNER,
  ): Promise<CheckResultPage> =>
    (await get(`/checks/${query}`, authorization)).body;
  const impact = async (
    item: string,
    query = '',
    authorization = OWNER,
  ): Promise<ItemImpact> =>
    (await get(`/scorecards/trial/items/${item}/impact${query}`, authorization))
      .body;
  const waive = async (id: string, item: string) => {
    const { id: waiver } = await post('ada', '/waivers', {
      entityRef: refOf('web'),
      scorecard: id,
      item,
      reason: 'The team is new.',
      until: inDays(30),
    });
    await post('grace', `/waivers/${waiver}/decision`, { decision: 'approve' });
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'readiness-open-'));
    const write = (id: string, text: string) =>
      writeFileSync(join(folder, `${id}.yaml`), text);
    write('trial', scorecard('trial'));
    write('quiet', QUIET);
    write('placed', PLACED);
    write(
      'lenient',
      scorecard('lenient', undefined, 'gate: { onPlatformUnknown: warn }\n'),
    );
    for (const name of Object.keys(ITEMS))
      write(`with-${name}`, scorecard(`with-${name}`, name));
    const { knex } = await createTestStore(databases, database);
    portal = await startInstallation({
      knex,
      // Nobody answers there.
      clusters: { east: { url: 'http://127.0.0.1:9' } },
      entities: NAMES.map(component),
      start: START,
      groups: [
        'group:default/platform',
        'group:default/deciders',
        ...NAMES.map(name => `group:default/${name}`),
      ],
      library: { ...TEST_LIBRARY, scorecardsDir: folder },
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
    for (const [name, passed] of Object.entries(TESTED)) {
      const query = new URLSearchParams({
        entityRef: refOf(name),
        type: 'load-test',
        runId: name,
        time: START.toISOString(),
      });
      await post('ada', `/reports?${query}`, { passed });
    }
    for (const name of ['web', 'cart', 'mail'])
      await post('ada', '/attestations', {
        entityRef: refOf(name),
        scorecard: 'trial',
        item: 'now',
      });
    for (const id of ['trial', 'with-waived']) await waive(id, 'waived');
  });
  afterAll(async () => {
    await portal?.stop();
    rmSync(folder, { recursive: true });
  });

  it('has what it asks of', async () => {
    expect((await get('/scorecards')).body.errors).toEqual([]);
  });

  const told = ({ items }: CheckResultPage) =>
    items.map(
      ({ entity, scorecard: { id }, item, result, enforced, holds }) =>
        `${entity.name} ${id}/${item.id} ${item.severity} ${result}${
          enforced ? ' enforced' : ''
        }${holds ? ' holds' : ''}`,
    );

  it('lists who fails a check, by item, with what that does', async () => {
    const page = await results('load-held/results?scorecard=trial&result=fail');
    expect(told(page)).toEqual(
      ['shop', 'web'].flatMap(name => [
        `${name} trial/both blocking fail`,
        name === 'web'
          ? `${name} trial/cohort blocking fail enforced holds`
          : `${name} trial/cohort blocking fail`,
        `${name} trial/later blocking fail`,
        `${name} trial/shadow blocking fail`,
        `${name} trial/soft recommended fail enforced`,
        `${name} trial/warn blocking fail`,
      ]),
    );
    expect(page).toMatchObject({
      counts: { fail: 12, unknown: 0, pending: 6, waived: 0 },
      total: 12,
    });
    expect(page.items[0]).toEqual({
      entity: {
        entityRef: refOf('shop'),
        kind: 'Component',
        namespace: 'default',
        name: 'shop',
        type: 'service',
        owner: 'group:default/shop',
        tags: [],
      },
      scorecard: { id: 'trial', title: 'TRIAL' },
      item: { id: 'both', text: 'The both item', severity: 'blocking' },
      result: 'fail',
      enforced: false,
      holds: false,
    });
  });

  it.each<[string, string[], CheckResultPage['counts']]>([
    [
      'drill-held/results?scorecard=trial&owner=group:default/web',
      ['web trial/both blocking pending', 'web trial/waived blocking waived'],
      { fail: 0, unknown: 0, pending: 1, waived: 1 },
    ],
    [
      'load-held/results?scorecard=trial&severity=recommended',
      [
        'shop trial/soft recommended fail enforced',
        'web trial/soft recommended fail enforced',
        'mail trial/soft recommended pending enforced',
      ],
      { fail: 2, unknown: 0, pending: 1, waived: 0 },
    ],
    [
      'runbook-read/results?scorecard=trial&result=pending&result=unknown',
      ['shop trial/now blocking pending enforced holds'],
      { fail: 0, unknown: 0, pending: 1, waived: 0 },
    ],
    [
      'two-replicas/results?scorecard=trial&scorecard=with-unread&owner=group:default/web',
      [
        'web trial/unread blocking unknown',
        'web with-unread/unread blocking unknown enforced holds',
      ],
      { fail: 0, unknown: 2, pending: 0, waived: 0 },
    ],
    [
      'two-replicas/results?scorecard=gone',
      [],
      { fail: 0, unknown: 0, pending: 0, waived: 0 },
    ],
    ['pods-run/results', [], { fail: 0, unknown: 0, pending: 0, waived: 0 }],
  ])('lists %s', async (query, expected, counts) => {
    const page = await results(query);
    expect(told(page)).toEqual(expected);
    expect(page).toMatchObject({ counts, total: expected.length });
    expect(page).not.toHaveProperty('nextCursor');
  });

  it('lists in pages', async () => {
    const whole = await results('load-held/results?limit=500');
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await results(
        `load-held/results?limit=17${cursor && `&cursor=${cursor}`}`,
      );
      expect(page.items.length).toBeLessThanOrEqual(17);
      expect(page.total).toBe(whole.total);
      found.push(...told(page));
      cursor = page.nextCursor ?? '';
    } while (cursor);
    expect(whole.items).toHaveLength(whole.total);
    expect(found).toEqual(told(whole));
  });

  it('counts the same for every check, each entity once', async () => {
    const { body } = await get('/checks');
    for (const { id, open, scorecards } of body.items as CheckOverview[]) {
      const { items } = await results(`${id}/results?limit=500`);
      const of = (result: string) =>
        new Set(
          items
            .filter(item => item.result === result)
            .map(({ entity }) => entity.entityRef),
        ).size;
      expect({ id, open }).toEqual({
        id,
        open: {
          fail: of('fail'),
          unknown: of('unknown'),
          pending: of('pending'),
          waived: of('waived'),
        },
      });
      const asking = items.map(item => item.scorecard);
      expect(scorecards).toEqual(expect.arrayContaining(asking));
    }
  });

  it('tells which items ask a check, and how many are in force', async () => {
    const uses = async (authorization: string) =>
      (await get('/checks/load-held', authorization)).body.uses
        .filter(({ scorecard: { id } }: CheckUse) => id === 'trial')
        .map(({ item }: CheckUse) => item.id);
    const open = ['warn', 'later', 'cohort', 'both', 'soft'];
    expect(await uses(OWNER)).toEqual(['shadow', ...open]);
    expect(await uses(OTHER)).toEqual(open);
    const modes = async (authorization: string) =>
      (await get('/scorecards', authorization)).body.items.find(
        ({ id }: ScorecardListing) => id === 'trial',
      ).enforcement;
    expect(await modes(OWNER)).toEqual({
      enforce: 2,
      partly: 2,
      warn: 4,
      shadow: 1,
    });
    expect(await modes(OTHER)).toMatchObject({ shadow: 0 });
  });

  it('counts nothing of what is in the shadow of others', async () => {
    const of = async (authorization: string) =>
      (await get('/checks', authorization)).body.items.find(
        ({ id }: CheckOverview) => id === 'load-held',
      );
    const quiet = { id: 'quiet', title: 'Quiet' };
    expect((await of(OWNER)).scorecards).toContainEqual(quiet);
    expect((await of(OTHER)).scorecards).not.toContainEqual(quiet);
  });

  it('is most of all that no workload is found, which no checklist says', async () => {
    const { body } = await get('/gates/top-items?scorecard=placed&limit=1');
    expect(body).toMatchObject({
      items: [
        {
          scorecard: { id: 'placed', title: 'Placed' },
          item: {
            id: 'expects-workload',
            text: 'The selector of the entity finds a workload',
            severity: 'blocking',
          },
          checks: [],
        },
      ],
      gates: 4,
    });
  });

  it('shows no finding', async () => {
    const { text } = await get('/checks/load-held/results');
    expect(text).not.toMatch(/finding|message|passed/);
  });

  const effects = ({ entities }: ItemImpact) =>
    entities.items.map(
      ({ entity, result, effect, verdict, after }) =>
        `${entity.name} ${result} ${effect} ${verdict} ${after}`,
    );

  it.each<[string, Partial<ItemImpact>, string[]]>([
    [
      'warn',
      { passing: 1, wouldBlock: 1, alreadyBlocked: 1, wouldHold: 1 },
      [
        'shop fail wouldBlock incomplete blocked',
        'mail pending wouldHold ready incomplete',
        'web fail alreadyBlocked blocked blocked',
      ],
    ],
    [
      'later',
      { passing: 1, wouldBlock: 1, alreadyBlocked: 1, wouldHold: 1 },
      [
        'shop fail wouldBlock incomplete blocked',
        'mail pending wouldHold ready incomplete',
        'web fail alreadyBlocked blocked blocked',
      ],
    ],
    [
      'shadow',
      { passing: 1, wouldBlock: 1, alreadyBlocked: 1, wouldHold: 1 },
      [
        'shop fail wouldBlock incomplete blocked',
        'mail pending wouldHold ready incomplete',
        'web fail alreadyBlocked blocked blocked',
      ],
    ],
    [
      // It blocks `web` today, alone.
      'cohort',
      { passing: 1, wouldBlock: 2, wouldHold: 1 },
      [
        'shop fail wouldBlock incomplete blocked',
        'mail pending wouldHold ready incomplete',
        'web fail wouldBlock blocked blocked',
      ],
    ],
    [
      'waived',
      { wouldHold: 2, alreadyHeld: 1, waived: 1 },
      [
        'cart pending wouldHold ready incomplete',
        'mail pending wouldHold ready incomplete',
        'shop pending alreadyHeld incomplete incomplete',
        'web waived waived blocked blocked',
      ],
    ],
    [
      'both',
      { wouldBlock: 1, alreadyBlocked: 1, wouldHold: 2 },
      [
        'shop fail wouldBlock incomplete blocked',
        'cart pending wouldHold ready incomplete',
        'mail pending wouldHold ready incomplete',
        'web fail alreadyBlocked blocked blocked',
      ],
    ],
    [
      'unread',
      { wouldHold: 2, alreadyHeld: 2 },
      [
        'cart unknown wouldHold ready incomplete',
        'mail unknown wouldHold ready incomplete',
        'shop unknown alreadyHeld incomplete incomplete',
        'web unknown alreadyHeld blocked blocked',
      ],
    ],
    [
      'now',
      { passing: 3, wouldHold: 1 },
      ['shop pending wouldHold incomplete incomplete'],
    ],
    [
      'soft',
      { passing: 1, withoutEffect: 3 },
      [
        'mail pending withoutEffect ready ready',
        'shop fail withoutEffect incomplete incomplete',
        'web fail withoutEffect blocked blocked',
      ],
    ],
  ])('tells whom the item %s would hold', async (item, counts, expected) => {
    const answer = await impact(item);
    expect(effects(answer)).toEqual(expected);
    const none = {
      passing: 0,
      wouldBlock: 0,
      alreadyBlocked: 0,
      wouldHold: 0,
      alreadyHeld: 0,
      waived: 0,
      withoutEffect: 0,
    };
    expect(answer).toMatchObject({
      ...none,
      ...counts,
      judged: 4,
      scorecard: { id: 'trial', title: 'TRIAL' },
      item: { id: item, text: `The ${item} item` },
      entities: { total: expected.length },
    });
  });

  it.each(Object.keys(ITEMS))(
    'is right of %s: the verdicts are those of a scorecard that enforces it',
    async item => {
      const { entities } = await impact(item);
      const { body } = await get(`/gates?scorecard=with-${item}`);
      const enforced = new Map<string, string>(
        body.items.map(({ entity, state }: GateListing) => [
          entity.entityRef,
          state.verdict,
        ]),
      );
      expect(enforced.size).toBe(4);
      for (const { entity, after } of entities.items)
        expect(`${entity.name} ${after}`).toBe(
          `${entity.name} ${enforced.get(entity.entityRef)}`,
        );
      // Of all others nothing changes.
      const known = new Set(
        entities.items.map(({ entity }) => entity.entityRef),
      );
      const { body: now } = await get('/gates?scorecard=trial');
      const others: GateListing[] = now.items.filter(
        ({ entity }: GateListing) => !known.has(entity.entityRef),
      );
      for (const { entity, state } of others)
        expect(enforced.get(entity.entityRef)).toBe(state.verdict);
    },
  );

  it('holds nobody for the unknown where the gate only warns of it', async () => {
    const { body } = await get('/scorecards/lenient/items/unread/impact');
    expect(body).toMatchObject({ wouldHold: 0, withoutEffect: 4 });
  });

  it('tells it in pages', async () => {
    const whole = await impact('unread');
    const first = await impact('unread', '?limit=3');
    const { nextCursor } = first.entities;
    const second = await impact('unread', `?limit=3&cursor=${nextCursor}`);
    expect([...effects(first), ...effects(second)]).toEqual(effects(whole));
    expect(second.entities).toMatchObject({ total: 4 });
    expect(second.entities).not.toHaveProperty('nextCursor');
    expect(second).toMatchObject({ judged: 4, wouldHold: 2, alreadyHeld: 2 });
  });

  it('keeps items in shadow to the owner of the scorecard', async () => {
    const { body } = await get('/scorecards/trial/items/shadow/impact', OTHER);
    const gone = await get('/scorecards/trial/items/gone/impact', OTHER);
    expect(body.error).toEqual({
      ...gone.body.error,
      message: gone.body.error.message.replace('gone', 'shadow'),
    });
    expect(gone.status).toBe(404);
    expect((await impact('warn', '', OTHER)).judged).toBe(4);

    const query = 'load-held/results?limit=500';
    const all = await results(query);
    const shown = await results(query, OTHER);
    const ofShadow = all.items.filter(({ item }) =>
      ['shadow', 'alone'].includes(item.id),
    );
    expect(ofShadow.length).toBeGreaterThan(0);
    // In `with-shadow` the item is in shadow no more.
    const hidden = ofShadow.filter(
      it => it.scorecard.id !== 'with-shadow',
    ).length;
    expect(shown.total).toBe(all.total - hidden);
    expect(
      shown.items
        .filter(it => it.item.id === 'shadow')
        .map(it => it.scorecard.id),
    ).toEqual(['with-shadow', 'with-shadow', 'with-shadow']);
    expect(Object.values(shown.counts).reduce((a, b) => a + b)).toBe(
      shown.total,
    );
  });

  it.each<[string, number, RegExp]>([
    ['/checks/gone/results', 404, /no check gone/],
    ['/checks/load-held/results?result=pass', 400, /result/],
    ['/checks/load-held/results?severity=minor', 400, /severity/],
    ['/checks/load-held/results?cursor=x', 400, /cursor/],
    ['/checks/load-held/results?limit=501', 400, /limit/],
    ['/scorecards/gone/items/warn/impact', 404, /no scorecard gone/],
    ['/scorecards/trial/items/gone/impact', 404, /trial has no item gone/],
    ['/scorecards/trial/items/warn/impact?cursor=x', 400, /cursor/],
    ['/scorecards/trial/items/warn/impact?limit=0', 400, /limit/],
  ])('refuses %s', async (url, status, message) => {
    const answer = await get(url);
    expect(`${answer.status} ${answer.body.error.message}`).toMatch(message);
    expect(answer.status).toBe(status);
  });

  it('follows time: a date that comes, a waiver that ends, a word that lapses', async () => {
    const gateOf = async (scorecard_: string) => {
      const { body } = await get(`/gates?scorecard=${scorecard_}&q=cart`);
      return body.items[0];
    };
    const quiet = await gateOf('quiet');
    const ofCart = async () => {
      const { body } = await get('/scorecards/quiet/items/alone/impact');
      return effects(body).filter(text => text.startsWith('cart'));
    };
    expect(await ofCart()).toEqual([]);

    await portal.run(8 * 24 * 60, 24 * 60);
    const later = await results(
      'load-held/results?scorecard=trial&owner=group:default/web&result=fail',
    );
    expect(told(later)).toContain(
      'web trial/later blocking fail enforced holds',
    );
    await portal.run(23 * 24 * 60, 24 * 60);
    const waived = await results(
      'drill-held/results?scorecard=trial&owner=group:default/web',
    );
    expect(waived.counts).toMatchObject({ pending: 2, waived: 0 });
    // Though all of the gate is in shadow. It says what it said, and so is no newer.
    expect(await ofCart()).toEqual(['cart pending wouldHold ready incomplete']);
    expect(await gateOf('quiet')).toEqual(quiet);
  });
});
