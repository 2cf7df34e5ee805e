import { ConflictError } from '@backstage/errors';
import { isNewer } from '../reports/order';
import { claim } from './__testUtils__/leases';
import { openReplicas, together } from './__testUtils__/replicas';
import { watchWrites } from './__testUtils__/writes';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  minutesAfter,
  NOON,
  reportRow,
  NO_GATE_CHANGES,
} from './testing';
import { GateInputs, ReportFilter, ReportRow } from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

const CART = 'component:default/cart';
const SHOP = 'component:default/shop';

const at = (minutes: number) => minutesAfter(NOON, minutes);
const ids = (rows: ReportRow[]) => rows.map(row => row.id);

const complete = reportRow('1', {
  environment: 'production',
  commit: 'c0ffee',
  imageDigest: 'sha256:1',
  link: 'https://example.com/run/1',
  data: { thresholds: [{ name: 'p95', passed: true }] },
  notes: ['two files', '«quoted» \u0000'],
});

describe.each(databases.eachSupportedId())('reports on %s', id => {
  const replicaOf = openReplicas();

  async function setUp(...rows: ReportRow[]) {
    const { store, knex } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    for (const row of rows) {
      await store.addReport(row);
    }
    return { store, knex };
  }

  it.each([complete, reportRow('2')])('keep $id as it was', async row => {
    const { store } = await setUp();
    await expect(store.addReport(row)).resolves.toEqual({
      outcome: 'new',
      row,
    });
    await expect(store.reports({})).resolves.toEqual([row]);
  });

  it('answer a repetition with what is stored', async () => {
    const { store, knex } = await setUp(complete);
    const writes = await watchWrites(knex, ['reports']);
    const again = {
      ...complete,
      id: '2',
      receivedAt: at(5),
      by: 'user:default/ann',
      data: {},
      notes: [],
    };
    await expect(store.addReport(again)).resolves.toEqual({
      outcome: 'repeated',
      row: complete,
    });
    await expect(writes()).resolves.toEqual({ reports: 0 });
  });

  it.each<[string, Partial<ReportRow>]>([
    ['body', { digest: 'd2' }],
    ['time', { time: at(-1) }],
    ['commit', { commit: 'decade' }],
    ['commit', { commit: undefined }],
    ['image', { imageDigest: 'sha256:2' }],
    ['link', { link: undefined }],
    ['time, commit, body', { time: at(-1), commit: 'decade', digest: 'd2' }],
  ])('refuse a run that says another %s', async (what, more) => {
    const { store } = await setUp(complete);
    const adding = store.addReport({ ...complete, id: '2', ...more });
    await expect(adding).rejects.toThrow(ConflictError);
    await expect(adding).rejects.toThrow(
      `the run run-1 of load-test was reported before with another ${what};`,
    );
    await expect(store.reports({})).resolves.toEqual([complete]);
  });

  it.each<[string, Partial<ReportRow>]>([
    ['entity', { entityRef: SHOP }],
    ['type', { type: 'unit-tests' }],
    ['environment', { environment: 'staging' }],
    ['run', { runId: 'run-2' }],
  ])('are others where the %s is', async (_, more) => {
    const { store } = await setUp(complete);
    const row = { ...complete, id: '2', digest: 'd2', ...more };
    await expect(store.addReport(row)).resolves.toEqual({
      outcome: 'new',
      row,
    });
  });

  it.each<[string, ReportFilter, string[]]>([
    ['all, newest first', {}, ['new', 'b', 'a', 'shops', 'late']],
    ['of an entity', { entityRefs: [SHOP] }, ['shops']],
    [
      'of entities',
      { entityRefs: [CART, SHOP] },
      ['new', 'b', 'a', 'shops', 'late'],
    ],
    ['of no entity', { entityRefs: [] }, []],
    ['of a type', { entityRefs: [CART], type: 'unit-tests' }, ['new', 'a']],
    ['of a commit', { candidate: { commit: 'c1' } }, ['b', 'shops']],
    ['of an image', { candidate: { imageDigest: 'i1' } }, ['a']],
    [
      'of a commit or image',
      { entityRefs: [CART], candidate: { commit: 'c1', imageDigest: 'i1' } },
      ['b', 'a'],
    ],
    ['of no candidate', { candidate: {} }, []],
    [
      'of what cannot be',
      { type: '\u0000', candidate: { commit: '\u0000' } },
      [],
    ],
    ['at most', { limit: 2 }, ['new', 'b']],
    [
      'after another',
      { entityRefs: [CART], limit: 2, before: { time: at(-3), id: 'b' } },
      ['a', 'late'],
    ],
  ])('are listed: %s', async (_, filter, expected) => {
    const { store } = await setUp(
      reportRow('new', { time: at(-1), type: 'unit-tests' }),
      // Arrived last, of an earlier run.
      reportRow('late', { time: at(-9), receivedAt: at(9) }),
      reportRow('a', { time: at(-3), type: 'unit-tests', imageDigest: 'i1' }),
      reportRow('b', { time: at(-3), commit: 'c1', imageDigest: 'i2' }),
      reportRow('shops', { time: at(-5), entityRef: SHOP, commit: 'c1' }),
    );
    expect(ids(await store.reports(filter))).toEqual(expected);
  });

  it('the newest of each entity, type and environment is the one that is newer than all others', async () => {
    const rows: ReportRow[] = [];
    for (const entityRef of [CART, SHOP, 'component:default/other']) {
      for (const type of ['a', 'load-test', 'load-test2']) {
        for (const environment of ['', 'production', 'staging']) {
          for (const [minutes, received, runId] of [
            [0, 0, '9'],
            [3, 1, '1'],
            [3, 2, '10'],
            [3, 2, '2'],
            [1, 9, '7'],
          ] as const) {
            rows.push(
              reportRow(`${rows.length}`, {
                entityRef,
                type,
                environment,
                runId,
                time: at(minutes),
                receivedAt: at(received),
              }),
            );
          }
        }
      }
    }
    const { store } = await setUp(...rows);
    const refs = [SHOP, CART, SHOP, 'component:default/none'];
    const newest = rows.filter(
      row =>
        refs.includes(row.entityRef) &&
        !rows.some(
          other =>
            other.entityRef === row.entityRef &&
            other.type === row.type &&
            other.environment === row.environment &&
            isNewer(other, row),
        ),
    );
    expect(newest).toHaveLength(18);
    await expect(store.latestReports(refs)).resolves.toEqual(newest);
    await expect(store.latestReports([])).resolves.toEqual([]);
    await expect(store.latestReports(['\u0000'])).resolves.toEqual([]);
  });

  it('are what gates are computed from, and outlive their entity', async () => {
    const { store } = await setUp(
      reportRow('1'),
      reportRow('2', { time: at(-1) }),
      reportRow('3', { entityRef: SHOP }),
    );
    const lease = await claim(store, 'catalog', NOON);
    await store.mirror(lease, [entityRow('cart')]);
    const compute = jest.fn((_: GateInputs) => NO_GATE_CHANGES);
    await store.recomputeGates([CART], compute);
    expect(compute.mock.calls[0][0].reports).toEqual([reportRow('1')]);

    await store.mirror(lease, []);
    await expect(store.reports({})).resolves.toHaveLength(3);
  });

  describe('of one run at the same moment', () => {
    const second = { ...complete, id: '2', receivedAt: at(1) };

    it.each([
      ['twice: one is new', second, ['new', 'repeated']],
      ['two ways: one is refused', { ...second, digest: 'd2' }, ['new', '']],
    ] as const)('%s', async (_, other, outcomes) => {
      const { knex } = await setUp();
      const [one, two] = [await replicaOf(knex), await replicaOf(knex)];
      const results = await together(
        knex,
        // A third that comes to nothing.
        trx => trx('reports').insert(rowOf({ ...complete, id: '3' })),
        [() => one.addReport(complete), () => two.addReport(other)],
      );
      const told = results.map(it =>
        it.status === 'fulfilled' ? it.value.outcome : '',
      );
      expect([...told].sort()).toEqual([...outcomes].sort());
      const stored = told[0] === 'new' ? complete : other;
      await expect(one.reports({})).resolves.toEqual([stored]);
      expect(
        results.flatMap(it => (it.status === 'fulfilled' ? it.value.row : [])),
      ).toEqual(outcomes.flatMap(it => (it ? [stored] : [])));
    });
  });
});

function rowOf(row: ReportRow): Record<string, string> {
  return {
    id: row.id,
    entity_ref: row.entityRef,
    type: row.type,
    format: row.format,
    environment: row.environment,
    run_id: row.runId,
    time: row.time.toISOString(),
    received_at: row.receivedAt.toISOString(),
    by: row.by,
    data: '{}',
    notes: '[]',
    digest: row.digest,
  };
}
