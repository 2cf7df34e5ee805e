import { createTestStore, eachDatabase, gateRow, NOON } from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

const blocked = { verdict: 'blocked' } as const;

describe.each(databases.eachSupportedId())('gates by verdict on %s', id => {
  it('are counted for each scorecard and environment', async () => {
    const { store } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    const staging = { environment: 'staging' };
    await store.writeGates(
      [
        gateRow('a'),
        gateRow('b'),
        gateRow('c', blocked),
        gateRow('a', {}, staging),
        gateRow('a', blocked, { scorecard: 'another' }),
      ],
      [],
      [],
    );
    const { scorecard } = gateRow('a');
    const { verdict } = gateRow('a').state;
    expect(await store.countGates()).toEqual([
      { environment: '', scorecard: 'another', verdict: 'blocked', gates: 1 },
      { environment: '', scorecard, verdict: 'blocked', gates: 1 },
      { environment: '', scorecard, verdict, gates: 2 },
      { environment: 'staging', scorecard, verdict, gates: 1 },
    ]);
  });
});

it('are counted along an index, without a row being read or sorted', async () => {
  const { store, knex } = await createTestStore(databases, 'SQLITE_3');
  const asked: string[] = [];
  knex.on('query', ({ sql }: { sql: string }) => asked.push(sql));
  await store.countGates();
  const steps = await knex.raw(`EXPLAIN QUERY PLAN ${asked[0]}`);
  expect(steps.map(({ detail }: { detail: string }) => detail)).toEqual([
    'SCAN gates USING COVERING INDEX gates_summary_idx',
  ]);
});
