/** `ownedBy` and `targets`: what the subject controls, and what scales or steers it. */
import { byNamespaceAndName, groupOf, lazily, push } from '../objects';
import { descendantsByUid } from '../owners';
import type { ObjectStore } from '../store';
import type {
  KubernetesObject,
  ResourceName,
  Subject,
  Workload,
} from '../types';
import type { Workloads } from '../workloads';
import { targetsOf } from './backends';
import { isWorkloadResource, Subjects } from './subjects';

type Objects = readonly KubernetesObject[];

const targetKey = (
  namespace: string | undefined,
  group: string,
  kind: string,
  name: string,
) => `${namespace ?? ''}/${group}/${kind}/${name}`;

export class Ownership {
  private readonly byTarget = lazily((resource: ResourceName) => {
    const targeting = new Map<string, KubernetesObject[]>();
    for (const object of this.store.list(resource)) {
      for (const { group, kind, name } of targetsOf(object)) {
        push(
          targeting,
          targetKey(object.metadata.namespace, group, kind, name),
          object,
        );
      }
    }
    return targeting;
  });

  /** For resources that workloads consist of: every object by its topmost owner. */
  private readonly byTopmost = lazily((resource: ResourceName) => {
    const owned = new Map<KubernetesObject, KubernetesObject[]>();
    for (const object of this.store.list(resource)) {
      const topmost = this.workloads.owners.topmost(resource, object).object;
      if (topmost !== object) {
        push(owned, topmost, object);
      }
    }
    return owned;
  });

  private readonly everythingByUid = lazily((_: 'all') => {
    const byUid = new Map<string, KubernetesObject>();
    for (const resource of this.store.resources) {
      for (const object of this.store.list(resource)) {
        byUid.set(object.metadata.uid ?? '', object);
      }
    }
    return byUid;
  });

  private readonly descendants = lazily((resource: ResourceName) =>
    descendantsByUid(this.store.list(resource), uid =>
      this.everythingByUid('all').get(uid),
    ),
  );

  constructor(
    private readonly store: ObjectStore,
    private readonly workloads: Workloads,
    private readonly subjects: Subjects,
  ) {}

  targets(subject: Subject, resource: ResourceName): Objects {
    const wanted =
      subject.kind === 'resource'
        ? [{ object: subject.object, kind: subject.object.kind ?? '' }]
        : this.subjects.workloadsOf(subject);
    const found = wanted.flatMap(({ object, kind }) => {
      const { namespace, name } = object.metadata;
      const key = targetKey(namespace, groupOf(object.apiVersion), kind, name);
      return this.byTarget(resource).get(key) ?? [];
    });
    return [...new Set(found)].sort(byNamespaceAndName);
  }

  ownedBy(subject: Subject, resource: ResourceName): Objects {
    if (subject.kind === 'resource') {
      return (
        this.descendants(resource).get(subject.object.metadata.uid ?? '') ?? []
      );
    }
    const owned = this.subjects
      .workloadsOf(subject)
      .flatMap(workload => this.ownedByWorkload(workload, resource));
    return [...new Set(owned)].sort(byNamespaceAndName);
  }

  private ownedByWorkload(workload: Workload, resource: ResourceName): Objects {
    if (resource === 'pods') {
      return workload.pods;
    }
    return isWorkloadResource(resource)
      ? this.byTopmost(resource).get(workload.object) ?? []
      : this.descendants(resource).get(workload.object.metadata.uid ?? '') ??
          [];
  }
}
