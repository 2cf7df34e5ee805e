/** Measure 11: a cluster that comes and goes, on a clock that is turned. */
import { figure } from '../report/arithmetic';
import { measure } from '../report/measure';
import type { Measure } from '../report/measure';
import type { Writes } from '../harness/writes';
import { CLUSTER } from './bench';
import type { MeasureGroup } from './bench';

const FLAPS = 10;
const MINUTES_EACH_WAY = 3;
const OPERATOR = 'group:default/platform';

const READINESS = {
  schedule: {
    clusters: { minutes: MINUTES_EACH_WAY },
    catalog: { minutes: 60 },
  },
  maxAge: { minutes: 30 },
  notifications: { operator: OPERATOR },
};

const rowsOf = (writes: Writes, table: string) =>
  Object.values(writes[table] ?? {}).reduce((sum, count) => sum + count, 0);

export const stormMeasures: MeasureGroup = {
  ids: [11],
  async run(bench) {
    const { storm } = bench.sizes;
    const estate = await bench.estate(storm);
    const { cluster } = estate;
    return bench.withService(
      estate,
      async service => {
        await service.call.readCatalog();
        await service.call.evaluate(CLUSTER);
        await service.call.settle();
        await service.call.takeWrites();
        for (let flap = 0; flap < FLAPS; flap += 1) {
          await cluster.call.setFaults({ down: true });
          await service.call.passMinutes(MINUTES_EACH_WAY);
          await cluster.call.clearFaults();
          await service.call.passMinutes(MINUTES_EACH_WAY);
        }
        const writes = await service.call.takeWrites();
        const { messages } = await service.call.told();
        return measures(storm, writes, messages);
      },
      { readiness: READINESS },
    );
  },
};

function measures(
  services: number,
  writes: Writes,
  messages: readonly string[],
): Measure[] {
  const during = `${FLAPS} outages of ${figure(services)} services in an hour`;
  const told = messages.filter(recipient => recipient === OPERATOR).length;
  return [
    measure(
      { id: 11, name: `State rows written in ${during}`, unit: 'rows' },
      rowsOf(writes, 'state'),
      { atMost: 0 },
    ),
    measure(
      {
        id: 11,
        name: `Gates rewritten within maxAge, ${during}`,
        unit: 'rows',
      },
      rowsOf(writes, 'gates'),
      { atMost: 0 },
    ),
    measure(
      {
        id: 11,
        name: `Messages, ${during}`,
        unit: 'messages',
        note: `${told} of them to the operator`,
      },
      messages.length,
      { atMost: 1 },
    ),
  ];
}
