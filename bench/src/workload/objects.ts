/**
 * The objects of a generated service, as they stand in a cluster after the controllers have written
 * to them: shapes, reasons and sizes (3–8 KB) follow recordings of a real server.
 */
import type { KubernetesObject } from '@readiness-gates/manifest-cluster';
import { hasFlaw } from './flaws';
import {
  digestOf,
  identityOf,
  namespaceCount,
  namespaceName,
  nodeCount,
  nodeName,
  PODS_PER_SERVICE,
  uidOf,
  zoneOf,
} from './identity';
import type { ServiceIdentity } from './identity';
import { managedFields } from './managedFields';
import { podSpecOf, podTemplateOf } from './podSpec';
import type { PodVariant } from './podSpec';
import {
  autoscalerStatus,
  budgetStatus,
  deploymentStatus,
  podStatus,
  replicaSetStatus,
} from './statuses';

export const STARTED_AT = '2026-11-01T08:00:00Z';

type Fields = Record<string, unknown>;

interface Made {
  apiVersion: string;
  kind: string;
  name: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** Its creator is a controller: nobody applied it. */
  owner?: { apiVersion: string; kind: string; name: string };
  /** Applied by the server: it carries no copy of what was applied last. */
  serverSide?: boolean;
  body: Fields;
  status?: object;
}

/** All objects of a cluster of so many services, one after the other. */
export function* clusterObjects(services: number): Generator<KubernetesObject> {
  for (let index = 0; index < namespaceCount(services); index += 1)
    yield namespaceObject(index);
  const nodes = nodeCount(services);
  for (let index = 0; index < nodes; index += 1) yield nodeObject(index);
  for (let index = 0; index < services; index += 1)
    yield* serviceObjects(index, { nodes });
}

/** How a service is rolled out. */
export interface ServiceVariant extends PodVariant {
  /** Of the cluster, for its pods to stand on. */
  nodes: number;
}

export function serviceObjects(
  index: number,
  { nodes, ...variant }: ServiceVariant,
): KubernetesObject[] {
  const service = identityOf(index);
  const { name } = service;
  const spec = podSpecOf(service, variant);
  const podNames = Array.from(
    { length: PODS_PER_SERVICE },
    (_, pod) => `${name}-${hashOf(service)}-${digestOf(name, pod).slice(0, 5)}`,
  );
  return [
    deployment(service, spec),
    replicaSet(service, spec),
    ...podNames.map((podName, pod) =>
      podObject(service, podName, (index + pod) % nodes, pod, spec),
    ),
    serviceObject(service),
    autoscaler(service),
    budget(service),
    networkPolicy(service),
    serviceAccount(service),
    endpointSlice(service, podNames, nodes),
  ];
}

const hashOf = ({ name }: ServiceIdentity) => digestOf(name).slice(0, 9);

const selectorOf = ({ name }: ServiceIdentity) => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/instance': name,
});

const labelsOf = (service: ServiceIdentity) => ({
  ...selectorOf(service),
  'app.kubernetes.io/version': '1.0.0',
  'app.kubernetes.io/component': 'server',
  'app.kubernetes.io/part-of': 'shop',
  'app.kubernetes.io/managed-by': 'Helm',
  'backstage.io/kubernetes-id': service.name,
  'helm.sh/chart': 'web-service-4.12.1',
  'example.com/cost-centre': `cc-${(service.index % 90) + 10}`,
  'example.com/owner': service.owner,
});

/** Of pods: a chart gives them no more than it must. */
const podLabelsOf = (service: ServiceIdentity) => ({
  ...selectorOf(service),
  'backstage.io/kubernetes-id': service.name,
  'pod-template-hash': hashOf(service),
});

const annotationsOf = ({ name, namespace, owner }: ServiceIdentity) => ({
  'argocd.argoproj.io/tracking-id': `${name}:apps/Deployment:${namespace}/${name}`,
  'argocd.argoproj.io/sync-options': 'ServerSideApply=false,PruneLast=true',
  'meta.helm.sh/release-name': name,
  'meta.helm.sh/release-namespace': namespace,
  'example.com/description': `The service ${name} of ${owner}: it takes orders and keeps them.`,
  'example.com/runbook': `https://wiki.example.com/runbooks/shop/${name}`,
  'example.com/on-call': `https://on-call.example.com/teams/${owner}/schedule`,
});

const knownFields = new Map<string, unknown>();

/** Nearly the same for every object of a kind, and most of the work of making one. */
function fieldsOfKind(kind: string, make: () => unknown): unknown {
  if (!knownFields.has(kind)) knownFields.set(kind, make());
  return knownFields.get(kind);
}

function made(service: ServiceIdentity, parts: Made): KubernetesObject {
  const { apiVersion, kind, name, owner, serverSide, body, status } = parts;
  const { namespace } = service;
  const labels = parts.labels ?? labelsOf(service);
  const annotations =
    parts.annotations ?? (owner ? {} : annotationsOf(service));
  const applied = {
    metadata: { annotations, labels, name, namespace },
    ...body,
  };
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      uid: uidOf(kind, namespace, name),
      creationTimestamp: STARTED_AT,
      generation: 1,
      labels,
      annotations:
        owner || serverSide
          ? annotations
          : {
              ...annotations,
              'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(
                { apiVersion, kind, ...applied },
              )}\n`,
            },
      ...(owner && {
        ownerReferences: [
          {
            ...owner,
            uid: uidOf(owner.kind, namespace, owner.name),
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      }),
      managedFields: fieldsOfKind(kind, () =>
        managedFields(apiVersion, STARTED_AT, applied, status),
      ),
    },
    ...body,
    ...(status && { status }),
  };
}

function deployment(service: ServiceIdentity, spec: object) {
  const { 'pod-template-hash': _hash, ...templateLabels } =
    podLabelsOf(service);
  return made(service, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: service.name,
    serverSide: true,
    body: {
      spec: {
        replicas: PODS_PER_SERVICE,
        selector: { matchLabels: selectorOf(service) },
        template: podTemplateOf(templateLabels, spec),
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
        },
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
      },
    },
    status: deploymentStatus(service, hashOf(service)),
  });
}

function replicaSet(service: ServiceIdentity, spec: object) {
  const labels = podLabelsOf(service);
  return made(service, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: `${service.name}-${hashOf(service)}`,
    labels,
    owner: { apiVersion: 'apps/v1', kind: 'Deployment', name: service.name },
    annotations: {
      'deployment.kubernetes.io/desired-replicas': '3',
      'deployment.kubernetes.io/max-replicas': '4',
      'deployment.kubernetes.io/revision': '1',
    },
    body: {
      spec: {
        replicas: PODS_PER_SERVICE,
        selector: {
          matchLabels: {
            ...selectorOf(service),
            'pod-template-hash': hashOf(service),
          },
        },
        template: podTemplateOf(labels, spec),
      },
    },
    status: replicaSetStatus(service),
  });
}

function podObject(
  service: ServiceIdentity,
  name: string,
  node: number,
  pod: number,
  spec: object,
) {
  return made(service, {
    apiVersion: 'v1',
    kind: 'Pod',
    name,
    labels: podLabelsOf(service),
    owner: {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: `${service.name}-${hashOf(service)}`,
    },
    body: { spec: { ...spec, nodeName: nodeName(node) } },
    status: podStatus(service, name, node, pod),
  });
}

function serviceObject(service: ServiceIdentity) {
  const address = addressOf(service, 0);
  return made(service, {
    apiVersion: 'v1',
    kind: 'Service',
    name: service.name,
    body: {
      spec: {
        ports: [
          { name: 'http', protocol: 'TCP', port: 80, targetPort: 'http' },
          {
            name: 'metrics',
            protocol: 'TCP',
            port: 9090,
            targetPort: 'metrics',
          },
        ],
        selector: selectorOf(service),
        clusterIP: address,
        clusterIPs: [address],
        type: 'ClusterIP',
        sessionAffinity: 'None',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        internalTrafficPolicy: 'Cluster',
      },
      status: { loadBalancer: {} },
    },
  });
}

function autoscaler(service: ServiceIdentity) {
  return made(service, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    name: service.name,
    body: {
      spec: {
        scaleTargetRef: {
          kind: 'Deployment',
          name: service.name,
          apiVersion: 'apps/v1',
        },
        minReplicas: PODS_PER_SERVICE,
        maxReplicas: 9,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 70 },
            },
          },
        ],
      },
    },
    status: autoscalerStatus(service),
  });
}

function budget(service: ServiceIdentity) {
  const strict = hasFlaw(service.index, 'strictBudget');
  return made(service, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    name: service.name,
    body: {
      spec: {
        ...(strict ? { maxUnavailable: 0 } : { minAvailable: 2 }),
        selector: { matchLabels: selectorOf(service) },
      },
    },
    status: budgetStatus(strict),
  });
}

function networkPolicy(service: ServiceIdentity) {
  const open = hasFlaw(service.index, 'openPolicy');
  return made(service, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    name: service.name,
    body: {
      spec: {
        podSelector: { matchLabels: selectorOf(service) },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            ...(!open && {
              from: [
                {
                  namespaceSelector: {
                    matchLabels: { 'kubernetes.io/metadata.name': 'ingress' },
                  },
                },
              ],
            }),
            ports: [{ protocol: 'TCP', port: 'http' }],
          },
        ],
        egress: [
          {
            to: [
              {
                namespaceSelector: {},
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
            ports: [{ protocol: 'UDP', port: 53 }],
          },
        ],
      },
    },
  });
}

function serviceAccount(service: ServiceIdentity) {
  return made(service, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: service.name,
    body: {
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 'registry' }],
    },
  });
}

function endpointSlice(
  service: ServiceIdentity,
  podNames: readonly string[],
  nodes: number,
) {
  const { name, namespace, index } = service;
  return made(service, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    name: `${name}-${digestOf(name, 'slice').slice(0, 5)}`,
    labels: {
      ...labelsOf(service),
      'endpointslice.kubernetes.io/managed-by':
        'endpointslice-controller.k8s.io',
      'kubernetes.io/service-name': name,
    },
    annotations: {
      'endpoints.kubernetes.io/last-change-trigger-time': STARTED_AT,
    },
    owner: { apiVersion: 'v1', kind: 'Service', name },
    body: {
      addressType: 'IPv4',
      endpoints: podNames.map((pod, at) => ({
        addresses: [addressOf(service, at + 1)],
        conditions: { ready: true, serving: true, terminating: false },
        targetRef: {
          kind: 'Pod',
          namespace,
          name: pod,
          uid: uidOf('Pod', namespace, pod),
        },
        nodeName: nodeName((index + at) % nodes),
        zone: zoneOf((index + at) % nodes),
        hints: { forZones: [{ name: zoneOf((index + at) % nodes) }] },
      })),
      ports: [
        { name: 'metrics', protocol: 'TCP', port: 9090 },
        { name: 'http', protocol: 'TCP', port: 8080 },
      ],
    },
  });
}

export function addressOf({ index }: ServiceIdentity, at: number): string {
  const number = index * 4 + at;
  return `10.${96 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

function namespaceObject(index: number): KubernetesObject {
  const name = namespaceName(index);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { environment: 'production' } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

function nodeObject(index: number): KubernetesObject {
  const name = nodeName(index);
  const status = {
    capacity: { cpu: '16', memory: '64Gi', pods: '110' },
    allocatable: { cpu: '15800m', memory: '62Gi', pods: '110' },
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        lastHeartbeatTime: STARTED_AT,
        lastTransitionTime: STARTED_AT,
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
      },
    ],
    images: Array.from({ length: 20 }, (_, image) => ({
      names: [`registry.example/x@sha256:${digestOf(name, image)}`],
      sizeBytes: 120_000_000 + image,
    })),
    nodeInfo: { kubeletVersion: 'v1.36.3', operatingSystem: 'linux' },
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/region': 'region-1',
        'topology.kubernetes.io/zone': zoneOf(index),
      },
      managedFields: managedFields('v1', STARTED_AT, {}, status),
    },
    spec: {},
    status,
  };
}
