/** Runs the measures that are asked for, prints the table and writes it down. */
import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DEFAULTS, readArguments } from './arguments';
import type { BenchArguments } from './arguments';
import { Bench } from './measures/bench';
import type { MeasureGroup } from './measures/bench';
import { evaluationMeasures } from './measures/evaluations';
import { libraryMeasures } from './measures/library';
import { listMeasures } from './measures/lists';
import { pageMeasures } from './measures/pages';
import { replicaMeasures } from './measures/replicas';
import { requestMeasures } from './measures/requests';
import { retentionMeasures } from './measures/retention';
import { rivalMeasures } from './measures/rival';
import { stormMeasures } from './measures/storm';
import { writeMeasures } from './measures/writes';
import { KeptFigures } from './report/kept';
import { thisMachine } from './report/machine';
import type { Machine } from './report/machine';
import { notMeasured } from './report/measure';
import type { Measure } from './report/measure';
import { page, textTable } from './report/table';

/** In the order in which they run: those of one size stand together. */
const GROUPS: readonly MeasureGroup[] = [
  libraryMeasures,
  requestMeasures,
  writeMeasures,
  rivalMeasures,
  evaluationMeasures,
  listMeasures,
  pageMeasures,
  retentionMeasures,
  stormMeasures,
  replicaMeasures,
];

const KNOWN = GROUPS.flatMap(({ ids }) => ids);
const ROOT = path.join(__dirname, '../..');
const PAGE = path.join(ROOT, 'docs/benchmarks.md');
const KEPT = path.join(ROOT, '.test-output/bench.json');

const PROFILE = ['--cpu-prof', '--cpu-prof-dir=.test-output/profiles'];

const log = (line: string) => process.stderr.write(`bench: ${line}\n`);

/** The exit code: 0 when everything was measured, whatever the figures; 1 otherwise. */
export async function main(args: string[]): Promise<number> {
  const wanted = readArguments(args, KNOWN);
  const machine = thisMachine();
  const measures = await runAll(wanted, machine);
  process.stdout.write(`${textTable(measures)}\n`);
  if (wanted.json) {
    const figures = measures.map(one => ({ ...one, value: one.value ?? null }));
    const text = JSON.stringify({ measures: figures, machine }, null, 2);
    fs.writeFileSync(wanted.json, `${text}\n`);
  }
  // A part of the measures, or small ones, are no page to show.
  if (!wanted.only && !wanted.sizes.smoke && !wanted.json)
    fs.writeFileSync(PAGE, page(measures, machine));
  return measures.every(({ value }) => value !== undefined) ? 0 : 1;
}

async function runAll(
  { only, sizes, profile, resume }: BenchArguments,
  machine: Machine,
): Promise<Measure[]> {
  // Small figures, and those of a process that is profiled, are nothing to go on with.
  const kept =
    isDeepStrictEqual(sizes, DEFAULTS) && !profile
      ? new KeptFigures(KEPT, machine)
      : undefined;
  const bench = new Bench(sizes, log, profile ? PROFILE : []);
  const measures: Measure[] = [];
  try {
    for (const group of GROUPS) {
      if (only && !group.ids.some(id => only.includes(id))) continue;
      const known = resume ? kept?.of(group.ids) : undefined;
      const figures = known ?? (await runGroup(group, bench));
      kept?.keep(group.ids, figures);
      measures.push(...figures);
    }
  } finally {
    await bench.close();
  }
  return measures
    .filter(({ id }) => !only || typeof id === 'string' || only.includes(id))
    .sort((a, b) => order(a) - order(b));
}

const order = ({ id }: Measure) => (typeof id === 'number' ? id : Infinity);

async function runGroup(group: MeasureGroup, bench: Bench): Promise<Measure[]> {
  const startedAt = performance.now();
  log(`measures ${group.ids.join(', ')}`);
  try {
    const measures = await group.run(bench);
    // All of it takes long, and may be ended before its end.
    log(`\n${textTable(measures)}`);
    return measures;
  } catch (error) {
    const { message, stack } = error as Error;
    log(stack ?? message);
    return group.ids.map(id => notMeasured(id, `measure ${id}`, message));
  } finally {
    log(`took ${Math.round((performance.now() - startedAt) / 1000)} s`);
  }
}
