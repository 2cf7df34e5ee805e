/** What each kind of subject stands for: its pods, its workloads, its namespace. */
import { lazily, push, textAt } from '../objects';
import { requirementsMatch } from '../selectors';
import type { ObjectStore } from '../store';
import {
  KubernetesObject,
  ResourceName,
  Subject,
  Workload,
  WORKLOAD_RESOURCES,
} from '../types';
import type { Workloads } from '../workloads';
import { podRequirements, selectedNamespaces } from './podSelectors';

export const isWorkloadResource = (resource: ResourceName) =>
  WORKLOAD_RESOURCES.includes(resource);

export class Subjects {
  private readonly podsByNode = lazily((_: 'all') => {
    const pods = new Map<string, KubernetesObject[]>();
    for (const pod of this.store.list('pods')) {
      push(pods, textAt(pod, 'spec', 'nodeName') ?? '', pod);
    }
    return pods;
  });

  constructor(
    private readonly store: ObjectStore,
    private readonly workloads: Workloads,
  ) {}

  podsOf(subject: Subject): readonly KubernetesObject[] {
    switch (subject.kind) {
      case 'workload':
        return subject.workload.pods;
      case 'pod':
        return [subject.pod];
      case 'namespace':
        return this.store.list('pods', subject.namespace);
      case 'node':
        return this.podsByNode('all').get(subject.object.metadata.name) ?? [];
      case 'cluster':
        return this.store.list('pods');
      default:
        return this.podsOfResource(subject.resource, subject.object);
    }
  }

  /** A pod with its workload is asked about both: what owns it is its workload's business. */
  workloadsOf(subject: Subject): readonly Workload[] {
    if (subject.kind === 'workload') {
      return [subject.workload];
    }
    if (subject.kind === 'resource' && isWorkloadResource(subject.resource)) {
      return [this.topmostOf(subject.resource, subject.object)];
    }
    const workloads = this.podsOf(subject).map(pod =>
      this.workloads.workloadOfPod(pod),
    );
    return [...new Set(workloads)];
  }

  namespaceOf(subject: Subject): string | undefined {
    switch (subject.kind) {
      case 'workload':
        return subject.workload.namespace;
      case 'namespace':
        return subject.namespace;
      case 'pod':
        return subject.pod.metadata.namespace;
      case 'resource':
        return subject.resource === 'namespaces'
          ? subject.object.metadata.name
          : subject.object.metadata.namespace;
      default:
        return undefined;
    }
  }

  /** Of an object that selects pods, those; of a workload object, its own. */
  private podsOfResource(
    resource: ResourceName,
    object: KubernetesObject,
  ): readonly KubernetesObject[] {
    if (isWorkloadResource(resource)) {
      return this.topmostOf(resource, object).pods;
    }
    const requirements = podRequirements(resource, object);
    if (!requirements) {
      return [];
    }
    const namespaces = selectedNamespaces(resource, object);
    const pods =
      namespaces === 'all'
        ? this.store.list('pods')
        : namespaces.flatMap(namespace => this.store.list('pods', namespace));
    return pods.filter(pod =>
      requirementsMatch(requirements, pod.metadata.labels),
    );
  }

  private topmostOf(
    resource: ResourceName,
    object: KubernetesObject,
  ): Workload {
    return this.workloads.workload(
      this.workloads.owners.topmost(resource, object),
    );
  }
}
