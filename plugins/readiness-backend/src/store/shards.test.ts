import { claim } from './__testUtils__/leases';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  minutesAfter,
  NOON,
  observationRow,
  outage,
  problemRow,
  runSummary,
  stateRow,
  transition,
} from './testing';
import { LeaseLostError } from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('shards on %s', id => {
  async function setUp() {
    const now = { value: NOON };
    const created = await createTestStore(databases, id, {
      clock: () => now.value,
    });
    return { ...created, now };
  }

  it('claims the most overdue shard, and not before it is due', async () => {
    const { store } = await setUp();
    await store.syncShards(['cluster:b'], minutesAfter(NOON, -2));
    await store.syncShards(['cluster:a', 'cluster:b'], minutesAfter(NOON, -1));

    const first = await store.claimShard('w1', NOON, 60_000);
    expect(first).toEqual({
      shard: 'cluster:b',
      generation: 1,
      worker: 'w1',
      until: minutesAfter(NOON, 1),
    });
    const second = await store.claimShard('w2', NOON, 60_000);
    expect(second?.shard).toBe('cluster:a');
    await expect(store.claimShard('w3', NOON, 60_000)).resolves.toBeUndefined();

    const run = runSummary({ changed: 7 });
    await store.releaseShard(first!, minutesAfter(NOON, 5), run);
    await expect(store.claimShard('w3', NOON, 60_000)).resolves.toBeUndefined();
    const [, b] = await store.shards();
    expect(b).toEqual({
      id: 'cluster:b',
      generation: 1,
      nextAt: minutesAfter(NOON, 5),
      lastRun: run,
      staleSignature: '',
    });
    await expect(
      store.claimShard('w3', minutesAfter(NOON, 5), 60_000),
    ).resolves.toMatchObject({ shard: 'cluster:a' });
    await expect(
      store.claimShard('w3', minutesAfter(NOON, 5), 60_000),
    ).resolves.toMatchObject({ shard: 'cluster:b', generation: 2 });
  });

  it('gives claimers at the same time different shards', async () => {
    const { store } = await setUp();
    const ids = Array.from({ length: 8 }, (_, i) => `cluster:c${i}`);
    await store.syncShards(ids, NOON);
    const leases = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        store.claimShard(`w${i}`, NOON, 60_000),
      ),
    );
    // A claimer may come away empty while others hold rows, and comes again.
    const claimed = leases.flatMap(lease => lease?.shard ?? []);
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(claimed.length).toBeGreaterThan(0);
    for (;;) {
      const lease = await store.claimShard('late', NOON, 60_000);
      if (!lease) {
        break;
      }
      claimed.push(lease.shard);
    }
    expect(claimed.sort()).toEqual(ids);
  });

  it('keeps a shard due that was made due while it ran', async () => {
    const { store } = await setUp();
    const lease = await claim(store, 'cluster:prod', NOON);
    await store.makeDue(['cluster:prod'], minutesAfter(NOON, 1));
    await expect(
      store.claimShard('other', minutesAfter(NOON, 1), 60_000),
    ).resolves.toBeUndefined();
    await store.extendLease(lease, minutesAfter(NOON, 30));
    await store.releaseShard(lease, minutesAfter(NOON, 60), runSummary());
    await expect(
      store.claimShard('other', minutesAfter(NOON, 2), 60_000),
    ).resolves.toMatchObject({ shard: 'cluster:prod' });
  });

  it('lets another worker take over an expired lease, and the first writes nothing any more', async () => {
    const { store, now, knex } = await setUp();
    const lost = await claim(store, 'cluster:prod', NOON, 'w1');
    await store.requestEvaluation('cluster:prod', 'user:default/ann', NOON);
    const ids = await store.startEvaluations(lost, NOON);
    await store.extendLease(lost, minutesAfter(NOON, 20));
    now.value = minutesAfter(NOON, 15);
    await expect(
      store.claimShard('w2', now.value, 600_000),
    ).resolves.toBeUndefined();

    const writes = [
      () =>
        store.applyState(lost, {
          upserts: [
            { state: stateRow('cart'), problems: [problemRow('cart')] },
          ],
          deletes: [],
          transitions: [transition('cart')],
        }),
      () => store.writeObservations(lost, [observationRow('pods')]),
      () => store.mirror(lost, [entityRow('cart')]),
      () => store.progress(lost, ids, 'observing pods', 1, 2),
      () => store.finishEvaluations(lost, ids, runSummary(), now.value),
      () => store.startEvaluations(lost, now.value),
      () => store.extendLease(lost, minutesAfter(NOON, 60)),
      () => store.releaseShard(lost, minutesAfter(NOON, 60), runSummary()),
    ];
    const allRefused = async () => {
      for (const write of writes) {
        await expect(write()).rejects.toThrow(LeaseLostError);
      }
      for (const table of [
        'state',
        'problems',
        'transitions',
        'observations',
        'entities',
      ]) {
        await expect(knex(table)).resolves.toEqual([]);
      }
      await expect(store.evaluation(ids[0])).resolves.not.toHaveProperty(
        'step',
      );
    };
    now.value = minutesAfter(NOON, 20);
    await allRefused();

    const taken = await store.claimShard('w2', now.value, 600_000);
    expect(taken).toMatchObject({
      shard: 'cluster:prod',
      generation: lost.generation + 1,
    });
    await allRefused();
    await expect(store.startEvaluations(taken!, now.value)).resolves.toEqual(
      ids,
    );
    await expect(
      store.writeObservations(taken!, [observationRow('pods')]),
    ).resolves.toBeUndefined();
  });

  it('retires the shard of a vanished cluster with its results', async () => {
    const { store, knex } = await setUp();
    await store.syncShards(['catalog', 'cluster:prod', 'cluster:dev'], NOON);
    const lease = await claim(store, 'cluster:prod', NOON);
    const gone = await claim(store, 'cluster:dev', NOON);
    await store.applyState(lease, {
      upserts: ['prod', 'dev'].map(cluster => ({
        state: stateRow('cart', { cluster }),
        problems: [problemRow('cart', { cluster })],
      })),
      deletes: [],
      transitions: [],
    });
    await store.writeObservations(lease, [
      observationRow('pods'),
      observationRow('pods', { cluster: 'dev' }),
    ]);
    await store.openOutage(outage('dev'));
    const asked = await store.requestEvaluation(
      'cluster:dev',
      'user:default/ann',
      NOON,
    );

    const later = minutesAfter(NOON, 1);
    await expect(
      store.syncShards(['catalog', 'cluster:prod'], later),
    ).resolves.toEqual({
      retired: ['cluster:dev'],
      entityRefs: ['component:default/cart'],
    });
    for (const table of ['state', 'problems', 'observations']) {
      await expect(knex(table).pluck('cluster')).resolves.toEqual(['prod']);
    }
    await expect(
      store.transitions({ clusters: ['dev'], limit: 10 }),
    ).resolves.toEqual([
      expect.objectContaining({ at: later, to: 'retired', cause: 'platform' }),
      expect.objectContaining({ to: 'unreachable', endedAt: later }),
    ]);
    await expect(store.evaluation(asked.id)).resolves.toMatchObject({
      status: 'failed',
      run: { message: 'The cluster is no longer configured' },
    });
    await expect(
      store.requestEvaluation('cluster:dev', 'user:default/ann', later),
    ).rejects.toThrow('There is no shard cluster:dev to evaluate');
    // The run that was under way does not bring the results back.
    await expect(
      store.writeObservations(gone, [
        observationRow('pods', { cluster: 'dev' }),
      ]),
    ).rejects.toThrow(LeaseLostError);

    await expect(
      store.syncShards(['catalog', 'cluster:prod'], later),
    ).resolves.toEqual({
      retired: [],
      entityRefs: [],
    });
    await store.syncShards(['catalog', 'cluster:prod', 'cluster:dev'], later);
    const back = (await store.shards()).find(it => it.id === 'cluster:dev');
    expect(back).toMatchObject({ nextAt: later });
    expect(back).not.toHaveProperty('retiredAt');
  });

  it('lets replicas that start together make the shards once', async () => {
    const { store } = await setUp();
    const ids = ['catalog', 'cluster:a', 'cluster:b'];
    await store.syncShards([...ids, 'cluster:old'], NOON);
    const all = await Promise.all(
      [1, 2, 3].map(() => store.syncShards(ids, NOON)),
    );
    expect(all.flatMap(it => it.retired)).toEqual(['cluster:old']);
    expect((await store.shards()).filter(it => !it.retiredAt)).toHaveLength(3);
    await expect(store.transitions({ limit: 10 })).resolves.toHaveLength(1);
  });

  it('remembers what is stale', async () => {
    const { store } = await setUp();
    await store.syncShards(['cluster:a'], NOON);
    await store.setStaleSignature('cluster:a', 'pods');
    await expect(store.shards()).resolves.toMatchObject([
      { staleSignature: 'pods' },
    ]);
  });
});
