import { OpenCounts } from './openCounts';

const items = [{ scorecard: 's', item: 'i' }];

function setUp() {
  let now = Date.parse('2026-11-21T12:00:00Z');
  const store = { checkCounts: jest.fn(async () => new Map()) };
  return {
    store,
    counts: new OpenCounts({ store, clock: () => new Date(now) }),
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

describe('counts of what is open', () => {
  it('are read once for everybody who asks at the same time and may see the same', async () => {
    const { store, counts } = setUp();
    await Promise.all([counts.of({ items }), counts.of({ items })]);
    await counts.of({ items, allowedRefs: undefined });
    expect(store.checkCounts).toHaveBeenCalledTimes(1);
  });

  it.each([
    [{ items: [] }],
    [{ items: [{ scorecard: 's', item: 'other' }] }],
    [{ items, allowedRefs: [] }],
    [{ items, allowedRefs: ['component:default/a'] }],
  ])('are read anew for %j', async other => {
    const { store, counts } = setUp();
    await counts.of({ items });
    await counts.of(other);
    expect(store.checkCounts).toHaveBeenLastCalledWith(other);
  });

  it('are forgotten after some seconds', async () => {
    const { store, counts, wait } = setUp();
    await counts.of({ items });
    wait(9);
    await counts.of({ items });
    expect(store.checkCounts).toHaveBeenCalledTimes(1);
    wait(1);
    await counts.of({ items });
    expect(store.checkCounts).toHaveBeenCalledTimes(2);
  });

  it('are asked again where they could not be read', async () => {
    const { store, counts } = setUp();
    store.checkCounts.mockRejectedValueOnce(new Error('no database'));
    await expect(counts.of({ items })).rejects.toThrow('no database');
    await expect(counts.of({ items })).resolves.toEqual(new Map());
  });
});
