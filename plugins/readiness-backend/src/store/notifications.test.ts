import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openConnections } from './__testUtils__/replicas';
import { Message, NotificationStore } from './notifications';
import {
  awaitedRow,
  createTestStore,
  eachDatabase,
  entityRow,
  minutesAfter,
  NOON,
  transition,
  waiverRow,
  NO_GATE_CHANGES,
} from './testing';
import { Transition } from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

const DAY = 24 * 60;
const after = (minutes: number) => minutesAfter(NOON, minutes);

const message = (key: string): Message => ({
  key,
  recipient: 'group:default/shop',
  payload: { title: `About ${key}`, link: 'https://portal.example' },
});

async function opened(id: TestDatabaseId) {
  const { store, knex } = await createTestStore(databases, id);
  return { store, knex, outbox: new NotificationStore(knex) };
}

const keysOf = (knex: Knex) =>
  knex('notification_outbox').orderBy('key').pluck('key');

describe.each(databases.eachSupportedId())('notifications on %s', id => {
  const replicasOf = openConnections();

  it('begin once, whoever comes later', async () => {
    const { outbox } = await opened(id);
    await expect(outbox.begin(NOON)).resolves.toEqual(NOON);
    await expect(outbox.begin(after(5))).resolves.toEqual(NOON);
  });

  it.each([
    ['nobody did', [], true, ['m']],
    ['somebody did one of them', ['2'], false, ['before']],
    ['somebody did all of them', ['1', '2'], false, ['before']],
  ])(
    'are posted with their marks, where %s',
    async (_, marked, posted, keys) => {
      const { outbox, knex } = await opened(id);
      if (marked.length > 0)
        await outbox.post(marked, [message('before')], NOON);
      const answer = await outbox.post(['1', '2'], [message('m')], NOON);
      expect([answer, await keysOf(knex)]).toEqual([posted, keys]);
      expect([await outbox.isMarked('1'), await outbox.isMarked('3')]).toEqual([
        posted || marked.includes('1'),
        false,
      ]);
    },
  );

  it('are posted by one of many replicas, in whatever order they come', async () => {
    const { outbox, knex } = await opened(id);
    const marks = Array.from({ length: 300 }, (_, i) => String(i));
    const replicas = await Promise.all(
      Array.from(
        { length: 4 },
        async () => new NotificationStore(await replicasOf(knex)),
      ),
    );
    const posted = await Promise.all(
      replicas.map((replica, i) =>
        replica.post(
          i % 2 ? marks : [...marks].reverse(),
          [message(`by-${i}`)],
          NOON,
        ),
      ),
    );
    expect(posted.filter(Boolean)).toHaveLength(1);
    await expect(keysOf(knex)).resolves.toHaveLength(1);
    await expect(outbox.due(NOON, 5)).resolves.toHaveLength(1);
  });

  it('are tried by one replica at a time, and again later until they are sent', async () => {
    const { outbox } = await opened(id);
    await outbox.post([], [message('b'), message('a')], NOON);
    const [first, second] = await outbox.due(NOON, 5);
    expect(first).toEqual({ ...message('a'), attempts: 0, dueAt: NOON });
    await expect(outbox.claim(first, after(1))).resolves.toBe(true);
    await expect(outbox.claim(first, after(1))).resolves.toBe(false);
    await expect(outbox.due(NOON, 5)).resolves.toEqual([second]);

    const [again] = await outbox.due(after(1), 5).then(all => all.slice(1));
    expect(again).toEqual({ ...first, attempts: 1, dueAt: after(1) });
    await outbox.claim(again, after(2));
    await outbox.sent(again, after(1));
    await expect(outbox.due(after(60), 5)).resolves.toEqual([second]);
  });

  it('are kept for a while, sent or not', async () => {
    const { outbox, knex } = await opened(id);
    await outbox.begin(NOON);
    for (const [at, key] of [
      [0, 'sent'],
      [0, 'stuck'],
      [5, 'young'],
    ] as const)
      await outbox.post([`mark-${key}`], [message(key)], after(at));
    const due = await outbox.due(after(5), 5);
    await outbox.sent(due.find(({ key }) => key === 'sent')!, after(6));
    await expect(outbox.prune(NOON, NOON)).resolves.toBe(0);
    await expect(keysOf(knex)).resolves.toHaveLength(3);
    await expect(outbox.prune(after(1), after(5))).resolves.toBe(1);
    await expect(keysOf(knex)).resolves.toEqual(['young']);
    await expect(
      knex('notification_marks').orderBy('key').pluck('key'),
    ).resolves.toEqual(['begin', 'mark-young']);
  });

  it.each<[string, Partial<Transition>, number]>([
    ['a verdict that the service turned', {}, 1],
    ['the first verdict', { from: '' }, 0],
    ['an item', { item: 'pdb' }, 0],
    ['one environment', { environment: 'production' }, 0],
    ['a whole shard', { entityRef: undefined, scorecard: undefined }, 0],
    ['a definition', { cause: 'definition' }, 0],
    ['a decision', { cause: 'decision' }, 0],
    ['time', { cause: 'expiry' }, 0],
    ['the platform', { cause: 'platform' }, 0],
    ['what was before', { at: after(-DAY) }, 0],
    ['an evaluation that goes on', { at: after(1) }, 0],
    ['an evaluation that has ended', { at: after(2) }, 1],
  ])('take from the trail: %s', async (_, more, count) => {
    const { store, outbox } = await opened(id);
    await store.writeGates([], [], [transition('cart', more)]);
    const turned = () => outbox.turnedVerdicts(after(-5), NOON, after(2));
    const rows = await turned();
    expect(rows).toHaveLength(count);
    await outbox.post(
      rows.map(row => String(row.id)),
      [],
      NOON,
    );
    await expect(turned()).resolves.toEqual([]);
  });

  it('find words and waivers by their end', async () => {
    const { store, outbox } = await opened(id);
    const { entityRef } = entityRow('cart');
    await store.recomputeGates([entityRef], () => ({
      ...NO_GATE_CHANGES,
      awaited: [
        awaitedRow('cart', { item: 'none', kind: 'approval' }),
        awaitedRow('cart', { item: 'over', dueAt: NOON }),
        awaitedRow('cart', { item: 'soon', dueAt: after(DAY) }),
        awaitedRow('cart', { item: 'later', dueAt: after(3 * DAY) }),
        awaitedRow('cart', { item: 'k6', kind: 'report', dueAt: after(DAY) }),
      ],
    }));
    const words = await outbox.endingWords(NOON, after(2 * DAY));
    expect(words.map(({ item }) => item)).toEqual(['soon']);

    const glass = { reason: 'Fire', renewals: 0, breakGlass: true as const };
    for (const row of [
      waiverRow('over', { until: NOON }),
      waiverRow('open', { until: after(1) }),
      waiverRow('glass', { until: after(1), body: glass }),
    ])
      await store.decide([entityRef], () => ({ row }));
    const waivers = await outbox.waiversEnding(NOON);
    expect(waivers.map(row => row.id)).toEqual(['open']);
  });
});
