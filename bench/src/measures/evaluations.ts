/** Evaluations of a cluster of so many services, beside the floor under them: measures 3, 4 and 5. */
import { startProcess } from '../harness/remote';
import type { RemoteProcess } from '../harness/remote';
import type { Gauged } from '../harness/gauge';
import type { FloorHandlers } from '../processes/floor';
import type { ReadinessHandlers } from '../processes/readiness';
import { figure, median, ratio } from '../report/arithmetic';
import { measure } from '../report/measure';
import type { Measure } from '../report/measure';
import { CLUSTER } from './bench';
import type { Bench, MeasureGroup } from './bench';

interface Evaluations {
  services: number;
  first: Gauged<{ objects: number; requests: number }>;
  later: Gauged<{ objects: number; requests: number }>[];
  floor: Gauged<number>[];
}

/**
 * Given to what must hold at scale, as docs/how-to/run-at-scale.md tells adopters to: without a limit Node.js collects
 * late, and its memory says how much the machine has.
 */
const HEAP_MB = 640;

const MS_OF = ({ ms }: { ms: number }) => ms;

/** In turns, so that a machine that is busy for a while is busy for both. */
async function evaluations(
  bench: Bench,
  services: number,
  rounds: number,
  heapMb?: number,
): Promise<Evaluations> {
  const estate = await bench.estate(services);
  const measured = async (service: RemoteProcess<ReadinessHandlers>) => {
    await service.call.readCatalog();
    await estate.cluster.call.takeRequests();
    const first = await service.call.evaluate(CLUSTER);
    const { lists } = await estate.cluster.call.takeRequests();
    const floor = await startProcess<FloorHandlers>('floor', {
      options: { port: estate.port, cluster: CLUSTER },
    });
    const result: Evaluations = { services, first, later: [], floor: [] };
    try {
      await floor.call.download(lists);
      for (let round = 0; round < rounds; round += 1) {
        result.floor.push(await floor.call.download(lists));
        result.later.push(await service.call.evaluate(CLUSTER));
      }
    } finally {
      await floor.stop();
    }
    bench.log(
      `${services} services: floor ${seconds(result.floor)}, first ${seconds([
        first,
      ])}, later ${seconds(result.later)}`,
    );
    return result;
  };
  return bench.withService(estate, measured, { heapMb });
}

const seconds = (gauged: { ms: number }[]) =>
  `${figure(median(gauged.map(MS_OF)) / 1000)} s`;

function againstFloor({
  services,
  first,
  later,
  floor,
}: Evaluations): Measure[] {
  const under = median(floor.map(MS_OF));
  const size = `${figure(services)} services`;
  const from = (what: string, gauged: { ms: number }[]) =>
    `${what} ${seconds(gauged)}, floor ${seconds(floor)}, ${figure(
      first.value.objects,
    )} objects in ${first.value.requests} requests`;
  return [
    measure(
      {
        id: 3,
        name: `A later evaluation with nothing changed ÷ download and parse, ${size}`,
        unit: '×',
        note: from('later', later),
      },
      ratio(median(later.map(MS_OF)), under),
      { atMost: 1.3 },
    ),
    measure(
      {
        id: 3,
        name: `The first evaluation ÷ download and parse, ${size}`,
        unit: '×',
        note: from('first', [first]),
      },
      ratio(first.ms, under),
      { atMost: 2.5 },
    ),
  ];
}

function growth(small: Evaluations, large: Evaluations): Measure[] {
  const times = figure(large.services / small.services);
  const peak = Math.max(
    ...[large.first, ...large.later].map(
      ({ rssPeak }) => rssPeak - large.first.rssIdle,
    ),
  );
  return [
    measure(
      {
        id: 4,
        name: `Time of a later evaluation, ${times} × the services`,
        unit: '×',
        note: `${seconds(small.later)} at ${figure(small.services)}, ${seconds(
          large.later,
        )} at ${figure(large.services)}`,
      },
      ratio(median(large.later.map(MS_OF)), median(small.later.map(MS_OF))),
      { atMost: 11 },
    ),
    measure(
      {
        id: 4,
        name: `Peak memory above idle, ${figure(
          large.services,
        )} services, in a heap of ${figure(HEAP_MB)} MB`,
        unit: 'MB',
        note: `idle ${figure(
          large.first.rssIdle,
        )} MB; first evaluation ${figure(
          large.first.rssPeak,
        )} MB, later ${large.later
          .map(({ rssPeak }) => figure(rssPeak))
          .join(', ')} MB`,
      },
      peak,
      { atMost: 512 },
    ),
  ];
}

function delays({ services, first, later }: Evaluations): Measure {
  const all = [first, ...later];
  return measure(
    {
      id: 5,
      name: `Event-loop delay, 99th percentile, evaluating ${figure(
        services,
      )} services`,
      unit: 'ms',
      note: `first ${figure(first.delayP99)}, later ${later
        .map(({ delayP99 }) => figure(delayP99))
        .join(', ')}; longest ${figure(
        Math.max(...all.map(({ delayMax }) => delayMax)),
      )}`,
    },
    Math.max(...all.map(({ delayP99 }) => delayP99)),
    { atMost: 50 },
  );
}

export const evaluationMeasures: MeasureGroup = {
  ids: [3, 4, 5],
  async run(bench) {
    const { services, large, rounds } = bench.sizes;
    const small = await evaluations(bench, services, rounds);
    if (large === services) return [...againstFloor(small), delays(small)];
    const much = await evaluations(bench, large, Math.min(rounds, 3), HEAP_MB);
    return [
      ...againstFloor(small),
      ...againstFloor(much),
      ...growth(small, much),
      delays(much),
    ];
  },
};
