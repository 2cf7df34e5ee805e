/**
 * Runs shards: claims the most overdue one, evaluates it, frees it, and goes on. Every replica has
 * one engine; the database is the queue between them.
 */
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ClusterSnapshot, Observation, ReadPlan } from '../clusters/types';
import type { Definitions } from '../definitions/types';
import type { PrometheusReader } from '../prometheus/client';
import { clusterOfShard, clusterShard } from '../store';
import { LeaseLostError } from '../store/types';
import type {
  Lease,
  ReadinessStore,
  RunSummary,
  ShardRow,
  TransitionCause,
} from '../store/types';
import type { Step, Telemetry } from '../telemetry';
import type { GateContext } from './answers';
import { followedVerdicts, judgeByCatalog } from './catalogJudge';
import { CATALOG_RESOURCE, NO_CLUSTER } from './catalogQuestions';
import { readCatalog } from './catalogShard';
import { evaluateCluster, GATES_BEHIND } from './clusterShard';
import { failureText } from './failure';
import { ObservationIndex } from './freshness';
import { updateGates } from './gates';
import type { ClusterMemory } from './memory';
import type { EvaluationSettings, KnownCluster } from './settings';
import { maxAgesOf, staleEvidence } from './staleness';

export const CATALOG_SHARD = 'catalog';

/** How long a shard may go without a sign of life before another replica takes it. */
const LEASE_MS = 2 * 60_000;
/** How often whoever holds one says so, in steps that do not tell how far they are. */
const ALIVE_MS = 10_000;
/** After a run that failed: what it needs is often only just starting. */
const RETRY_MS = 15_000;
/** After a change of the catalog: it often comes in several steps, at start above all. */
const CATALOG_SETTLES_MS = 5_000;
const DUE_GATES = 500;

/** The clusters that are configured, and how one is read. */
export interface Clusters {
  /** What is configured, never what could be read of it. */
  list(): Promise<readonly KnownCluster[]>;
  observe(
    cluster: string,
    plan: ReadPlan,
    namespaces: readonly string[],
    alive: () => Promise<void>,
  ): Promise<{ snapshot: ClusterSnapshot; requests: number }>;
  /** Undefined: none is configured for the cluster. */
  prometheus?(cluster: string): Promise<PrometheusReader | undefined>;
}

export interface EngineOptions {
  store: ReadinessStore;
  definitions: Definitions;
  plan: ReadPlan;
  settings: EvaluationSettings;
  clusters: Clusters;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  telemetry: Telemetry;
  clock: () => Date;
  /** Tells replicas apart. */
  worker: string;
  /** Called after each evaluation of a cluster, and without one after each sweep, with the time of its transitions. */
  evaluated?: (ended: { at: Date; cluster?: string }) => Promise<void>;
}

export class Engine {
  readonly #options: EngineOptions;
  readonly #memories = new Map<string, ClusterMemory>();

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** What every gate is computed with, read now. */
  async gateContext(): Promise<GateContext> {
    const { store, settings, clock } = this.#options;
    const [observations, clusters] = await Promise.all([
      store.observations(),
      this.#knownClusters(),
    ]);
    return {
      settings,
      clusters,
      observations: new ObservationIndex(observations),
      now: clock(),
    };
  }

  /** While nobody can be asked what is configured, what was configured at the last evaluation stands. */
  async #knownClusters(): Promise<readonly KnownCluster[]> {
    const { store, clusters } = this.#options;
    try {
      return await clusters.list();
    } catch {
      const shards = await store.shards();
      return shards
        .filter(({ id, retiredAt }) => id !== CATALOG_SHARD && !retiredAt)
        .map(({ id }) => ({ name: clusterOfShard(id) }));
    }
  }

  /** Makes sure that there is a catalog to evaluate; its evaluation finds the clusters. */
  async prepare(): Promise<void> {
    const { store, clock } = this.#options;
    const known = (await store.shards())
      .filter(({ retiredAt }) => !retiredAt)
      .map(({ id }) => id);
    if (!known.includes(CATALOG_SHARD))
      await store.syncShards([...known, CATALOG_SHARD], clock());
  }

  /** Evaluates the most overdue shard; false when none is due. */
  async runNext(): Promise<boolean> {
    const { store, worker, clock, logger, telemetry } = this.#options;
    const startedAt = clock();
    const lease = await store.claimShard(worker, startedAt, LEASE_MS);
    if (!lease) return false;
    try {
      await this.#run(lease);
    } catch (error) {
      if (!(error instanceof LeaseLostError)) throw error;
      telemetry.evaluated(lease.shard, {
        outcome: 'lease-lost',
        durationMs: clock().getTime() - startedAt.getTime(),
      });
      logger.warn(`Evaluation of ${lease.shard} stopped: ${error.message}`);
    }
    return true;
  }

  async #run(lease: Lease): Promise<void> {
    const { store, clock, logger, settings, telemetry } = this.#options;
    const startedAt = clock();
    const ids = await store.startEvaluations(lease, startedAt);
    let outcome: ShardOutcome;
    try {
      outcome = await telemetry.evaluation(lease.shard, () =>
        lease.shard === CATALOG_SHARD
          ? this.#evaluateCatalog(lease)
          : this.#evaluateCluster(lease, ids),
      );
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      const message = failureText(error);
      logger.error(
        `Evaluation of ${lease.shard} failed: ${message}`,
        error instanceof Error ? error : undefined,
      );
      outcome = {
        outcome: 'failed',
        message,
        nextInMs: Math.min(RETRY_MS, settings.periodMs),
      };
    }
    const finishedAt = clock();
    const { nextInMs = settings.periodMs, ...figures } = outcome;
    const run: RunSummary = {
      ...NOTHING_DONE,
      ...figures,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      durationMs: finishedAt.getTime() - startedAt.getTime(),
    };
    await store.finishEvaluations(lease, ids, run, finishedAt);
    await store.releaseShard(
      lease,
      new Date(startedAt.getTime() + nextInMs),
      run,
    );
    telemetry.evaluated(lease.shard, run);
  }

  async #evaluateCatalog(lease: Lease): Promise<ShardOutcome> {
    const { store, definitions, catalog, auth, clusters, clock } =
      this.#options;
    const { settings, telemetry } = this.#options;
    const step = <T>(name: Step, work: () => Promise<T>) =>
      telemetry.step(lease.shard, name, work);
    const alive = this.#keeping(lease);
    const shardIds = [...(await clusters.list())].map(({ name }) =>
      clusterShard(name),
    );
    const retired = await store.syncShards(
      [CATALOG_SHARD, ...shardIds],
      clock(),
    );
    for (const cluster of this.#memories.keys())
      if (!shardIds.includes(clusterShard(cluster)))
        this.#memories.delete(cluster);
    const readAt = clock();
    const { toMirror: entities, index } = await step('observe', () =>
      this.#observingCatalog(lease, () =>
        readCatalog(catalog, auth, definitions, readAt, alive),
      ),
    );
    const redefined = await this.#definitionsChanged();
    // Should this process die before the gates are computed, the next run computes them all.
    await store.setStaleSignature(CATALOG_SHARD, GATES_BEHIND);
    const { added, changed, removed } = await step('store', () =>
      store.mirror(lease, entities, alive),
    );
    const verdicts = await followedVerdicts(store, definitions);
    const { written, results } = await step('judge', () =>
      judgeByCatalog(entities, index, verdicts.of, {
        lease,
        store,
        definitions,
        now: clock,
        alive,
      }),
    );
    telemetry.judged(lease.shard, results);
    const told = [...written.entityRefs];
    const redone = redefined ? entities.map(({ entityRef }) => entityRef) : [];
    const toGate = new Set([
      ...redone,
      ...added,
      ...changed,
      ...retired.entityRefs,
    ]);
    const context = await this.gateContext();
    await step('gates', () =>
      updateGates(
        store,
        definitions,
        [...new Set([...toGate, ...told])],
        context,
        ref => (toGate.has(ref) ? 'definition' : 'service'),
        alive,
      ),
    );
    await store.setStaleSignature(
      CATALOG_SHARD,
      this.#catalogSignature(verdicts.signature),
    );
    if (added.length + changed.length > 0)
      await store.makeDue(shardIds, clock());
    await store.countDay(clock().toISOString().slice(0, 10));
    const moved = added.length + changed.length + removed.length;
    return {
      outcome: 'succeeded',
      entities: entities.length,
      changed: moved + told.length,
      nextInMs:
        moved > 0 || entities.length === 0
          ? CATALOG_SETTLES_MS
          : settings.catalogPeriodMs,
    };
  }

  /** Keeps the shard for whoever calls it now and then. */
  #keeping(lease: Lease): () => Promise<void> {
    const { store, clock } = this.#options;
    let keptAt = clock().getTime();
    return async () => {
      const now = clock().getTime();
      if (now - keptAt < ALIVE_MS) return;
      keptAt = now;
      await store.extendLease(lease, new Date(now + LEASE_MS));
    };
  }

  /** How fresh the catalog is lives among the observations, as of a cluster, and so does why it could not be read. */
  async #observingCatalog<T>(lease: Lease, read: () => Promise<T>): Promise<T> {
    const { store, clock } = this.#options;
    const attemptedAt = clock();
    const [before] = await store.observations([NO_CLUSTER]);
    const row = {
      cluster: NO_CLUSTER,
      resource: CATALOG_RESOURCE,
      namespace: '',
      attemptedAt,
      notServed: false,
      objects: 0,
      malformed: 0,
    };
    try {
      const seen = await read();
      const complete = { ...row, complete: true, completedAt: attemptedAt };
      await store.writeObservations(lease, [complete]);
      return seen;
    } catch (error) {
      await store.writeObservations(lease, [
        {
          ...row,
          complete: false,
          ...(before?.completedAt && { completedAt: before.completedAt }),
          cause: 'query-failed',
          message: failureText(error),
          failingSince: before?.failingSince ?? attemptedAt,
        },
      ]);
      throw error;
    }
  }

  /** Scorecards may change with a release while the catalog stays as it is. */
  async #definitionsChanged(): Promise<boolean> {
    const [known] = (await this.#storedCatalogSignature()).split('\n');
    return known !== this.#definitionsRevision();
  }

  async #storedCatalogSignature(): Promise<string> {
    const shards = await this.#options.store.shards();
    return shards.find(({ id }) => id === CATALOG_SHARD)?.staleSignature ?? '';
  }

  /** What the gates were computed with: the definitions, and the verdicts that checks follow. */
  #catalogSignature(verdicts: string): string {
    const revision = this.#definitionsRevision();
    return verdicts === '' ? revision : `${revision}\n${verdicts}`;
  }

  /** Verdicts turn without any change of the catalog; what follows them is then judged anew. */
  async #followVerdicts(): Promise<void> {
    const { store, definitions, clock } = this.#options;
    const { signature } = await followedVerdicts(store, definitions);
    if (signature === '') return;
    const known = await this.#storedCatalogSignature();
    if (known !== this.#catalogSignature(signature))
      await store.makeDue([CATALOG_SHARD], clock());
  }

  #definitionsRevision(): string {
    return [...this.#options.definitions.scorecards.values()]
      .map(({ definition: { id, revision } }) => `${id}:${revision}`)
      .sort()
      .join(',');
  }

  async #evaluateCluster(
    lease: Lease,
    ids: readonly string[],
  ): Promise<ShardOutcome> {
    const { store, definitions, plan, clusters, clock } = this.#options;
    const { settings, telemetry } = this.#options;
    const step = <T>(name: Step, work: () => Promise<T>) =>
      telemetry.step(lease.shard, name, work);
    const alive = this.#keeping(lease);
    const cluster = clusterOfShard(lease.shard);
    const shard = (await store.shards()).find(({ id }) => id === lease.shard);
    let requests = 0;
    const prometheus = await clusters.prometheus?.(cluster);
    const ended = await evaluateCluster({
      cluster,
      lease,
      definitions,
      plan,
      store,
      extendedGrant: settings.extendedGrant,
      now: clock,
      ...(prometheus && { prometheus }),
      remembered: this.#memories.get(cluster) ?? new Map(),
      ...(shard?.lastRun && { lastRunAt: new Date(shard.lastRun.startedAt) }),
      observe: async (namespaces, reading) => {
        const observed = await clusters.observe(
          cluster,
          plan,
          namespaces,
          reading,
        );
        requests = observed.requests;
        return observed.snapshot;
      },
      progress: async (name, done, total) => {
        await store.extendLease(lease, new Date(clock().getTime() + LEASE_MS));
        await store.progress(lease, ids, name, done, total);
      },
      step,
    });
    const { observations, toGate, entities, changed, results } = ended;
    this.#memories.set(cluster, ended.memory);
    telemetry.judged(lease.shard, results);
    const context = await this.gateContext();
    await step('gates', () =>
      updateGates(
        store,
        definitions,
        [...toGate.keys()],
        context,
        ref => toGate.get(ref) ?? 'service',
        alive,
      ),
    );
    await this.#followStaleness(
      cluster,
      shard?.lastRun ? shard.staleSignature : undefined,
      context,
      { alive, upToDate: toGate },
    );
    await this.#options.evaluated?.({ at: context.now, cluster });
    return {
      outcome: 'succeeded',
      entities,
      changed,
      requests,
      ...readingsOf(observations),
    };
  }

  /** What time alone changes: evidence that got too old, fails that have lasted, dates that came. */
  async sweep(): Promise<void> {
    const { store, definitions, clock, evaluated } = this.#options;
    const context = await this.gateContext();
    const configured = new Set(
      context.clusters.map(({ name }) => clusterShard(name)),
    );
    for (const shard of await store.shards()) {
      if (!configured.has(shard.id) || !shard.lastRun) continue;
      // Whoever is evaluating it computes its gates.
      if (shard.staleSignature === GATES_BEHIND && isHeld(shard, context.now))
        continue;
      await this.#followStaleness(
        clusterOfShard(shard.id),
        shard.staleSignature,
        context,
      );
    }
    for (;;) {
      const due = await store.dueGates(clock(), DUE_GATES);
      await updateGates(store, definitions, due, context, () => 'expiry');
      if (due.length < DUE_GATES) break;
    }
    await this.#followVerdicts();
    await evaluated?.({ at: context.now });
  }

  /**
   * Recomputes a cluster's gates when what is too old has changed, but for those that are computed in this context
   * already, and tells it once for the shard.
   */
  async #followStaleness(
    cluster: string,
    before: string | undefined,
    context: GateContext,
    {
      alive,
      upToDate,
    }: {
      alive?: () => Promise<void>;
      upToDate?: { has(entityRef: string): boolean };
    } = {},
  ): Promise<void> {
    const { store, definitions, plan, settings, logger } = this.#options;
    const rows = context.observations.inCluster(cluster);
    const stale = staleEvidence(
      rows,
      plan,
      maxAgesOf(definitions, settings.maxAgeMs),
      context.now,
    );
    if (stale.signature === before) return;
    const cause: TransitionCause =
      before === GATES_BEHIND ? 'service' : 'platform';
    const concerned = await this.#concernedBy(cluster);
    await updateGates(
      store,
      definitions,
      concerned.filter(entityRef => !upToDate?.has(entityRef)),
      context,
      () => cause,
      alive,
    );
    if (stale.signature === '') {
      await store.closeOutage(cluster, context.now);
    } else {
      logger.warn(
        `Cluster ${cluster}: evidence is too old: ${stale.resources
          .map(r => r.resource)
          .slice(0, 5)
          .join(', ')}`,
      );
      await store.openOutage({
        at: context.now,
        cluster,
        environment: '',
        from: 'fresh',
        to: 'stale',
        cause: 'platform',
        evidence: {
          resources: stale.resources.slice(0, 20),
          total: stale.resources.length,
        },
      });
    }
    await store.setStaleSignature(clusterShard(cluster), stale.signature);
  }

  /** Entities that live on a cluster, that name it, or that were found nowhere yet. */
  async #concernedBy(cluster: string): Promise<string[]> {
    const { store } = this.#options;
    const others = (await this.#knownClusters()).filter(
      ({ name }) => name !== cluster,
    );
    const [entities, here, ...elsewhere] = await Promise.all([
      store.entities(),
      store.placedOn(cluster),
      ...others.map(({ name }) => store.placedOn(name)),
    ]);
    const placedElsewhere = new Set(elsewhere.flat());
    const placedHere = new Set(here);
    return entities
      .filter(({ entityRef, entity }) => {
        const named = clusterAnnotation(entity);
        if (named !== undefined) return named === cluster;
        return placedHere.has(entityRef) || !placedElsewhere.has(entityRef);
      })
      .map(({ entityRef }) => entityRef);
  }
}

function isHeld({ leaseUntil }: ShardRow, now: Date): boolean {
  return leaseUntil !== undefined && leaseUntil > now;
}

type ShardOutcome = Partial<RunSummary> &
  Pick<RunSummary, 'outcome'> & { nextInMs?: number };

const NOTHING_DONE = {
  entities: 0,
  objects: 0,
  requests: 0,
  changed: 0,
  errors: [],
};

function readingsOf(
  observations: readonly Observation[],
): Pick<RunSummary, 'objects' | 'errors'> {
  return {
    objects: observations.reduce((sum, { objects }) => sum + objects, 0),
    errors: observations.flatMap(({ resource, namespace, outcome }) =>
      outcome.complete
        ? []
        : [
            {
              resource,
              namespace,
              cause: outcome.cause,
              message: outcome.message,
            },
          ],
    ),
  };
}

function clusterAnnotation(
  entity: Record<string, unknown>,
): string | undefined {
  const metadata = entity.metadata as
    | { annotations?: Record<string, string> }
    | undefined;
  return metadata?.annotations?.['backstage.io/kubernetes-cluster'];
}
