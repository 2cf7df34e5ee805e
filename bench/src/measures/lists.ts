/** Measure 8: lists and summaries for people, twenty requests a second, beside the bulk request of tech-insights. */
import { setTimeout as sleep } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import { appConfig } from '../harness/config';
import { createDatabase } from '../harness/database';
import type { DatabaseKind } from '../harness/database';
import { startProcess } from '../harness/remote';
import type { RemoteProcess } from '../harness/remote';
import { makeScorecards } from '../harness/scorecards';
import type { PortalHandlers } from '../processes/portal';
import type {
  ReadinessHandlers,
  ReadinessOptions,
} from '../processes/readiness';
import { figure, median, percentile, ratio } from '../report/arithmetic';
import { measure } from '../report/measure';
import type { Measure } from '../report/measure';
import { CLUSTER } from './bench';
import type { Bench, Estate, MeasureGroup } from './bench';
import { withTechInsights } from './rival';

const SCORECARDS = 5;
const REQUESTS_A_SECOND = 20;
const SECONDS = 30;

const READERS = [
  { user: 'user:default/reader', policy: 'allow-all' },
  { user: 'user:default/owner', policy: 'IS_ENTITY_OWNER' },
];

/** Fifty rows each: as the overview asks, filtered and sorted in its ways. */
const PAGES = [
  '/gates?limit=50&scorecard=bench-1&verdict=blocked&sort=score&order=asc',
  '/gates?limit=50&lifecycle=production&sort=changedAt&order=desc',
  '/gates?limit=50&owner=group:default/team-3&sort=name',
  '/gates?limit=50&q=service-000&sort=verdict',
  '/gates?limit=50&tag=tier-1&scorecard=bench-2&sort=blocking&order=desc',
];
const SUMMARIES = [
  '/gates/summary',
  '/gates/summary?groupBy=owner',
  '/gates/summary?groupBy=system&scorecard=bench-1',
];

interface Latencies {
  pages: number[];
  summaries: number[];
}

/** At a fixed pace, whatever the answers take: what waits is part of the time. */
async function load(
  port: number,
  user: string,
  seconds: number,
): Promise<Latencies> {
  const all: Latencies = { pages: [], summaries: [] };
  const headers = { authorization: mockCredentials.user.header(user) };
  const ask = async (path: string, into: number[]) => {
    const startedAt = performance.now();
    const response = await fetch(
      `http://127.0.0.1:${port}/api/readiness${path}`,
      {
        headers,
      },
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text.slice(0, 300)}`);
    into.push(performance.now() - startedAt);
  };
  // What is visible to a user is read once a minute: not what is measured.
  for (const path of [...PAGES, ...SUMMARIES]) await ask(path, []);
  const asked: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let at = 0; at < seconds * REQUESTS_A_SECOND; at += 1) {
    const due = startedAt + (at * 1_000) / REQUESTS_A_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    const [paths, into] =
      at % 2 === 0 ? [PAGES, all.pages] : [SUMMARIES, all.summaries];
    asked.push(ask(paths[(at >> 1) % paths.length], into));
  }
  await Promise.all(asked);
  return all;
}

function latencyMeasures(
  { pages, summaries }: Latencies,
  where: string,
): Measure[] {
  const of = (name: string, values: number[], atMost: number) =>
    measure(
      {
        id: 8,
        name: `${name}, 95th percentile, ${where}`,
        unit: 'ms',
        note: `median ${figure(median(values))} ms, longest ${figure(
          Math.max(...values),
        )} ms, ${values.length} requests`,
      },
      percentile(values, 95),
      { atMost },
    );
  return [
    of('`GET /gates`, 50 rows', pages, 50),
    of('`GET /gates/summary`', summaries, 100),
  ];
}

interface OnDatabase {
  measures: Measure[];
  /** Of a page of gates, in ms. */
  page: number;
}

/** Each database is filled by an evaluation, then opened by one portal that only answers. */
async function onDatabases(
  bench: Bench,
  estate: Estate,
): Promise<Record<DatabaseKind, OnDatabase>> {
  const { services, url } = estate;
  const scorecards = makeScorecards(SCORECARDS);
  const config = appConfig({
    clusters: { [CLUSTER]: url },
    scorecards: scorecards.names,
  });
  bench.log(`a portal with ${services} entities`);
  const portal = await startProcess<PortalHandlers>('portal', {
    options: { config, services },
    env: { LOG_LEVEL: 'error' },
    execArgv: bench.profile,
  });
  try {
    return {
      sqlite: await onDatabase('sqlite', { bench, estate, config, portal }),
      postgres: await onDatabase('postgres', { bench, estate, config, portal }),
    };
  } finally {
    await portal.stop();
    scorecards.remove();
  }
}

async function onDatabase(
  kind: DatabaseKind,
  {
    bench,
    estate: { services, port },
    config,
    portal,
  }: {
    bench: Bench;
    estate: Estate;
    config: object;
    portal: RemoteProcess<PortalHandlers>;
  },
): Promise<OnDatabase> {
  const database = await createDatabase(kind);
  const address = { kind, at: database.at };
  try {
    bench.log(`${services} entities × ${SCORECARDS} on ${kind}`);
    await fill({ config, port, database: address, services });
    await portal.call.open(address);
    const measures: Measure[] = [];
    const pages: number[] = [];
    for (const { user, policy } of READERS) {
      const latencies = await load(
        await portal.call.port(),
        user,
        bench.sizes.smoke ? 2 : SECONDS,
      );
      pages.push(...latencies.pages);
      const size = `${figure(services)} entities × ${SCORECARDS}`;
      measures.push(
        ...latencyMeasures(latencies, `${size}, ${kind}, ${policy}`),
      );
    }
    return { measures, page: median(pages) };
  } finally {
    await database.remove();
  }
}

async function fill(options: ReadinessOptions): Promise<void> {
  const service = await startProcess<ReadinessHandlers>('readiness', {
    options,
  });
  try {
    await service.call.readCatalog();
    await service.call.evaluate(CLUSTER);
  } finally {
    await service.stop();
  }
}

export const listMeasures: MeasureGroup = {
  ids: [8],
  async run(bench) {
    const { large } = bench.sizes;
    const estate = await bench.estate(large);
    const { sqlite, postgres } = await onDatabases(bench, estate);
    const bulk = await withTechInsights(estate, async rival => {
      await rival.call.storeRuns(1);
      return rival.call.runChecks([]);
    });
    return [
      ...sqlite.measures,
      ...postgres.measures,
      measure(
        {
          id: 8,
          name: `tech-insights' bulk \`POST /checks/run\` ÷ a page of gates, ${figure(
            large,
          )} entities`,
          unit: '×',
          note: `${figure(
            bulk.ms / 1000,
          )} s, of all entities, which sorting by a verdict needs; a page ${figure(
            sqlite.page,
          )} ms`,
        },
        ratio(bulk.ms, sqlite.page),
        { atLeast: 100 },
      ),
    ];
  },
};
