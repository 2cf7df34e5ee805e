/**
 * Observes a cluster once for everybody: discovery, then one listing of every planned and served
 * resource. The number of requests depends on kinds and pages, not on the number of services; only
 * where the reader may not list cluster-wide does it grow with the namespaces that entities name.
 */
import limiterFactory from 'p-limit';
import { splitResource } from '../kinds';
import { isRecord } from '../objects';
import { projectObject } from '../project';
import { Sharing } from '../sharing';
import { DEFAULT_ENVIRONMENT_LABEL, MemorySnapshot } from '../snapshot';
import { completePlan } from '../structure';
import type {
  ClusterInfo,
  ClusterSnapshot,
  ClusterVersion,
  FieldTree,
  KubernetesObject,
  Observation,
  ReadPlan,
  ResourceName,
} from '../types';
import type { ReadFailure } from './answers';
import {
  discover,
  Discovery,
  Get,
  Read,
  readVersion,
  ServedResource,
} from './discover';
import { ClusterReader, needsUserCredentials } from './kubernetesBackend';
import { DEFAULT_LIMITS } from './limits';
import { Listed, listResource } from './list';

export interface ObserveOptions {
  cluster: ClusterInfo;
  plan: ReadPlan;
  /** Listed one by one where the reader may not list cluster-wide. */
  namespaces: readonly string[];
  backend: ClusterReader;
  environments?: { labelKey?: string };
  /** Resources that are listed at a time. */
  concurrency?: number;
  now?: () => Date;
  signal?: AbortSignal;
}

interface Planned {
  fields: FieldTree;
  metadataOnly?: boolean;
}

/** What one resource came to: its observations, and the objects of those that are complete. */
interface Reading {
  observations: Observation[];
  objects: KubernetesObject[];
}

class Observer {
  private readonly sharing = new Sharing();

  constructor(
    private readonly options: ObserveOptions,
    private readonly read: Read,
    private readonly now: () => Date,
  ) {}

  async resource(
    resource: ResourceName,
    planned: Planned,
    discovery: Discovery,
  ): Promise<Reading> {
    const served = discovery.served.get(resource);
    if (!served) {
      const unknown = discovery.unknownGroups.get(
        splitResource(resource).group,
      );
      return unknown
        ? this.failed(resource, unknown)
        : this.notServed(resource);
    }
    if (!served.verbs.includes('list')) {
      return this.failed(resource, {
        cause: 'query-failed',
        message: `the cluster does not let ${resource} be listed`,
      });
    }
    const attemptedAt = this.now();
    const listed = await listResource(
      this.read,
      { served, ...planned },
      this.sharing,
    );
    if (!listed.complete && listed.notServed) {
      return this.notServed(resource);
    }
    const clusterWide = this.reading(resource, '', attemptedAt, listed);
    const refused = !listed.complete && listed.failure.cause === 'forbidden';
    return refused
      ? this.byNamespace(served, planned, clusterWide)
      : clusterWide;
  }

  failed(resource: ResourceName, failure: ReadFailure): Reading {
    const listed: Listed = {
      objects: [],
      malformed: 0,
      complete: false,
      failure,
    };
    return this.reading(resource, '', this.now(), listed);
  }

  private notServed(resource: ResourceName): Reading {
    const observation = this.observation(resource, '', this.now(), 0, 0);
    return {
      observations: [
        { ...observation, outcome: { complete: true, notServed: true } },
      ],
      objects: [],
    };
  }

  /** The refusal stays the answer for every namespace that is not listed on its own. */
  private async byNamespace(
    served: ServedResource,
    planned: Planned,
    clusterWide: Reading,
  ): Promise<Reading> {
    const { resource } = served;
    if (!served.namespaced && resource !== 'namespaces') {
      return clusterWide;
    }
    const readings = [clusterWide];
    for (const namespace of new Set(this.options.namespaces)) {
      const attemptedAt = this.now();
      const listed = served.namespaced
        ? await listResource(
            this.read,
            { served, namespace, ...planned },
            this.sharing,
          )
        : await this.namespaceObject(served, namespace, planned);
      readings.push(this.reading(resource, namespace, attemptedAt, listed));
    }
    return {
      observations: readings.flatMap(({ observations }) => observations),
      objects: readings.flatMap(({ objects }) => objects),
    };
  }

  /** Namespaces cannot be listed one by one, but one can be got. */
  private async namespaceObject(
    { apiPath, apiVersion, kind }: ServedResource,
    namespace: string,
    { fields }: Planned,
  ): Promise<Listed> {
    const answer = await this.read(
      `${apiPath}/namespaces/${encodeURIComponent(namespace)}`,
      undefined,
      it => it,
    );
    if (!answer.ok) {
      return answer.notFound
        ? { objects: [], malformed: 0, complete: true }
        : {
            objects: [],
            malformed: 0,
            complete: false,
            failure: answer.failure,
          };
    }
    const { metadata } = answer.body;
    if (!isRecord(metadata) || metadata.name !== namespace) {
      return { objects: [], malformed: 1, complete: true };
    }
    const object = {
      ...answer.body,
      apiVersion,
      kind,
    } as unknown as KubernetesObject;
    return {
      objects: [projectObject(object, fields)],
      malformed: 0,
      complete: true,
    };
  }

  private reading(
    resource: ResourceName,
    namespace: string,
    attemptedAt: Date,
    listed: Listed,
  ): Reading {
    const { objects, malformed } = listed;
    const observation = this.observation(
      resource,
      namespace,
      attemptedAt,
      objects.length,
      malformed,
    );
    return listed.complete
      ? { observations: [observation], objects }
      : {
          observations: [
            { ...observation, outcome: { complete: false, ...listed.failure } },
          ],
          objects: [],
        };
  }

  private observation(
    resource: ResourceName,
    namespace: string,
    attemptedAt: Date,
    objects: number,
    malformed: number,
  ): Observation {
    return {
      cluster: this.options.cluster.name,
      resource,
      namespace,
      attemptedAt,
      objects,
      malformed,
      outcome: { complete: true },
    };
  }
}

/** Never rejects because of the cluster: what could not be read says so in its observation. */
export async function observeCluster(
  options: ObserveOptions,
): Promise<ClusterSnapshot> {
  const { cluster, backend, signal, now = () => new Date() } = options;
  const { concurrency = DEFAULT_LIMITS.concurrency } = options;
  const observedAt = now();
  const read: Read = (path, accept, use) =>
    backend.read(cluster, path, { accept, signal }, use);
  const get: Get = (path, accept) => read(path, accept, it => it);
  const { resources } = completePlan(options.plan);
  const observer = new Observer(options, read, now);

  const discovered =
    cluster.access.kind === 'bearer-token'
      ? await discover(get, resources.keys())
      : {
          ok: false as const,
          failure: needsUserCredentials(cluster.access.authProvider),
        };
  const discovery = discovered.ok ? discovered.discovery : undefined;
  const limit = limiterFactory(concurrency);
  const readings = await Promise.all(
    [...resources].map(
      async ([resource, planned]): Promise<[ResourceName, Reading]> => [
        resource,
        discovered.ok
          ? await limit(() =>
              observer.resource(resource, planned, discovered.discovery),
            )
          : observer.failed(resource, discovered.failure),
      ],
    ),
  );
  return toSnapshot(options, {
    observedAt,
    readings: new Map(readings),
    discovery,
    version: discovery && (await readVersion(get)),
  });
}

interface Observed {
  observedAt: Date;
  readings: ReadonlyMap<ResourceName, Reading>;
  /** Absent where it could not be read: then nothing may count as not served. */
  discovery?: Discovery;
  version?: ClusterVersion;
}

function toSnapshot(
  { cluster, environments }: ObserveOptions,
  { observedAt, readings, discovery, version }: Observed,
): ClusterSnapshot {
  const observations = [...readings.values()].flatMap(
    reading => reading.observations,
  );
  const notServed = new Set(
    observations
      .filter(({ outcome }) => outcome.complete && outcome.notServed)
      .map(({ resource }) => resource),
  );
  const served = (resource: ResourceName) =>
    !discovery ||
    (!notServed.has(resource) &&
      (readings.has(resource) ||
        discovery.served.has(resource) ||
        discovery.unknownGroups.has(splitResource(resource).group)));
  return new MemorySnapshot({
    cluster,
    version,
    observedAt,
    observations,
    served,
    objects: new Map(
      [...readings].map(([resource, { objects }]) => [resource, objects]),
    ),
    environmentLabel: environments?.labelKey ?? DEFAULT_ENVIRONMENT_LABEL,
  });
}
