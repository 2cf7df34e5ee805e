/** When messages are written and sent: once, whatever fails and however many replicas there are. */
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  compileTexts,
  scorecardYaml,
} from '../definitions/__testing__/definitions';
import type { Definitions } from '../definitions/types';
import { openConnections } from '../store/__testUtils__/replicas';
import { claim } from '../store/__testUtils__/leases';
import { NotificationStore } from '../store/notifications';
import {
  awaitedRow,
  createTestStore,
  decidedEntity,
  decisionEvent,
  eachDatabase,
  entityRow,
  minutesAfter,
  NOON,
  stateRow,
  transition,
  waiverRow,
  NO_GATE_CHANGES,
} from '../store/testing';
import type { DatabaseReadinessStore } from '../store';
import { Notifier } from './notifier';
import { readNotificationSettings } from './settings';
import { fakeNotifications } from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

const DAY = 24 * 60;
const CART = 'component:default/cart';
const PLATFORM = 'group:default/platform';
const SECURITY = 'group:default/security';
const SHOP = 'group:default/shop';

/** At noon, so that the digest of the day is over. */
let now = NOON;
let definitions: Definitions;
const told = fakeNotifications();
const logger = mockServices.logger.mock();
const pass = (minutes: number) => {
  now = minutesAfter(now, minutes);
};

beforeAll(async () => {
  const item = 'severity: blocking, scope: workload, check: pdb';
  definitions = await compileTexts({
    checks: {
      'checks/test/pdb.yaml': `id: pdb
title: A budget
why: Because.
fix: Add one.
responsible: owner
evidence:
  - kubernetes:
      each: workload
      expression: object.spec.replicas > 1
      message: "'one replica'"
`,
    },
    scorecards: {
      'scorecards/baseline.yaml': `${scorecardYaml(`
- { id: pdb, text: A budget, ${item} }
- { id: hidden, text: Hidden, ${item}, enforcement: shadow }`)}
owner: group:default/platform
waivers: { decidedBy: ${SECURITY} }
`,
    },
    withCases: false,
  });
});

beforeEach(() => {
  now = NOON;
  told.down = false;
  told.take();
  jest.clearAllMocks();
});

describe.each(databases.eachSupportedId())('the notifier on %s', id => {
  const connect = openConnections();
  let knex: Knex;
  let store: DatabaseReadinessStore;

  const start = async (
    notifications: object = { operator: PLATFORM },
    of: Knex = knex,
  ) => {
    const notifier = new Notifier({
      service: told,
      outbox: new NotificationStore(of),
      store,
      definitions,
      gateContext: async () => {
        throw new Error('no gate is computed here');
      },
      settings: readNotificationSettings(
        new ConfigReader({ readiness: { notifications } }),
      ),
      appUrl: 'https://portal.example/backstage',
      logger,
      clock: () => now,
    });
    await notifier.prepare();
    return notifier;
  };
  const sweep = async (notifier: Notifier, minutes = 1) => {
    pass(minutes);
    await notifier.evaluated({ at: now });
  };
  const together = (...notifiers: Notifier[]) =>
    Promise.all(notifiers.map(it => it.evaluated({ at: now })));
  /** Three of three entities on a cluster: a message to the operator. */
  const storm = () =>
    store.writeGates(
      [],
      [],
      ['a', 'b', 'c'].map(name =>
        transition(name, { at: now, to: 'incomplete' }),
      ),
    );

  beforeEach(async () => {
    ({ knex, store } = await createTestStore(databases, id, {
      clock: () => NOON,
    }));
    const lease = await claim(store, 'cluster:prod', NOON);
    const relations = [{ type: 'ownedBy', targetRef: SHOP }];
    await store.mirror(
      lease,
      ['a', 'b', 'c', 'cart'].map(name =>
        entityRow(name, { entity: { metadata: { name }, relations } }),
      ),
    );
    await store.applyState(lease, {
      upserts: ['a', 'b', 'c'].map(name => ({
        state: stateRow(name),
        problems: [],
      })),
      deletes: [],
      transitions: [],
    });
  });

  const STORM = `${PLATFORM}: 3 of 3 entities on cluster prod changed at once`;

  it('tells nothing of what was before there was anybody to tell it', async () => {
    await storm();
    const notifier = await start();
    await sweep(notifier, 5);
    expect(told.take()).toEqual([]);
  });

  it.each<[string, boolean, number, string[], string[]]>([
    ['an evaluation that has ended, at once', true, 0, [STORM], []],
    ['one that another replica has at hand, later', false, 1, [], [STORM]],
    ['one whose replica died, after two minutes', false, 2, [STORM], []],
    ['one that all slept through, for a day', false, DAY - 1, [STORM], []],
    ['older ones never', false, DAY, [], []],
  ])('tells of %s', async (_, ended, minutes, messages, later) => {
    const notifier = await start({
      operator: PLATFORM,
      digest: { enabled: false },
    });
    pass(1);
    await storm();
    if (ended) await notifier.evaluated({ at: now, cluster: 'prod' });
    else await sweep(notifier, minutes);
    expect(told.take()).toEqual(messages);
    await sweep(notifier, 5);
    expect(told.take()).toEqual(later);
    await sweep(notifier, 5);
    expect(told.take()).toEqual([]);
  });

  it('tells once, whatever the number of replicas that would', async () => {
    const notifiers = await Promise.all(
      Array.from({ length: 4 }, async () =>
        start(undefined, await connect(knex)),
      ),
    );
    pass(1);
    await storm();
    pass(2);
    await together(...notifiers);
    await together(...notifiers);
    expect(told.take()).toEqual([STORM]);
  });

  it('keeps what cannot be sent, says so once, and sends it when it can', async () => {
    const notifier = await start();
    told.down = true;
    for (const _ of [1, 2, 3]) {
      pass(1);
      await storm();
      await notifier.evaluated({ at: now, cluster: 'prod' });
      await sweep(notifier);
    }
    await sweep(notifier, 5 * 60);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the service is down'),
    );
    told.down = false;
    for (const _ of [1, 2, 3]) await sweep(notifier, 10);
    expect(told.take()).toEqual([STORM, STORM, STORM]);
    for (const _ of [1, 2, 3]) await sweep(notifier, 10);
    expect(told.take()).toEqual([]);
  });

  it('sends again, to take the place of what was sent, where a replica died in between', async () => {
    const notifier = await start();
    const { sent } = NotificationStore.prototype;
    NotificationStore.prototype.sent = async () => {
      NotificationStore.prototype.sent = sent;
      throw new Error('killed');
    };
    pass(1);
    await storm();
    await notifier.evaluated({ at: now, cluster: 'prod' });
    for (const _ of [1, 2, 3]) await sweep(notifier);
    const scopes = told.sent.map(({ payload }) => payload.scope);
    expect(scopes).toEqual([scopes[0], scopes[0]]);
    expect(told.take()).toEqual([STORM, STORM]);
  });

  it('asks a service that is down no more than once a minute', async () => {
    const notifier = await start();
    told.down = true;
    const send = jest.spyOn(told, 'send');
    for (const _ of [1, 2, 3]) {
      await storm();
      await notifier.evaluated({ at: now, cluster: 'prod' });
      pass(0.1);
    }
    expect(send).toHaveBeenCalledTimes(1);
    send.mockRestore();
  });

  it('gives up after a week, and says so', async () => {
    const notifier = await start();
    told.down = true;
    pass(1);
    await storm();
    await notifier.evaluated({ at: now, cluster: 'prod' });
    await sweep(notifier, 7 * DAY + 1);
    expect(logger.warn).toHaveBeenLastCalledWith(
      'Notifications dropped, unsent for a week: 1',
    );
    told.down = false;
    await sweep(notifier, 60);
    expect(told.take()).toEqual([]);
  });

  it('forgets after a week what was sent', async () => {
    const notifier = await start();
    pass(1);
    await storm();
    await notifier.evaluated({ at: now, cluster: 'prod' });
    await sweep(notifier, 7 * DAY + 2);
    await expect(knex('notification_outbox')).resolves.toEqual([]);
    const marks = await knex('notification_marks').pluck('key');
    expect(marks.sort()).toEqual(['begin', expect.stringMatching('digest:')]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('never throws: an evaluation does not fail for a message', async () => {
    const notifier = await start();
    await knex.schema.renameTable('notification_outbox', 'gone');
    await expect(sweep(notifier)).resolves.toBeUndefined();
    await expect(notifier.brokeGlass(waiverRow('w'))).resolves.toBeUndefined();
    expect(logger.error).toHaveBeenCalled();
    await knex.schema.renameTable('gone', 'notification_outbox');
  });

  describe('a digest', () => {
    const waits = {
      openItems: [],
      awaited: [
        awaitedRow('cart', {
          scorecard: 'baseline',
          item: 'pdb',
          party: SHOP,
          dueAt: minutesAfter(NOON, 10 * DAY),
        }),
      ],
    };
    const SHOPS = `${SHOP}: Readiness: 1 about to end`;
    const SECURITYS = `${SECURITY}: Readiness: 1 waiver to decide`;

    beforeEach(async () => {
      await store.recomputeGates([CART], () => ({
        ...NO_GATE_CHANGES,
        ...waits,
      }));
      await store.decide([CART], () => ({
        row: waiverRow('w', {
          scorecard: 'baseline',
          until: minutesAfter(NOON, 30 * DAY),
        }),
      }));
    });

    it('comes once a day at its hour, from one replica', async () => {
      const [one, two] = [
        await start(undefined, await connect(knex)),
        await start(undefined, await connect(knex)),
      ];
      const hours: [number, string[]][] = [];
      for (let hour = 13; hour < 13 + 48; hour += 1) {
        pass(60);
        await together(one, two);
        const messages = told.take();
        if (messages.length > 0) hours.push([hour, messages]);
      }
      expect(hours).toEqual([
        [24 + 7, [SECURITYS, SHOPS]],
        [48 + 7, [SECURITYS, SHOPS]],
      ]);
    });

    it('that is late comes late, and is told when it can be', async () => {
      const notifier = await start({ digest: { at: '12:30' } });
      told.down = true;
      await sweep(notifier, 120);
      told.down = false;
      await sweep(notifier, 10);
      await sweep(notifier, 10);
      expect(told.take()).toEqual([SECURITYS, SHOPS]);
    });

    it('has only what ends soon, as app-config says', async () => {
      const notifier = await start({ digest: { endsWithin: 'P2D' } });
      await sweep(notifier, DAY);
      expect(told.take()).toEqual([SECURITYS]);
    });

    it.each([
      ['the digest', { digest: { enabled: false } }],
      ['everything', { enabled: false }],
    ])('does not come where %s is off', async (_, notifications) => {
      const notifier = await start(notifications);
      await sweep(notifier, DAY);
      await sweep(await start());
      expect(told.take()).toEqual([]);
    });
  });

  describe('a broken glass', () => {
    const glass = waiverRow('w', {
      scorecard: 'baseline',
      body: { reason: 'The shop is down.', renewals: 0, breakGlass: true },
    });
    const TOLD = `${SECURITY}: Break glass: user:default/ann waived an item of an entity`;

    it('is told at once to who decides, without a name that they may not see', async () => {
      const notifier = await start();
      await notifier.brokeGlass(glass);
      expect(told.sent[0].payload).toMatchObject({
        description:
          'A budget, until 2026-11-28 12:00 UTC\nReason: The shop is down.\nIt holds already. Review it.',
        link: 'https://portal.example/backstage/readiness/queue',
        severity: 'critical',
        scope: 'readiness:break-glass:w',
      });
      await notifier.brokeGlass(glass);
      expect(told.take()).toEqual([TOLD]);
    });

    it('waits while the service is down', async () => {
      const notifier = await start();
      told.down = true;
      await notifier.brokeGlass(glass);
      told.down = false;
      await sweep(notifier);
      expect(told.take()).toEqual([TOLD]);
    });

    it.each([
      ['nobody decides', {}, { ...glass, scorecard: 'gone' }],
      ['it is off', { breakGlass: false }, glass],
      ['everything is off', { enabled: false }, glass],
    ])('is told to nobody where %s', async (_, notifications, row) => {
      const notifier = await start(notifications);
      await notifier.brokeGlass(row);
      expect(told.take()).toEqual([]);
    });

    it('is in the digest until it was reviewed', async () => {
      const notifier = await start();
      await store.decide([CART], () => ({ row: glass }));
      await sweep(notifier, DAY);
      expect(told.take()).toEqual([
        `${SECURITY}: Readiness: 1 broken glass to review`,
      ]);
      await store.addDecisionEvent(decisionEvent('w', 'reviewed'));
      await sweep(notifier, DAY);
      expect(told.take()).toEqual([]);
    });
  });

  it('names several entities by their number', async () => {
    const notifier = await start();
    await notifier.brokeGlass(
      waiverRow('w', {
        scorecard: 'baseline',
        entities: [decidedEntity('cart'), decidedEntity('a')],
      }),
    );
    expect(told.take()).toEqual([
      `${SECURITY}: Break glass: user:default/ann waived an item of 2 entities`,
    ]);
  });
});
