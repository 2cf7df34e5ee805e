/** Our service in a process of its own, evaluated shard by shard as it is told. */
import type { Knex } from 'knex';
import { sizeOf } from '../harness/database';
import type { DatabaseAddress } from '../harness/database';
import { gauge } from '../harness/gauge';
import type { Gauged } from '../harness/gauge';
import { serve } from '../harness/remote';
import { startService } from '../harness/service';
import { tellWrites } from '../harness/writes';
import { clusterShard } from '../product';
import type { ReadinessService, RunSummary } from '../product';
import { catalogEntities } from '../workload/catalog';

export interface ReadinessOptions {
  config: object;
  port: number;
  database: DatabaseAddress;
  services: number;
  /** Clusters that the entities name, in turns. */
  clusters?: readonly string[];
}

export type ReadinessHandlers = ReturnType<typeof handlers>;

const HOUR_MS = 60 * 60_000;

/** A shard that this process took, and when. */
export interface Claim {
  shard: string;
  at: number;
}

interface Running {
  service: ReadinessService;
  knex: Knex;
  clock: { aheadMs: number; now(): Date };
  told: Told;
  database: DatabaseAddress;
}

/** What the service said, to people and in its log. */
interface Told {
  /** Recipients of messages. */
  messages: string[];
  warnings: string[];
}

function handlers({ service, knex, clock, told, database }: Running) {
  const { engine, loop, store } = service;
  const claims: Claim[] = [];
  const claimShard = store.claimShard.bind(store);
  store.claimShard = async (...args) => {
    const lease = await claimShard(...args);
    if (lease) claims.push({ shard: lease.shard, at: Date.now() });
    return lease;
  };
  const runOf = async (shard: string) =>
    (await store.shards()).find(({ id }) => id === shard)?.lastRun;
  let takeWrites: Awaited<ReturnType<typeof tellWrites>> | undefined;
  const settle = async () => {
    while (await engine.runNext()) {
      // until nothing is due
    }
  };
  return {
    /** The catalog alone: it is the only shard before its first evaluation. */
    readCatalog: () => gauge(() => engine.runNext()),
    evaluate: async (cluster: string): Promise<Gauged<RunSummary>> => {
      const shard = clusterShard(cluster);
      const before = await runOf(shard);
      if (before) await settle();
      // The most overdue of all: it is the next one.
      await store.makeDue([shard], new Date(0));
      const gauged = await gauge(() => engine.runNext());
      const run = await runOf(shard);
      if (!run || run.startedAt === before?.startedAt)
        throw new Error(`${cluster} was not evaluated`);
      if (run.outcome === 'failed' || run.errors.length > 0)
        throw new Error(run.message ?? run.errors[0].message);
      return { ...gauged, value: run };
    },
    settle,
    /** Lets hours pass, with what is due in each. */
    passHours: async (hours: number) => {
      for (let hour = 0; hour < hours; hour += 1) {
        clock.aheadMs += HOUR_MS;
        await engine.sweep();
        await settle();
      }
    },
    passMinutes: async (minutes: number) => {
      clock.aheadMs += minutes * 60_000;
      await engine.sweep();
      await settle();
    },
    takeWrites: async () => {
      takeWrites ??= await tellWrites(knex);
      return takeWrites();
    },
    verdicts: async () => {
      const rows: { verdict: string; count: unknown }[] = await knex('gates')
        .where({ environment: '' })
        .groupBy('verdict')
        .select('verdict')
        .count({ count: '*' });
      return Object.fromEntries(
        rows.map(({ verdict, count }) => [verdict, Number(count)]),
      );
    },
    /** How many services fail each check. */
    failing: async () => {
      const rows: { check_id: string; count: unknown }[] = await knex(
        'problems',
      )
        .where({ result: 'fail' })
        .groupBy('check_id')
        .select('check_id')
        .countDistinct({ count: 'entity_ref' });
      return Object.fromEntries(
        rows.map(row => [row.check_id, Number(row.count)]),
      );
    },
    rows: async (table: string) => {
      const [{ count }] = await knex(table).count({ count: '*' });
      return Number(count);
    },
    /** What the loop of a replica does, from here on by itself. */
    startLoop: () => loop.start(),
    stopLoop: () => loop.stop(),
    claims: () => claims,
    told: () => told,
    /** What an evaluation would change if it wrote. */
    stored: async () => {
      const states = await knex('state')
        .orderBy(['entity_ref', 'scorecard', 'cluster', 'environment'])
        .select('entity_ref', 'scorecard', 'cluster', 'environment', 'digest');
      const transitions = await knex('transitions').count({ count: '*' });
      return JSON.stringify({ states, transitions });
    },
    lastRuns: async () =>
      Object.fromEntries(
        (await store.shards()).map(({ id, lastRun }) => [
          id,
          lastRun?.startedAt,
        ]),
      ),
    /** Changes of results that were written down more than once. */
    toldTwice: async () => {
      const rows = await knex('transitions')
        .whereNotNull('item')
        .groupBy(
          'entity_ref',
          'scorecard',
          'item',
          'cluster',
          'environment',
          'from',
          'to',
        )
        .havingRaw('count(*) > 1')
        .select('entity_ref');
      return rows.length;
    },
    size: () => sizeOf(knex, database.kind),
  };
}

serve<ReadinessOptions>(async options => {
  const clock = {
    aheadMs: 0,
    now: () => new Date(Date.now() + clock.aheadMs),
  };
  const told: Told = { messages: [], warnings: [] };
  const { service, knex } = await startService({
    ...options,
    entities: catalogEntities(options),
    clock: clock.now,
    notifications: {
      send: async ({ recipients }: { recipients: { entityRef?: unknown } }) => {
        told.messages.push([recipients.entityRef ?? ''].flat().join());
      },
    } as never,
    warn: message => told.warnings.push(message),
  });
  return handlers({ service, knex, clock, told, database: options.database });
});
