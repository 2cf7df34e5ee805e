/** Small objects for the tests of this folder. */
import type { Entity } from '@backstage/catalog-model';
import { selectionOf } from '../selection';
import type {
  ClusterSnapshot,
  KubernetesObject,
  Subject,
  Workload,
} from '../types';

type Fields = Record<string, unknown>;

export interface Head {
  namespace?: string;
  uid?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** The controlling owner. */
  owner?: KubernetesObject;
  deletionTimestamp?: string;
}

export function object(
  apiVersion: string,
  kind: string,
  name: string,
  { owner, ...head }: Head = {},
  body: Fields = {},
): KubernetesObject {
  const ownerReferences = owner && [
    {
      apiVersion: owner.apiVersion!,
      kind: owner.kind!,
      name: owner.metadata.name,
      uid: owner.metadata.uid!,
      controller: true,
    },
  ];
  return {
    apiVersion,
    kind,
    metadata: {
      namespace: 'shop',
      uid: `${kind}-${head.namespace ?? 'shop'}-${name}`,
      ...head,
      name,
      ...(ownerReferences && { ownerReferences }),
    },
    ...body,
  };
}

/** Of the cluster, not of a namespace. */
export function clusterObject(
  apiVersion: string,
  kind: string,
  name: string,
  body: Fields = {},
) {
  const made = object(apiVersion, kind, name, {}, body);
  delete made.metadata.namespace;
  return made;
}

const template = (labels: Record<string, string>, spec: Fields) => ({
  metadata: { labels },
  spec: {
    containers: [{ name: 'main', image: 'example.test/web:1' }],
    ...spec,
  },
});

export function deployment(
  name: string,
  head: Head = {},
  podLabels: Record<string, string> = { app: name },
  podSpec: Fields = {},
): KubernetesObject {
  return object('apps/v1', 'Deployment', name, head, {
    spec: {
      replicas: 2,
      selector: { matchLabels: podLabels },
      template: template(podLabels, podSpec),
    },
  });
}

export function replicaSet(
  name: string,
  head: Head,
  replicas = 2,
  podLabels: Record<string, string> = {},
): KubernetesObject {
  return object('apps/v1', 'ReplicaSet', name, head, {
    spec: {
      replicas,
      selector: { matchLabels: podLabels },
      template: template(podLabels, {}),
    },
  });
}

export function pod(
  name: string,
  head: Head = {},
  spec: Fields = {},
  phase = 'Running',
) {
  return object('v1', 'Pod', name, head, {
    spec: {
      containers: [{ name: 'main', image: 'example.test/web:1' }],
      ...spec,
    },
    status: { phase },
  });
}

/** A Deployment with its ReplicaSet and two pods, labelled for the entity of its name. */
export function service(
  name: string,
  { namespace = 'shop' }: { namespace?: string } = {},
  podSpec: Fields = {},
): KubernetesObject[] {
  const labels = { app: name };
  const own = { 'backstage.io/kubernetes-id': name };
  const top = deployment(name, { namespace, labels: own }, labels, podSpec);
  const set = replicaSet(
    `${name}-5d9`,
    { namespace, owner: top, labels },
    2,
    labels,
  );
  const pods = ['a', 'b'].map(suffix =>
    pod(
      `${name}-5d9-${suffix}`,
      { namespace, owner: set, labels },
      { nodeName: `node-${suffix}`, ...podSpec },
    ),
  );
  return [top, set, ...pods];
}

export function entity(
  name: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  };
}

export function workloadsOf(
  snapshot: ClusterSnapshot,
  name: string,
): Workload[] {
  return snapshot.workloadsOf(selectionOf(entity(name)));
}

/** The only workload of an entity, as a subject. */
export function workloadSubject(
  snapshot: ClusterSnapshot,
  name: string,
): Subject {
  const [workload, ...others] = workloadsOf(snapshot, name);
  expect(others).toEqual([]);
  return { kind: 'workload', workload };
}

export const namesOf = (objects: readonly KubernetesObject[]) =>
  objects.map(({ metadata: { namespace, name } }) =>
    namespace === 'shop' || namespace === undefined
      ? name
      : `${namespace}/${name}`,
  );
