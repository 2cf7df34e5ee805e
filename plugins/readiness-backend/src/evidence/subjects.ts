/** Which subjects a question is asked of, and how a subject shows in variables and findings. */
import { isSystemNamespace } from '../clusters/systemNamespaces';
import type { KubernetesObject, Subject, Workload } from '../clusters/types';
import type {
  Bindings,
  ContainerClass,
  SubjectEvidence,
} from '../definitions/types';
import { entryOf } from '../entryOf';
import type { EntityInCluster } from './types';

/** One thing asked, with what CEL sees of it and how a finding names it. */
export interface AskedSubject {
  /** What relations of `reads` start from. */
  subject: Subject;
  bindings: Bindings;
  named: { namespace?: string; kind: string; name: string; container?: string };
  /** Prefix of field paths in findings: the container's own path. */
  pathPrefix?: string;
}

/** Gone with the context, when the entity is judged, as all that is kept by it. */
const subjects = new WeakMap<
  EntityInCluster,
  Map<string, readonly AskedSubject[]>
>();

/** Many checks ask the same subjects of one entity. */
export function subjectsOf(
  evidence: SubjectEvidence,
  context: EntityInCluster,
): readonly AskedSubject[] {
  // Those of a whole cluster are many, and are not kept.
  if (context.whole) return findSubjects(evidence, context);
  const { each, of, relation, containers } = evidence;
  const question = [each, of, relation, ...containers].join(' ');
  const ofContext = entryOf(
    subjects,
    context,
    () => new Map<string, readonly AskedSubject[]>(),
  );
  return entryOf(ofContext, question, () => findSubjects(evidence, context));
}

function findSubjects(
  evidence: SubjectEvidence,
  context: EntityInCluster,
): AskedSubject[] {
  const { each } = evidence;
  switch (each) {
    case 'workload':
      return context.workloads.map(workload => workloadSubject(workload));
    case 'container':
      return context.workloads.flatMap(workload =>
        containerSubjects(workload, evidence, context),
      );
    case 'pod':
      return context.workloads.flatMap(workload =>
        livePods(workload).map(pod => podSubject(workload, pod)),
      );
    case 'namespace':
      return namespacesOf(context).map(name => namespaceSubject(name, context));
    case 'cluster':
      return [clusterSubject(context)];
    case 'mesh':
      return [clusterSubject(context)];
    case 'node':
      return relatedSubjects('nodes', 'hosts', context, object => ({
        kind: 'node',
        object,
      }));
    case 'entity':
      return [];
    default:
      return relatedSubjects(
        each,
        evidence.relation ?? 'namespace',
        context,
        object => ({
          kind: 'resource',
          resource: each,
          object,
        }),
      );
  }
}

/** Namespaces of the entity's workloads; of a whole cluster, all outside those of the system. */
export function namespacesOf({
  workloads,
  whole,
  snapshot,
}: Pick<EntityInCluster, 'workloads' | 'whole' | 'snapshot'>): string[] {
  if (whole)
    return snapshot
      .list('namespaces')
      .map(({ metadata }) => metadata.name)
      .filter(name => !isSystemNamespace(name))
      .sort();
  return [...new Set(workloads.map(({ namespace }) => namespace))].sort();
}

/** Pods that run or should: neither finished nor on their way out. */
export function livePods(workload: Workload): KubernetesObject[] {
  return workload.pods.filter(pod => {
    const phase = (pod.status as { phase?: string } | undefined)?.phase;
    return (
      !pod.metadata.deletionTimestamp &&
      phase !== 'Succeeded' &&
      phase !== 'Failed'
    );
  });
}

function workloadSubject(workload: Workload): AskedSubject {
  const { object, template, kind, name, namespace } = workload;
  return {
    subject: { kind: 'workload', workload },
    bindings: { object, workload: object, template },
    named: { namespace, kind, name },
  };
}

function podSubject(workload: Workload, pod: KubernetesObject): AskedSubject {
  return {
    subject: { kind: 'pod', workload, pod },
    bindings: {
      object: pod,
      pod,
      workload: workload.object,
      template: workload.template,
    },
    named: {
      namespace: workload.namespace,
      kind: 'Pod',
      name: pod.metadata.name,
    },
  };
}

function namespaceSubject(
  name: string,
  { snapshot }: EntityInCluster,
): AskedSubject {
  const object = snapshot.get('namespaces', undefined, name) ?? {
    metadata: { name },
  };
  return {
    subject: { kind: 'namespace', namespace: name },
    bindings: { object },
    named: { kind: 'Namespace', name },
  };
}

function clusterSubject({ snapshot }: EntityInCluster): AskedSubject {
  return {
    subject: { kind: 'cluster' },
    bindings: { object: {} },
    named: { kind: 'Cluster', name: snapshot.cluster.name },
  };
}

function relatedSubjects(
  resource: string,
  relation: Parameters<EntityInCluster['snapshot']['related']>[1],
  { workloads, snapshot, whole }: EntityInCluster,
  toSubject: (object: KubernetesObject) => Subject,
): AskedSubject[] {
  const objects = new Set(
    whole
      ? snapshot
          .list(resource)
          .filter(
            ({ metadata: { namespace = '' } }) => !isSystemNamespace(namespace),
          )
      : workloads.flatMap(workload => [
          ...snapshot.related(
            { kind: 'workload', workload },
            relation,
            resource,
          ),
        ]),
  );
  return [...objects].map(object => ({
    subject: toSubject(object),
    bindings: { object },
    named: {
      namespace: object.metadata.namespace,
      kind: object.kind ?? resource,
      name: object.metadata.name,
    },
  }));
}

interface PodSpec {
  containers?: Container[];
  initContainers?: Container[];
  ephemeralContainers?: Container[];
}

interface Container {
  name?: string;
  restartPolicy?: string;
}

interface PlacedContainer {
  container: Container;
  class: ContainerClass;
  /** Path below the pod spec: `initContainers[0]`. */
  path: string;
}

/** What Kubernetes means by containers: a native sidecar is an init container that never ends. */
export function containersOf(spec: PodSpec): PlacedContainer[] {
  const placed = (
    list: Container[] | undefined,
    field: string,
    classOf: (c: Container) => ContainerClass,
  ) =>
    (Array.isArray(list) ? list : []).map((container, index) => ({
      container,
      class: classOf(container),
      path: `${field}[${index}]`,
    }));
  return [
    ...placed(spec.containers, 'containers', () => 'main'),
    ...placed(spec.initContainers, 'initContainers', c =>
      c.restartPolicy === 'Always' ? 'sidecar' : 'init',
    ),
    ...placed(
      spec.ephemeralContainers,
      'ephemeralContainers',
      () => 'ephemeral',
    ),
  ];
}

function containerSubjects(
  workload: Workload,
  { of, containers }: SubjectEvidence,
  context: EntityInCluster,
): AskedSubject[] {
  const known = entryOf(
    containersKnown,
    context,
    () => new Map<Workload, Containers>(),
  );
  const { declared, running } = entryOf(known, workload, () =>
    findContainers(workload),
  );
  return (of === 'template' ? declared : running)
    .filter(placed => containers.includes(placed.class))
    .map(({ pod, ...placed }) =>
      pod
        ? injectedSubject(workload, pod, placed)
        : containerSubject(workload, placed, placed.path),
    );
}

/** With its path in the object; `pod`: it is in the pod but not in the template, put there by admission. */
type FoundContainer = PlacedContainer & { pod?: KubernetesObject };

interface Containers {
  /** Of the template. */
  declared: readonly FoundContainer[];
  /** Of live pods, or of the template where there are none. */
  running: readonly FoundContainer[];
}

/** Many checks ask the same containers. */
const containersKnown = new WeakMap<
  EntityInCluster,
  Map<Workload, Containers>
>();

function findContainers(workload: Workload): Containers {
  const declared = containersOf(workload.template.spec as PodSpec).map(
    placed => ({ ...placed, path: `${workload.templatePath}.${placed.path}` }),
  );
  const pods = livePods(workload);
  if (pods.length === 0) return { declared, running: declared };
  // Replicas are alike: what was said of the container of one holds of the same container of the next.
  const alike = new Set<Container | string>();
  const running = pods.flatMap(pod =>
    containersOf(pod.spec as PodSpec).flatMap((placed): FoundContainer[] => {
      const { container } = placed;
      const template = declared.find(
        one => one.container.name === container.name,
      );
      if (!template) return [{ ...placed, path: `spec.${placed.path}`, pod }];
      // Mostly the very same, since equal parts of objects are kept once.
      if (alike.has(container)) return [];
      const text = JSON.stringify([placed.class, container]);
      const isNew = !alike.has(text);
      alike.add(container).add(text);
      return isNew ? [{ ...placed, path: template.path }] : [];
    }),
  );
  return { declared, running };
}

function containerSubject(
  workload: Workload,
  { container, class: containerClass }: PlacedContainer,
  path: string,
): AskedSubject {
  const { bindings, ...subject } = workloadSubject(workload);
  return {
    ...subject,
    bindings: { ...bindings, container, containerClass, containerPath: path },
    named: { ...subject.named, container: container.name },
    pathPrefix: path,
  };
}

function injectedSubject(
  workload: Workload,
  pod: KubernetesObject,
  placed: PlacedContainer,
): AskedSubject {
  return {
    ...containerSubject(workload, placed, placed.path),
    named: {
      namespace: workload.namespace,
      kind: 'Pod',
      name: pod.metadata.name,
      container: placed.container.name,
    },
  };
}
