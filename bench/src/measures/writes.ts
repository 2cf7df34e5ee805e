/** Measure 6: which rows an evaluation writes when nothing has changed, and when one service has. */
import type { Writes } from '../harness/writes';
import { measure } from '../report/measure';
import { entityRefOf } from '../workload/catalog';
import { CLUSTER } from './bench';
import type { MeasureGroup } from './bench';

/** What every run writes: how fresh the evidence is, and whose turn it is. */
const OF_EVERY_RUN = ['observations', 'shards'];

/** Its container asks for nothing any more: three checks fail. */
const CHANGED = 4;

/** The number that tells lists to count anew, of no service: it grows with each change, and with nothing else. */
const OF_LISTS = 'list_version';

function rowsBeside(writes: Writes, entityRef?: string): [string, number][] {
  return Object.entries(writes)
    .filter(([table]) => !OF_EVERY_RUN.includes(table))
    .filter(([table]) => entityRef === undefined || table !== OF_LISTS)
    .flatMap(([table, rows]) =>
      Object.entries(rows)
        .filter(([ref]) => ref !== entityRef)
        .map(([ref, count]): [string, number] => [`${table} ${ref}`, count]),
    );
}

const sum = (rows: readonly [string, number][]) =>
  rows.reduce((total, [, count]) => total + count, 0);

const described = (writes: Writes) =>
  Object.entries(writes)
    .map(
      ([table, rows]) =>
        `${table} ${Object.values(rows).reduce((a, b) => a + b, 0)}`,
    )
    .sort()
    .join(', ');

export const writeMeasures: MeasureGroup = {
  ids: [6],
  async run(bench) {
    const { services } = bench.sizes;
    const estate = await bench.estate(services);
    return bench.withService(estate, async service => {
      await service.call.readCatalog();
      await service.call.evaluate(CLUSTER);
      await service.call.settle();
      await service.call.takeWrites();
      await service.call.evaluate(CLUSTER);
      const unchanged = await service.call.takeWrites();
      await estate.cluster.call.change({ index: CHANGED, bare: true });
      await service.call.evaluate(CLUSTER);
      const changed = await service.call.takeWrites();
      await estate.cluster.call.change({ index: CHANGED });
      const own = rowsBeside(changed).filter(([row]) =>
        row.endsWith(` ${entityRefOf(CHANGED)}`),
      ).length;
      if (own === 0) throw new Error('the change of a service was not written');
      return [
        measure(
          {
            id: 6,
            name: 'Rows written with nothing changed, observations aside',
            unit: 'rows',
            note: `written: ${described(unchanged)}`,
          },
          sum(rowsBeside(unchanged)),
          { atMost: 0 },
        ),
        measure(
          {
            id: 6,
            name: 'Rows of other services written with one changed',
            unit: 'rows',
            note: `written: ${described(changed)}`,
          },
          sum(rowsBeside(changed, entityRefOf(CHANGED))),
          { atMost: 0 },
        ),
      ];
    });
  },
};
