import { claim } from './__testUtils__/leases';
import {
  createTestStore,
  eachDatabase,
  minutesAfter,
  NOON,
  runSummary,
} from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

const ANN = 'user:default/ann';

describe.each(databases.eachSupportedId())('evaluations on %s', id => {
  async function setUp() {
    const { store } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    await store.syncShards(['cluster:prod'], NOON);
    return { store };
  }

  it('makes one run of a storm of clicks, due at once', async () => {
    const { store } = await setUp();
    const lease = await claim(store, 'cluster:prod', NOON);
    await store.releaseShard(lease, minutesAfter(NOON, 5), runSummary());

    const rows = await Promise.all(
      Array.from({ length: 10 }, () =>
        store.requestEvaluation('cluster:prod', ANN, NOON),
      ),
    );
    expect(new Set(rows.map(row => row.id)).size).toBe(1);
    expect(rows[0]).toEqual({
      id: expect.any(String),
      shard: 'cluster:prod',
      status: 'queued',
      requestedBy: ANN,
      requestedAt: NOON,
    });
    await expect(store.claimShard('w', NOON, 60_000)).resolves.toMatchObject({
      shard: 'cluster:prod',
    });
  });

  it('queues another one while a run is under way, and runs it right after', async () => {
    const { store } = await setUp();
    const first = await store.requestEvaluation('cluster:prod', ANN, NOON);
    const lease = await claim(store, 'cluster:prod', NOON);
    const ids = await store.startEvaluations(lease, NOON);
    expect(ids).toEqual([first.id]);

    const second = await store.requestEvaluation('cluster:prod', ANN, NOON);
    expect(second.id).not.toBe(first.id);
    await store.progress(lease, ids, 'observing pods', 12, 31);
    await expect(store.evaluation(first.id)).resolves.toMatchObject({
      status: 'running',
      startedAt: NOON,
      step: 'observing pods',
      done: 12,
      total: 31,
    });
    await expect(store.evaluation(second.id)).resolves.toEqual(second);

    const run = runSummary({ outcome: 'failed', message: 'no route to host' });
    await store.finishEvaluations(lease, ids, run, minutesAfter(NOON, 1));
    await expect(store.evaluation(first.id)).resolves.toMatchObject({
      status: 'failed',
      finishedAt: minutesAfter(NOON, 1),
      run,
    });
    await store.releaseShard(lease, minutesAfter(NOON, 60), run);

    const again = await store.claimShard('w', minutesAfter(NOON, 1), 60_000);
    expect(again).toMatchObject({ shard: 'cluster:prod' });
    await expect(store.startEvaluations(again!, NOON)).resolves.toEqual([
      second.id,
    ]);
    await store.releaseShard(again!, minutesAfter(NOON, 60), run);
    await expect(
      store.claimShard('w', minutesAfter(NOON, 2), 60_000),
    ).resolves.toBeUndefined();
  });

  it('lists the latest first', async () => {
    const { store } = await setUp();
    await store.syncShards(['cluster:prod', 'cluster:dev'], NOON);
    const a = await store.requestEvaluation('cluster:prod', ANN, NOON);
    const b = await store.requestEvaluation(
      'cluster:dev',
      ANN,
      minutesAfter(NOON, 1),
    );
    await expect(store.evaluations(5)).resolves.toEqual([b, a]);
    await expect(store.evaluations(1)).resolves.toEqual([b]);
  });

  it('knows no evaluation of a strange id or shard', async () => {
    const { store } = await setUp();
    await expect(store.evaluation('nul\u0000')).resolves.toBeUndefined();
    await expect(
      store.requestEvaluation('cluster:x\u0000', ANN, NOON),
    ).rejects.toThrow('There is no shard');
  });
});
