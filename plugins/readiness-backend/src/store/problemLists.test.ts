import { InputError } from '@backstage/errors';
import { claim } from './__testUtils__/leases';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  NOON,
  problemRow,
  stateRow,
} from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('lists of problems on %s', id => {
  it('go by check, item and queue, page by page', async () => {
    const { store } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    const lease = await claim(store, 'cluster:prod', NOON);
    const names = ['a', 'b', 'c'];
    await store.mirror(
      lease,
      names.map(name => entityRow(name, { owner: `group:default/${name}` })),
    );
    const unknown = {
      check: 'probe',
      item: 'x',
      result: 'unknown',
      cause: 'forbidden',
    } as const;
    await store.applyState(lease, {
      upserts: names.map(name => ({
        state: stateRow(name),
        problems: [
          problemRow(name),
          problemRow(name, {
            ...unknown,
            responsible: 'platform',
            severity: 'recommended',
          }),
        ],
      })),
      deletes: [],
      transitions: [],
    });
    const first = await store.listProblems(
      { check: ['pdb-covers-workload'] },
      { limit: 2 },
    );
    expect(first).toMatchObject({ total: 3, nextCursor: expect.any(String) });
    expect(first.items[0]).toEqual({
      problem: problemRow('a'),
      entity: entityRow('a', { owner: 'group:default/a' }),
    });
    const cursor = first.nextCursor;
    const rest = await store.listProblems(
      { check: ['pdb-covers-workload'] },
      { limit: 2, cursor },
    );
    expect(rest.items.map(it => it.problem)).toEqual([problemRow('c')]);
    expect(rest).not.toHaveProperty('nextCursor');

    const count = async (filter: Parameters<typeof store.listProblems>[0]) =>
      (await store.listProblems(filter, { limit: 10 })).items.length;
    await expect(
      count({ responsible: ['platform'], result: ['unknown'] }),
    ).resolves.toBe(3);
    await expect(
      count({ item: ['x'], allowedRefs: ['component:default/b'] }),
    ).resolves.toBe(1);
    await expect(
      count({ cause: ['forbidden'], owner: ['group:default/c'] }),
    ).resolves.toBe(1);
    await expect(
      count({ severity: ['blocking'], cluster: ['prod'] }),
    ).resolves.toBe(3);
    await expect(
      count({ result: ['fail'], environment: ['dev'] }),
    ).resolves.toBe(0);
    await expect(
      store.listProblems({}, { limit: 2, cursor: 'x' }),
    ).rejects.toThrow(InputError);
  });
});
