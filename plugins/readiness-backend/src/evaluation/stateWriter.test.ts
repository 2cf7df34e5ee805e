import type { DatabaseReadinessStore } from '../store';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  NOON,
} from '../store/testing';
import { claim } from '../store/__testUtils__/leases';
import type { Lease } from '../store/types';
import type { FreshState } from './judge';
import { StateWriter } from './stateWriter';

const databases = eachDatabase();
const SCORECARD = {
  definition: { id: 's' },
  items: [],
} as never;

const fresh = (name: string, digest = 'd1'): FreshState => ({
  entityRef: `component:default/${name}`,
  scorecard: 's',
  cluster: 'prod',
  environment: 'production',
  judged: new Map([['q', { r: 'pass' }]]),
  workloads: [],
  revisions: {},
  selection: '',
  digest,
});

const whose = (name: string) => ({
  ...entityRow(name),
  scorecards: [SCORECARD],
});

describe('states are written while others are judged', () => {
  let store: DatabaseReadinessStore;
  let lease: Lease;
  const begun = jest.fn(async () => undefined);

  const writerOf = async () =>
    new StateWriter({
      store,
      lease,
      cluster: 'prod',
      stored: await store.stateDigests('prod'),
      now: () => NOON,
      alive: async () => undefined,
      beforeFirst: begun,
    });
  const stored = async () =>
    [...(await store.stateDigests('prod')).keys()].map(
      key => key.split('\n')[0].split('/')[1],
    );
  const evaluate = async (names: string[], unreadable: string[] = []) => {
    const writer = await writerOf();
    for (const name of names) writer.add([fresh(name)], whose(name));
    return writer.end(new Set(unreadable.map(it => fresh(it).entityRef)));
  };

  beforeEach(async () => {
    ({ store } = await createTestStore(databases, 'SQLITE_3', {
      clock: () => NOON,
    }));
    lease = await claim(store, 'cluster:prod', NOON);
    begun.mockClear();
  });

  it('some hundred at a time', async () => {
    const writer = await writerOf();
    let judged = 0;
    while (!writer.isFull) {
      judged += 1;
      const name = `service-${judged}`;
      writer.add([fresh(name)], whose(name));
    }
    expect(judged).toBeLessThan(1000);
    expect(await stored()).toEqual([]);
    await writer.write();
    expect(writer.isFull).toBe(false);
    expect((await stored()).length).toBe(judged);
    const { states, entityRefs } = await writer.end(new Set());
    expect([states, entityRefs.size]).toEqual([judged, judged]);
    expect(begun).toHaveBeenCalledTimes(1);
  });

  it('and what nothing stands for any more goes at the end', async () => {
    await evaluate(['api', 'cart', 'web']);
    const { states, entityRefs } = await evaluate(['web'], ['cart']);
    expect(await stored()).toEqual(['cart', 'web']);
    // That of `web` was told to be another and is not.
    expect([states, [...entityRefs]]).toEqual([1, ['component:default/api']]);
  });

  it('but nothing where nothing has changed', async () => {
    await evaluate(['api', 'web']);
    begun.mockClear();
    const writer = await writerOf();
    writer.leave([fresh('api')]);
    const digests = await store.stateDigests('prod');
    const digest = [...digests.values()][1];
    writer.add([fresh('web', digest)], whose('web'));
    const { states } = await writer.end(new Set());
    expect(states).toBe(0);
    expect(begun).not.toHaveBeenCalled();
    expect(await stored()).toEqual(['api', 'web']);
  });
});
