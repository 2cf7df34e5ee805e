/** Our service in a process of its own, evaluated shard by shard as it is told. */
import type { Knex } from 'knex';
import { sizeOf } from '../harness/database';
import type { DatabaseAddress } from '../harness/database';
import { gauge } from '../harness/gauge';
import { serve } from '../harness/remote';
import { startService } from '../harness/service';
import { tellWrites } from '../harness/writes';
import { clusterShard } from '../product';
import type { ReadinessService } from '../product';
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

interface Running {
  service: ReadinessService;
  knex: Knex;
  clock: { aheadMs: number; now(): Date };
  told: { messages: number };
  database: DatabaseAddress;
}

function handlers({ service, knex, clock, told, database }: Running) {
  const { engine, store } = service;
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
    evaluate: async (cluster: string) => {
      const shard = clusterShard(cluster);
      const before = await runOf(shard);
      if (before) await settle();
      await store.makeDue([shard], clock.now());
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
      const rows = await knex('gates')
        .where({ environment: '' })
        .groupBy('verdict')
        .select('verdict')
        .count({ count: '*' });
      return Object.fromEntries(
        rows.map(({ verdict, count }) => [verdict, Number(count)]),
      ) as Record<string, number>;
    },
    rows: async (table: string) => {
      const [{ count }] = await knex(table).count({ count: '*' });
      return Number(count);
    },
    messages: () => told.messages,
    size: () => sizeOf(knex, database.kind),
  };
}

serve<ReadinessOptions>(async options => {
  const clock = {
    aheadMs: 0,
    now: () => new Date(Date.now() + clock.aheadMs),
  };
  const told = { messages: 0 };
  const { service, knex } = await startService({
    ...options,
    entities: catalogEntities(options),
    clock: clock.now,
    notifications: {
      send: async () => {
        told.messages += 1;
      },
    } as never,
  });
  return handlers({ service, knex, clock, told, database: options.database });
});
