/**
 * How a read finds objects for a subject, answered from indexes that are built on first use: each
 * relation's work over all subjects together stays linear in the objects listed.
 */
import { entryOf } from '../../entryOf';
import { objectKey, textAt } from '../objects';
import type { ObjectStore } from '../store';
import type {
  KubernetesObject,
  Relation,
  ResourceName,
  Subject,
} from '../types';
import type { Workloads } from '../workloads';
import { Ownership } from './ownership';
import { Rbac } from './rbac';
import { RoutesTo } from './routesTo';
import { SelectsPods } from './selectsPods';
import { Subjects } from './subjects';
import { UsedBy } from './usedBy';

type Objects = readonly KubernetesObject[];
type Answers = Map<Relation, Map<ResourceName, Objects>>;

/** ServiceMonitors select Services; to ask which of them selects the pods is to ask through those. */
const SERVICE_MONITORS = 'servicemonitors.monitoring.coreos.com';

/** The object that identifies a subject; namespaces and the cluster have none. */
function identity(subject: Subject): object | undefined {
  switch (subject.kind) {
    case 'workload':
      return subject.workload;
    case 'pod':
      return subject.pod;
    case 'node':
    case 'resource':
      return subject.object;
    default:
      return undefined;
  }
}

export class Relations {
  private readonly subjects: Subjects;
  private readonly selectsPods: SelectsPods;
  private readonly ownership: Ownership;
  private readonly usedBy: UsedBy;
  private readonly routesTo: RoutesTo;
  private readonly rbac: Rbac;
  /** Many checks ask the same of one subject. */
  private readonly answers = new Map<
    Subject['kind'],
    WeakMap<object, Answers>
  >();

  constructor(private readonly store: ObjectStore, workloads: Workloads) {
    this.subjects = new Subjects(store, workloads);
    this.selectsPods = new SelectsPods(store, this.subjects);
    this.ownership = new Ownership(store, workloads, this.subjects);
    this.usedBy = new UsedBy(store, this.subjects);
    this.routesTo = new RoutesTo(store, this.selectsPods, this.usedBy);
    this.rbac = new Rbac(store, this.subjects);
  }

  related(
    subject: Subject,
    relation: Relation,
    resource: ResourceName,
  ): Objects {
    const anchor = identity(subject);
    if (!anchor) {
      return this.find(subject, relation, resource);
    }
    const ofKind = entryOf(this.answers, subject.kind, () => new WeakMap());
    const known = entryOf(ofKind, anchor, (): Answers => new Map());
    const ofRelation = entryOf(known, relation, () => new Map());
    return entryOf(ofRelation, resource, () =>
      this.find(subject, relation, resource),
    );
  }

  private find(
    subject: Subject,
    relation: Relation,
    resource: ResourceName,
  ): Objects {
    switch (relation) {
      case 'cluster':
        return this.store.list(resource);
      case 'namespace':
        return this.inNamespace(subject, resource);
      case 'selectsPods':
        return resource === SERVICE_MONITORS
          ? this.routesTo.find(subject, resource)
          : this.selectsPods.find(subject, resource);
      case 'targets':
        return this.ownership.targets(subject, resource);
      case 'ownedBy':
        return this.ownership.ownedBy(subject, resource);
      case 'usedBy':
        return this.usedBy.find(subject, resource);
      case 'routesTo':
        return this.routesTo.find(subject, resource);
      case 'binds':
        return this.rbac.binds(subject, resource);
      case 'grants':
        return this.rbac.grants(subject, resource);
      case 'hosts':
        return this.hosts(subject, resource);
      default:
        throw new Error(`"${relation satisfies never}" is not a relation`);
    }
  }

  private inNamespace(subject: Subject, resource: ResourceName): Objects {
    const namespace = this.subjects.namespaceOf(subject);
    if (namespace === undefined) {
      return [];
    }
    return resource === 'namespaces'
      ? this.store.pick(resource, [objectKey('', namespace)])
      : this.store.list(resource, namespace);
  }

  /** Nodes, and what bears the name of a node (`nodes.metrics.k8s.io`, `csinodes.storage.k8s.io`). */
  private hosts(subject: Subject, resource: ResourceName): Objects {
    const pods = this.subjects.podsOf(subject);
    return this.store.pick(
      resource,
      pods.map(pod => objectKey('', textAt(pod, 'spec', 'nodeName') ?? '')),
    );
  }
}
