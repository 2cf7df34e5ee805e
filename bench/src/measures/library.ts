/** Measure 9, and how long the library takes to load. */
import { startProcess } from '../harness/remote';
import type { LibraryHandlers } from '../processes/library';
import { figure, median, percentile } from '../report/arithmetic';
import { measure } from '../report/measure';
import type { MeasureGroup } from './bench';

/** A process loads once: later loads are not what a start costs. */
async function loads(times: number) {
  const all: { ms: number; checks: number }[] = [];
  for (let round = 0; round < times; round += 1) {
    const library = await startProcess<LibraryHandlers>('library', {
      options: {},
    });
    all.push(await library.call.load());
    await library.stop();
  }
  return all;
}

async function judgements(rounds: number, execArgv: string[]) {
  const library = await startProcess<LibraryHandlers>('library', {
    options: {},
    execArgv,
  });
  try {
    return await library.call.judge({ rounds });
  } finally {
    await library.stop();
  }
}

export const libraryMeasures: MeasureGroup = {
  ids: [9],
  async run(bench) {
    const { cpuMs, times } = await judgements(
      bench.sizes.smoke ? 2 : 40,
      bench.profile,
    );
    const loaded = await loads(bench.sizes.smoke ? 1 : 5);
    return [
      measure(
        {
          id: 9,
          name: 'One judgement of one service with 60 checks',
          unit: 'ms',
          note: `of the processor, mean of ${figure(
            times.length,
          )}; by the clock: median ${figure(
            median(times),
          )} ms, 95th percentile ${figure(percentile(times, 95))} ms`,
        },
        cpuMs,
        { atMost: 0.3 },
      ),
      measure(
        {
          id: 'load',
          name: 'Loading the library at start',
          unit: 'ms',
          note: `${loaded[0].checks} checks; median of ${loaded.length} processes`,
        },
        median(loaded.map(({ ms }) => ms)),
        { atMost: 300 },
      ),
    ];
  },
};
