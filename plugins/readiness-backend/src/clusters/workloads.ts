/** Which workloads there are, which pods are theirs, and which of them an entity's selector finds. */
import {
  at,
  byNamespaceAndName,
  compare,
  listAt,
  push,
  textAt,
} from './objects';
import { Listed, Owners } from './owners';
import { templateOf, templatePath } from './podTemplates';
import { requirementsMatch } from './selectors';
import type { ObjectStore } from './store';
import { isSystemNamespace } from './systemNamespaces';
import {
  EntitySelection,
  KubernetesObject,
  PodTemplate,
  ResourceName,
  Workload,
  WORKLOAD_RESOURCES,
} from './types';

const KINDS: Record<ResourceName, string> = {
  pods: 'Pod',
  'replicasets.apps': 'ReplicaSet',
  'deployments.apps': 'Deployment',
  'statefulsets.apps': 'StatefulSet',
  'daemonsets.apps': 'DaemonSet',
  'jobs.batch': 'Job',
  'cronjobs.batch': 'CronJob',
  'rollouts.argoproj.io': 'Rollout',
};

/**
 * What controllers leave behind: a ReplicaSet that is scaled to nothing, a finished Job or Pod. It
 * keeps the labels of its day, which may be those of another service by now.
 */
function isLeftover({ resource, object }: Listed): boolean {
  switch (resource) {
    case 'replicasets.apps':
      return at(object, 'spec', 'replicas') === 0;
    case 'jobs.batch':
      return listAt(object, 'status', 'conditions').some(
        condition =>
          ['Complete', 'Failed'].includes(textAt(condition, 'type') ?? '') &&
          textAt(condition, 'status') === 'True',
      );
    case 'pods':
      return ['Succeeded', 'Failed'].includes(
        textAt(object, 'status', 'phase') ?? '',
      );
    default:
      return false;
  }
}

export class Workloads {
  readonly owners: Owners;
  private readonly podsOf = new Map<KubernetesObject, KubernetesObject[]>();
  private readonly workloadOf = new Map<KubernetesObject, Workload>();
  /** Per selector text and namespace: many entities ask the same snapshot, some of them twice. */
  private everyone?: Workload[];
  private readonly candidates = new Map<string, Map<string, Listed[]>>();

  constructor(
    private readonly store: ObjectStore,
    private readonly environmentOf: (namespace: string) => string,
  ) {
    this.owners = new Owners(store);
    for (const pod of store.list('pods')) {
      push(this.podsOf, this.owners.topmost('pods', pod).object, pod);
    }
  }

  /** The one Workload for a topmost owner: what is memoised by workload stays found. */
  workload({ resource, object }: Listed): Workload {
    const known = this.workloadOf.get(object);
    if (known) {
      return known;
    }
    const namespace = object.metadata.namespace ?? '';
    const workload: Workload = {
      resource,
      kind: KINDS[resource] ?? object.kind ?? resource,
      name: object.metadata.name,
      namespace,
      environment: this.environmentOf(namespace),
      object,
      template: this.templateOf({ resource, object }),
      templatePath: templatePath(resource),
      pods: this.podsOf.get(object) ?? [],
    };
    this.workloadOf.set(object, workload);
    return workload;
  }

  /** The workload that a pod traces back to. */
  workloadOfPod(pod: KubernetesObject): Workload {
    return this.workload(this.owners.topmost('pods', pod));
  }

  /**
   * Every object of a workload resource (Pods included) whose own labels match is traced to its
   * topmost owner. A leftover counts only where the template that its owner runs now matches too.
   */
  select(selection: EntitySelection): Workload[] {
    const { requirements } = selection.selector;
    if (!requirements) {
      return [];
    }
    if (selection.whole) return this.all();
    const found = new Map<KubernetesObject, Listed>();
    for (const candidate of this.candidatesFor(selection)) {
      if (requirementsMatch(requirements, candidate.object.metadata.labels)) {
        const topmost = this.owners.topmost(
          candidate.resource,
          candidate.object,
        );
        const stale =
          topmost.object !== candidate.object && isLeftover(candidate);
        if (
          !stale ||
          requirementsMatch(requirements, this.currentLabels(topmost))
        ) {
          found.set(topmost.object, topmost);
        }
      }
    }
    return this.inOrder(found);
  }

  /** Every workload outside system namespaces: the same list for whoever asks. */
  private all(): Workload[] {
    this.everyone ??= this.inOrder(
      new Map(
        [...this.everything()]
          .filter(listed => !isLeftover(listed))
          .map(({ resource, object }) => this.owners.topmost(resource, object))
          .filter(
            ({ object }) => !isSystemNamespace(object.metadata.namespace ?? ''),
          )
          .map(topmost => [topmost.object, topmost]),
      ),
    );
    return this.everyone;
  }

  private inOrder(found: ReadonlyMap<KubernetesObject, Listed>): Workload[] {
    return [...found.values()]
      .map(listed => this.workload(listed))
      .sort(
        (a, b) =>
          byNamespaceAndName(a.object, b.object) || compare(a.kind, b.kind),
      );
  }

  private templateOf(listed: Listed): PodTemplate {
    const target = textAt(listed.object, 'spec', 'workloadRef', 'name');
    const deployment =
      listed.resource === 'rollouts.argoproj.io' && target
        ? this.store.get(
            'deployments.apps',
            listed.object.metadata.namespace,
            target,
          )
        : undefined;
    return deployment
      ? templateOf('deployments.apps', deployment)
      : templateOf(listed.resource, listed.object);
  }

  private currentLabels(listed: Listed): Record<string, string> | undefined {
    return this.workload(listed).template.metadata?.labels;
  }

  /**
   * Only the objects that carry the first label that the selector fixes: with `kubernetes-id=web`
   * a look-up instead of a walk over every pod of the cluster for each of 3,000 services.
   */
  private candidatesFor({
    selector,
    namespace,
  }: EntitySelection): readonly Listed[] {
    const fixed = selector.requirements?.find(
      requirement => requirement.operator === 'In',
    );
    const inNamespace = ({ object }: Listed) =>
      namespace === undefined || object.metadata.namespace === namespace;
    if (fixed?.operator !== 'In') {
      return [...this.everything()].filter(inNamespace);
    }
    const byValue = this.candidatesByLabel(fixed.key);
    return fixed.values
      .flatMap(value => byValue.get(value) ?? [])
      .filter(inNamespace);
  }

  private candidatesByLabel(key: string): ReadonlyMap<string, Listed[]> {
    const known = this.candidates.get(key);
    if (known) {
      return known;
    }
    const byValue = new Map<string, Listed[]>();
    for (const listed of this.everything()) {
      const value = listed.object.metadata.labels?.[key];
      if (value !== undefined) {
        push(byValue, value, listed);
      }
    }
    this.candidates.set(key, byValue);
    return byValue;
  }

  private *everything(): Iterable<Listed> {
    for (const resource of WORKLOAD_RESOURCES) {
      for (const object of this.store.list(resource)) {
        yield { resource, object };
      }
    }
  }
}
