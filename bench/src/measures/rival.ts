/** Measure 2: the same forty questions, asked of tech-insights. */
import { createDatabase } from '../harness/database';
import { startProcess } from '../harness/remote';
import type { RemoteProcess } from '../harness/remote';
import type { TechInsightsHandlers } from '../processes/techInsights';
import { figure, ratio } from '../report/arithmetic';
import { measure } from '../report/measure';
import { CLUSTER } from './bench';
import type { Estate, MeasureGroup } from './bench';

export type TechInsights = RemoteProcess<TechInsightsHandlers>;

export async function withTechInsights<T>(
  { port, services }: Pick<Estate, 'port' | 'services'>,
  work: (rival: TechInsights) => Promise<T>,
): Promise<T> {
  const database = await createDatabase('sqlite');
  const { kind, at } = database;
  const rival = await startProcess<TechInsightsHandlers>('techInsights', {
    options: { port, database: { kind, at }, services },
    env: { LOG_LEVEL: 'error' },
  });
  try {
    return await work(rival);
  } finally {
    await rival.stop();
    await database.remove();
  }
}

export const rivalMeasures: MeasureGroup = {
  ids: [2],
  async run(bench) {
    const { services } = bench.sizes;
    const estate = await bench.estate(services);
    const ours = await bench.withService(estate, async service => {
      await service.call.readCatalog();
      const first = await service.call.evaluate(CLUSTER);
      return { ms: first.ms, failing: await service.call.failing() };
    });
    const theirs = await withTechInsights(estate, async rival => {
      const retrieved = await rival.call.retrieve();
      const checked = await rival.call.runChecks([]);
      return { retrieved, checked };
    });
    const { retrieved, checked } = theirs;
    const differing = differences(ours.failing, checked.value.failing);
    const ms = retrieved.ms + checked.ms;
    return [
      measure(
        {
          id: 2,
          name: `tech-insights ÷ ours: observe, judge and store 40 checks, ${figure(
            services,
          )} services`,
          unit: '×',
          note:
            `ours ${figure(ours.ms / 1000)} s; theirs ${figure(
              retrieved.ms / 1000,
            )} s to retrieve and store, ` +
            `${figure(checked.ms / 1000)} s to check; ${figure(
              checked.value.answers,
            )} answers, ` +
            `${40 - differing.length} of 40 checks fail as often${
              differing.length > 0 ? `, not ${differing.join(', ')}` : ''
            }`,
        },
        ratio(ms, ours.ms),
        { atLeast: 20 },
      ),
    ];
  },
};

/** Checks that do not fail for as many services in both. */
function differences(
  ours: Record<string, number>,
  theirs: Record<string, number>,
): string[] {
  const checks = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...checks].filter(id => ours[id] !== theirs[id]).sort();
}
