// What the API server adds to a manifest that it accepts: metadata, defaults, managed fields, last-applied.
import { daysAgo, secondsAfter } from './clock.mjs';
import { number, resourceVersion, uid } from './names.mjs';
import { takeNotes } from './notes.mjs';
import { entry, fieldsOf } from './managedFields.mjs';
import { podSpecDefaults } from './podDefaults.mjs';

const withGeneration = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Rollout',
  'Job',
  'CronJob',
  'Pod',
  'PodDisruptionBudget',
  'Ingress',
  'NetworkPolicy',
  'EndpointSlice',
  'CustomResourceDefinition',
  'ServiceMonitor',
  'Prometheus',
  'VirtualService',
  'DestinationRule',
  'Gateway',
  'PeerAuthentication',
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'ScaledObject',
  'ChaosResult',
]);
const withoutLastApplied = new Set(['Node', 'CustomResourceDefinition', 'Secret']);

/** The object as the server stores it once it has been applied. */
export function admit(cluster, manifest) {
  const lastApplied = JSON.parse(JSON.stringify(manifest));
  const object = manifest;
  const notes = takeNotes(object);
  takeNotes(lastApplied);
  const time = daysAgo(Number(notes.age ?? 40));
  const manager = notes['managed-by'] ?? 'kubectl-client-side-apply';
  const applied = JSON.parse(JSON.stringify(object));
  stamp(cluster, object, time);
  (defaults[object.kind] ?? (() => {}))(object, cluster);
  if (manager === 'kubectl-client-side-apply' && !withoutLastApplied.has(object.kind)) {
    lastApplied.metadata.annotations ??= {};
    object.metadata.annotations = {
      ...object.metadata.annotations,
      'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(lastApplied)}\n`,
    };
  }
  const serverSide = manager === 'argocd-controller';
  object.metadata.managedFields = [
    entry({
      manager,
      operation: serverSide ? 'Apply' : 'Update',
      apiVersion: object.apiVersion,
      time: secondsAfter(time, 1),
      fields: ownedFields(serverSide ? applied : object),
    }),
  ];
  return object;
}

function ownedFields(object) {
  const { labels, annotations } = object.metadata;
  const { apiVersion, kind, metadata, status, ...rest } = object;
  const depth = 6; // as far as a container's own fields
  return {
    ...(labels || annotations
      ? { 'f:metadata': fieldsOf({ ...(annotations && { annotations }), ...(labels && { labels }) }) }
      : {}),
    ...fieldsOf(rest, kind === 'CustomResourceDefinition' || kind === 'Node' ? 1 : depth),
  };
}

/** uid, resourceVersion, creation: of objects that people apply and of those that controllers make. */
export function stamp(cluster, object, time) {
  const key = [cluster.name, object.kind, object.metadata.namespace ?? '', object.metadata.name].join('/');
  const { name, generateName, namespace, labels, annotations, ownerReferences, finalizers, generation, ...others } =
    object.metadata;
  object.metadata = {
    name,
    ...(generateName && { generateName }),
    ...(namespace && { namespace }),
    uid: uid(key),
    resourceVersion: resourceVersion(key),
    ...(withGeneration.has(object.kind) && { generation: generation ?? 1 }),
    creationTimestamp: time,
    ...(labels && { labels }),
    ...(annotations && { annotations }),
    ...(ownerReferences && { ownerReferences }),
    ...(finalizers && { finalizers }),
    ...others,
  };
  return object;
}

/** Another manager's share of an object: a controller that writes status, a kubelet. */
export function writtenBy(object, manager, time, fields, subresource = 'status') {
  object.metadata.managedFields ??= [];
  object.metadata.managedFields.push(entry({ manager, apiVersion: object.apiVersion, time, fields, subresource }));
}

export const ownerReference = owner => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
});

const template = spec => podSpecDefaults(spec.template.spec);

const defaults = {
  Namespace(object) {
    object.metadata.labels = { ...object.metadata.labels, 'kubernetes.io/metadata.name': object.metadata.name };
    object.spec = { finalizers: ['kubernetes'] };
    object.status = { phase: 'Active' };
  },
  Deployment({ spec }) {
    spec.replicas ??= 1;
    template(spec);
    spec.strategy ??= { type: 'RollingUpdate' };
    if (spec.strategy.type === 'RollingUpdate')
      spec.strategy.rollingUpdate = { maxUnavailable: '25%', maxSurge: '25%', ...spec.strategy.rollingUpdate };
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
  },
  StatefulSet({ spec }) {
    spec.replicas ??= 1;
    template(spec);
    for (const claim of spec.volumeClaimTemplates ?? []) {
      Object.assign(claim, { kind: 'PersistentVolumeClaim', apiVersion: 'v1', status: { phase: 'Pending' } });
      claim.spec.volumeMode ??= 'Filesystem';
    }
    spec.podManagementPolicy ??= 'OrderedReady';
    spec.updateStrategy ??= { type: 'RollingUpdate', rollingUpdate: { partition: 0 } };
    spec.revisionHistoryLimit ??= 10;
    if (spec.volumeClaimTemplates)
      spec.persistentVolumeClaimRetentionPolicy ??= { whenDeleted: 'Retain', whenScaled: 'Retain' };
  },
  DaemonSet(object) {
    object.metadata.annotations = { 'deprecated.daemonset.template.generation': '1', ...object.metadata.annotations };
    template(object.spec);
    object.spec.updateStrategy ??= { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } };
    object.spec.revisionHistoryLimit ??= 10;
  },
  Rollout({ spec }) {
    // A custom resource: the API server adds nothing to its pod template.
    spec.revisionHistoryLimit ??= 3;
  },
  CronJob({ spec }) {
    spec.concurrencyPolicy ??= 'Allow';
    spec.suspend ??= false;
    spec.jobTemplate.metadata ??= {};
    spec.jobTemplate.spec.template.metadata ??= {};
    podSpecDefaults(spec.jobTemplate.spec.template.spec);
    spec.successfulJobsHistoryLimit ??= 3;
    spec.failedJobsHistoryLimit ??= 1;
  },
  Service(object, cluster) {
    const { spec } = object;
    for (const port of spec.ports ?? []) {
      port.protocol ??= 'TCP';
      port.targetPort ??= port.port;
    }
    const address = `10.96.${number(
      `${cluster.name} ${object.metadata.namespace} service ${object.metadata.name}`,
      200,
    )}.${1 + number(object.metadata.name, 250)}`;
    spec.clusterIP ??= object.metadata.name === 'kubernetes' ? '10.96.0.1' : address;
    spec.clusterIPs = [spec.clusterIP];
    spec.type ??= 'ClusterIP';
    spec.sessionAffinity ??= 'None';
    if (spec.sessionAffinity === 'ClientIP') spec.sessionAffinityConfig ??= { clientIP: { timeoutSeconds: 10800 } };
    Object.assign(spec, { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack', internalTrafficPolicy: 'Cluster' });
    if (spec.type === 'LoadBalancer')
      Object.assign(spec, { externalTrafficPolicy: 'Cluster', allocateLoadBalancerNodePorts: true });
    object.status = {
      loadBalancer:
        spec.type === 'LoadBalancer' ? { ingress: [{ ip: cluster.loadBalancerAddress, ipMode: 'VIP' }] } : {},
    };
  },
  Ingress(object, cluster) {
    object.status = { loadBalancer: { ingress: [{ ip: cluster.loadBalancerAddress }] } };
  },
  NetworkPolicy({ spec }) {
    spec.policyTypes ??= ['Ingress', ...(spec.egress ? ['Egress'] : [])];
    for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) {
      for (const port of rule.ports ?? []) port.protocol ??= 'TCP';
    }
  },
  PersistentVolumeClaim({ spec }) {
    spec.volumeMode ??= 'Filesystem';
  },
  CSIDriver({ spec }) {
    Object.assign(spec, {
      attachRequired: true,
      podInfoOnMount: false,
      requiresRepublish: false,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      storageCapacity: false,
      ...spec,
    });
  },
  StorageClass(object) {
    object.reclaimPolicy ??= 'Delete';
    object.volumeBindingMode ??= 'Immediate';
  },
  Secret(object) {
    object.type ??= 'Opaque';
  },
  CustomResourceDefinition(object) {
    const { spec } = object;
    spec.conversion = { strategy: 'None' };
    const condition = (type, reason, message) => ({
      type,
      status: 'True',
      lastTransitionTime: object.metadata.creationTimestamp,
      reason,
      message,
    });
    object.status = {
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
        condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
      ],
      acceptedNames: spec.names,
      storedVersions: spec.versions.filter(v => v.storage).map(v => v.name),
    };
  },
};
