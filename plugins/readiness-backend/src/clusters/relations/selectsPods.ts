/** Objects whose selector selects the subject's pods. */
import { byNamespaceAndName, lazily, textAt } from '../objects';
import type { ObjectStore } from '../store';
import type { KubernetesObject, ResourceName, Subject } from '../types';
import { SelectorIndex } from './podSelectors';
import type { Subjects } from './subjects';

/** A finished or leaving pod no longer takes part in what selectors select. */
function isLive(pod: KubernetesObject): boolean {
  const phase = textAt(pod, 'status', 'phase');
  return (
    !pod.metadata.deletionTimestamp &&
    phase !== 'Succeeded' &&
    phase !== 'Failed'
  );
}

export class SelectsPods {
  private readonly indexOf = lazily(
    (resource: ResourceName) =>
      new SelectorIndex(resource, this.store.list(resource)),
  );

  constructor(
    private readonly store: ObjectStore,
    private readonly subjects: Subjects,
  ) {}

  /**
   * For a workload: selected are the labels of its template, or those of any pod that is running it,
   * which may carry more (injected sidecars add labels).
   */
  find(subject: Subject, resource: ResourceName): readonly KubernetesObject[] {
    if (resource === 'pods') {
      return this.subjects.podsOf(subject);
    }
    const found = new Set<KubernetesObject>();
    const index = this.indexOf(resource);
    if (subject.kind === 'workload') {
      const { namespace, template, pods } = subject.workload;
      index.collect(namespace, template.metadata?.labels, found);
      pods
        .filter(isLive)
        .forEach(pod => index.collect(namespace, pod.metadata.labels, found));
    } else {
      this.subjects
        .podsOf(subject)
        .forEach(pod =>
          index.collect(
            pod.metadata.namespace ?? '',
            pod.metadata.labels,
            found,
          ),
        );
    }
    return [...found].sort(byNamespaceAndName);
  }
}
