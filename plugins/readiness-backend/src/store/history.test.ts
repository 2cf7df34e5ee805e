import { claim } from './__testUtils__/leases';
import {
  createTestStore,
  eachDatabase,
  minutesAfter,
  NOON,
  observationRow,
  outage,
  transition,
} from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'observations and transitions on %s',
  id => {
    async function setUp() {
      const { store, knex } = await createTestStore(databases, id, {
        clock: () => NOON,
      });
      return { store, knex, lease: await claim(store, 'cluster:prod', NOON) };
    }

    it('keeps one observation for each resource and namespace', async () => {
      const { store, lease } = await setUp();
      const pods = observationRow('pods');
      const secrets = observationRow('secrets', {
        namespace: 'shop',
        completedAt: undefined,
        complete: false,
        notServed: true,
        cause: 'forbidden',
        message: 'secrets is forbidden',
        failingSince: NOON,
        malformed: 2,
      });
      delete secrets.completedAt;
      await store.writeObservations(lease, [pods, secrets]);
      await expect(store.observations()).resolves.toEqual([pods, secrets]);

      const mended = observationRow('secrets', {
        namespace: 'shop',
        objects: 9,
      });
      await store.writeObservations(lease, [mended], [pods]);
      await expect(store.observations(['prod'])).resolves.toEqual([mended]);
      await expect(store.observations(['dev'])).resolves.toEqual([]);
    });

    it("shows an entity's history with the outages of its clusters, newest first", async () => {
      const { store } = await setUp();
      const at = (minutes: number) => minutesAfter(NOON, minutes);
      await store.writeGates(
        [],
        [],
        [
          transition('cart', { item: 'pdb', at: at(1) }),
          transition('cart', { item: 'pdb', at: at(2), scorecard: 'other' }),
          transition('cart', {
            item: 'selector',
            at: at(3),
            scorecard: undefined,
          }),
          transition('shop', { item: 'pdb', at: at(4) }),
        ],
      );
      await store.openOutage(outage('prod', { at: at(5) }));
      await store.openOutage(outage('dev', { at: at(6) }));
      const entityRef = 'component:default/cart';
      const minutes = async (
        filter: Omit<Parameters<typeof store.transitions>[0], 'limit'>,
      ) =>
        (await store.transitions({ limit: 10, ...filter })).map(
          it => (it.at.getTime() - NOON.getTime()) / 60_000,
        );
      await expect(minutes({ entityRef })).resolves.toEqual([3, 2, 1]);
      await expect(
        minutes({ entityRef, scorecard: 'service-baseline' }),
      ).resolves.toEqual([3, 1]);
      await expect(
        minutes({ entityRef, scorecard: 'service-baseline', item: 'pdb' }),
      ).resolves.toEqual([1]);
      await expect(minutes({ entityRef, clusters: ['prod'] })).resolves.toEqual(
        [5, 3, 2, 1],
      );
      await expect(minutes({ clusters: ['prod', 'dev'] })).resolves.toEqual([
        6, 5,
      ]);
      await expect(minutes({ before: at(4) })).resolves.toEqual([3, 2, 1]);
      await expect(minutes({ scorecard: 'other' })).resolves.toEqual([2]);
    });

    it('pages through transitions of the same time', async () => {
      const { store } = await setUp();
      const items = Array.from({ length: 9 }, (_, i) => `i${i}`);
      await store.writeGates(
        [],
        [],
        items.map(item => transition('cart', { item })),
      );
      const read: string[] = [];
      let before: { before?: Date; beforeId?: number } = {};
      for (;;) {
        const page = await store.transitions({
          entityRef: 'component:default/cart',
          limit: 4,
          ...before,
        });
        if (page.length === 0) {
          break;
        }
        read.push(...page.map(it => it.item!));
        const last = page[page.length - 1];
        before = { before: last.at, beforeId: last.id };
      }
      expect(read).toEqual([...items].reverse());
    });

    it('tells an outage once, whoever sees it, and ends it once', async () => {
      const { store } = await setUp();
      await Promise.all([1, 2, 3].map(() => store.openOutage(outage('prod'))));
      await store.openOutage(outage('dev'));
      await store.closeOutage('prod', minutesAfter(NOON, 5));
      await store.closeOutage('prod', minutesAfter(NOON, 9));
      await expect(
        store.transitions({ clusters: ['prod'], limit: 5 }),
      ).resolves.toEqual([
        {
          ...outage('prod'),
          id: expect.any(Number),
          endedAt: minutesAfter(NOON, 5),
        },
      ]);
      await store.openOutage(outage('prod', { at: minutesAfter(NOON, 10) }));
      await expect(
        store.transitions({ clusters: ['prod'], limit: 5 }),
      ).resolves.toHaveLength(2);
      const [open] = await store.transitions({ clusters: ['dev'], limit: 5 });
      expect(open).not.toHaveProperty('endedAt');
    });
  },
);
