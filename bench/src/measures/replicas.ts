/** Measure 10: three backends on one PostgreSQL, six clusters; one is killed, one is paused. */
import { setTimeout as sleep } from 'node:timers/promises';
import { appConfig, CLUSTER_TOKEN } from '../harness/config';
import { createDatabase } from '../harness/database';
import type { DatabaseAddress } from '../harness/database';
import { startProcess } from '../harness/remote';
import type { RemoteProcess } from '../harness/remote';
import { clusterShard } from '../product';
import type { ClusterHandlers } from '../processes/cluster';
import type {
  Claim,
  ReadinessHandlers,
  ReadinessOptions,
} from '../processes/readiness';
import { measure, notMeasured } from '../report/measure';
import type { Measure } from '../report/measure';
import type { Bench, MeasureGroup } from './bench';

const REPLICAS = 3;
const CLUSTERS = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => `cluster-${name}`);
const SERVICES = 60;
/** As the engine has it. */
const LEASE_SECONDS = 120;
const SLOW_MS = 2_000;

type Replica = RemoteProcess<ReadinessHandlers>;

interface Fleet {
  clusters: Map<string, RemoteProcess<ClusterHandlers>>;
  replicas: Replica[];
  periodSeconds: number;
}

async function withFleet<T>(
  bench: Bench,
  periodSeconds: number,
  work: (fleet: Fleet) => Promise<T>,
): Promise<T> {
  await bench.close();
  const clusters = new Map<string, RemoteProcess<ClusterHandlers>>();
  const replicas: Replica[] = [];
  const database = await createDatabase('postgres');
  try {
    for (const name of CLUSTERS) {
      const options = { services: SERVICES, token: CLUSTER_TOKEN };
      clusters.set(
        name,
        await startProcess<ClusterHandlers>('cluster', { options }),
      );
    }
    const urls: Record<string, string> = {};
    for (const [name, cluster] of clusters)
      urls[name] = await cluster.call.url();
    const kubernetes = await bench.startKubernetes(urls, SERVICES);
    const options: ReadinessOptions = {
      config: appConfig({
        clusters: urls,
        readiness: {
          schedule: {
            clusters: { seconds: periodSeconds },
            catalog: { minutes: 60 },
          },
          maxAge: { minutes: 30 },
        },
      }),
      port: await kubernetes.call.port(),
      database: addressOf(database),
      services: SERVICES,
      clusters: CLUSTERS,
    };
    for (let at = 0; at < REPLICAS; at += 1)
      replicas.push(
        await startProcess<ReadinessHandlers>('readiness', { options }),
      );
    for (const { call } of replicas) await call.startLoop();
    return await work({ clusters, replicas, periodSeconds });
  } finally {
    for (const replica of replicas) {
      replica.signal('SIGCONT');
      await replica.stop();
    }
    for (const cluster of clusters.values()) await cluster.stop();
    await bench.close();
    await database.remove();
  }
}

const addressOf = ({ kind, at }: DatabaseAddress) => ({ kind, at });

async function until(
  what: string,
  isSo: () => Promise<boolean>,
  seconds: number,
): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  while (!(await isSo())) {
    if (Date.now() > deadline)
      throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(200);
  }
}

/** How often a shard was not begun once in a period: twice in one, or in none. */
export function misses(claims: readonly Claim[], periodMs: number): number {
  const times = claims.map(({ at }) => at).sort((a, b) => a - b);
  return times.slice(1).filter((at, index) => {
    const gap = (at - times[index]) / periodMs;
    return gap < 0.5 || gap > 1.5;
  }).length;
}

async function claimsOf(replicas: readonly Replica[], shard: string) {
  const all = await Promise.all(replicas.map(({ call }) => call.claims()));
  return all.flat().filter(claim => claim.shard === shard);
}

async function onceAPeriod(fleet: Fleet, periods: number): Promise<Measure[]> {
  const { replicas, clusters, periodSeconds } = fleet;
  const [{ call }] = replicas;
  const shards = CLUSTERS.map(clusterShard);
  await until(
    'every shard was evaluated',
    async () => {
      const runs = await call.lastRuns();
      return shards.every(shard => runs[shard]);
    },
    120,
  );
  const from = Date.now();
  await clusters.get(CLUSTERS[0])!.call.change({ index: 0, bare: true });
  await sleep(periods * periodSeconds * 1_000);
  let missed = 0;
  let runs = 0;
  for (const shard of shards) {
    const claims = (await claimsOf(replicas, shard)).filter(
      ({ at }) => at >= from,
    );
    missed += misses(claims, periodSeconds * 1_000);
    runs += claims.length;
  }
  return [
    measure(
      {
        id: 10,
        name: `Shards not begun once a period, ${REPLICAS} replicas, ${CLUSTERS.length} clusters`,
        unit: 'times',
        note: `${runs} runs in ${periods} periods of ${periodSeconds} s`,
      },
      missed,
      { atMost: 0 },
    ),
    measure(
      {
        id: 10,
        name: 'Changes of results written down twice',
        unit: 'changes',
      },
      await call.toldTwice(),
      { atMost: 0 },
    ),
  ];
}

/** A replica in the middle of an evaluation of the cluster, which answers slowly from here on. */
async function caughtInside(fleet: Fleet, name: string): Promise<Replica> {
  const { clusters, replicas, periodSeconds } = fleet;
  const shard = clusterShard(name);
  await clusters.get(name)!.call.setFaults({ slow: SLOW_MS });
  const before = (await claimsOf(replicas, shard)).length;
  let holder: Replica | undefined;
  await until(
    `${name} is claimed`,
    async () => {
      if ((await claimsOf(replicas, shard)).length === before) return false;
      const claims = await Promise.all(
        replicas.map(({ call }) => call.claims()),
      );
      const last = claims.map(
        all => all.filter(claim => claim.shard === shard).pop()?.at ?? 0,
      );
      holder = replicas[last.indexOf(Math.max(...last))];
      return true;
    },
    3 * periodSeconds,
  );
  await sleep(SLOW_MS);
  return holder!;
}

/** Seconds until another replica has begun the shard. */
async function takenOver(
  others: readonly Replica[],
  name: string,
  seconds: number,
) {
  const shard = clusterShard(name);
  const startedAt = Date.now();
  const before = (await claimsOf(others, shard)).length;
  await until(
    `${name} is taken over`,
    async () => (await claimsOf(others, shard)).length > before,
    seconds,
  );
  return (Date.now() - startedAt) / 1_000;
}

async function killed(fleet: Fleet): Promise<Measure> {
  const { replicas, clusters, periodSeconds } = fleet;
  const name = CLUSTERS[1];
  const victim = await caughtInside(fleet, name);
  victim.signal('SIGKILL');
  await victim.exited;
  replicas.splice(replicas.indexOf(victim), 1);
  await clusters.get(name)!.call.clearFaults();
  const allowed = LEASE_SECONDS + periodSeconds;
  const seconds = await takenOver(replicas, name, 2 * allowed);
  return measure(
    {
      id: 10,
      name: 'A replica is killed in mid-shard: until another begins it',
      unit: 's',
      note: `a lease of ${LEASE_SECONDS} s and a period of ${periodSeconds} s`,
    },
    seconds,
    { atMost: allowed },
  );
}

async function paused(fleet: Fleet): Promise<Measure> {
  const { replicas, clusters, periodSeconds } = fleet;
  const name = CLUSTERS[2];
  const sleeper = await caughtInside(fleet, name);
  sleeper.signal('SIGSTOP');
  const others = replicas.filter(replica => replica !== sleeper);
  const index = CLUSTERS.indexOf(name);
  await clusters.get(name)!.call.change({ index, bare: true });
  await clusters.get(name)!.call.clearFaults();
  await takenOver(others, name, 2 * (LEASE_SECONDS + periodSeconds));
  // Its run ends, and the shards of the others with it.
  for (const { call } of others) await call.stopLoop();
  const before = await others[0].call.stored();
  sleeper.signal('SIGCONT');
  const lost = async () =>
    (await sleeper.call.told()).warnings.some(text =>
      text.includes(clusterShard(name)),
    );
  await until('the paused replica finds its lease lost', lost, 120);
  await sleeper.call.stopLoop();
  const after = await others[0].call.stored();
  return measure(
    {
      id: 10,
      name: 'A replica is paused past its lease: what it writes afterwards',
      unit: 'changes',
    },
    Number(before !== after),
    { atMost: 0 },
  );
}

export const replicaMeasures: MeasureGroup = {
  ids: [10],
  async run(bench) {
    const { smoke } = bench.sizes;
    return withFleet(bench, smoke ? 4 : 20, async fleet => {
      const measures = await onceAPeriod(fleet, smoke ? 3 : 6);
      if (smoke) return measures;
      for (const step of [killed, paused]) {
        try {
          measures.push(await step(fleet));
        } catch (error) {
          measures.push(notMeasured(10, step.name, (error as Error).message));
        }
      }
      return measures;
    });
  },
};
