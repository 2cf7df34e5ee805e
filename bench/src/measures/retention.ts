/** Measure 7: how a database grows in a day of hourly evaluations, against one that keeps every run. */
import { figure, ratio } from '../report/arithmetic';
import { measure } from '../report/measure';
import { CLUSTER } from './bench';
import type { Bench, MeasureGroup } from './bench';
import { withTechInsights } from './rival';

const HOURS = 24;
const CHECKS = 40;
/** Of all items, in a day. */
const CHANGING = 0.01;
/** A container without resources fails so many checks. */
const ITEMS_A_CHANGE = 3;

/** How many services change in each hour; over a day, about one item in a hundred does. */
export function changesPerHour(services: number): number {
  const items = services * CHECKS * CHANGING;
  return Math.max(1, Math.round(items / ITEMS_A_CHANGE / HOURS));
}

/**
 * What breaks in one hour is mended in the next: an estate that only gets worse would have more to tell at night than in
 * the morning, and that is no growth.
 */
async function oursInADay(bench: Bench, services: number) {
  const estate = await bench.estate(services);
  const each = changesPerHour(services);
  return bench.withService(estate, async service => {
    await service.call.readCatalog();
    await service.call.evaluate(CLUSTER);
    await service.call.settle();
    const before = await service.call.size();
    for (let hour = 0; hour < HOURS; hour += 1) {
      for (let at = 0; at < each; at += 1) {
        const index = (Math.floor(hour / 2) * each + at) % services;
        await estate.cluster.call.change({ index, bare: hour % 2 === 0 });
      }
      await service.call.passHours(1);
    }
    return { before, grown: (await service.call.size()) - before };
  });
}

const MB = 1024 * 1024;

export const retentionMeasures: MeasureGroup = {
  ids: [7],
  async run(bench) {
    const { large } = bench.sizes;
    const ours = await oursInADay(bench, large);
    const { port } = await bench.estate(large);
    const theirs = await withTechInsights(
      { port, services: large },
      async rival => {
        const before = await rival.call.size();
        await rival.call.storeRuns(HOURS);
        return (await rival.call.size()) - before;
      },
    );
    return [
      measure(
        {
          id: 7,
          name: `Growth of the database in a day ÷ that of storing every run, ${figure(
            large,
          )} services`,
          unit: '×',
          note:
            `${figure(ours.grown / MB)} MB beside ${figure(
              ours.before / MB,
            )} MB of state; ` +
            `${figure(
              theirs / MB,
            )} MB for ${HOURS} runs of tech-insights' store; ${
              HOURS * changesPerHour(large)
            } changes of a service`,
        },
        ratio(ours.grown, theirs),
        { atMost: 1 / 50 },
      ),
    ];
  },
};
