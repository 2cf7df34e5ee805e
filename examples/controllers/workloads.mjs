// The workload controllers: who runs what; StatefulSet, DaemonSet, static pods and bare Pods.
import { writtenBy } from './apiserver.mjs';
import { minutesAgo } from './clock.mjs';
import { runDeployment } from './deployments.mjs';
import { runCronJob } from './jobs.mjs';
import { fieldsOf } from './managedFields.mjs';
import { letters, templateHash, uid } from './names.mjs';
import { notesOf } from './notes.mjs';
import { commonTo, isReady, keyOf, nonZero } from './podPlans.mjs';
import { createPod, mayRunOn } from './pods.mjs';
import { bindClaim } from './volumes.mjs';

const controllers = {
  Deployment: runDeployment,
  Rollout: runDeployment,
  StatefulSet: runStatefulSet,
  DaemonSet: runDaemonSet,
  CronJob: runCronJob,
  Pod: runPod,
};

export const isWorkload = object => object.kind in controllers;

export const runWorkload = (cluster, object) => controllers[object.kind](cluster, object);

function runStatefulSet(cluster, set) {
  const {
    metadata: { name, namespace, creationTimestamp: time },
    spec,
  } = set;
  const revision = `${name}-${templateHash(spec.template)}`;
  const pods = Array.from({ length: spec.replicas }, (_, index) => {
    const podName = `${name}-${index}`;
    const template = structuredClone(spec.template);
    const claims = (spec.volumeClaimTemplates ?? []).map(claim => ({
      claim,
      claimName: `${claim.metadata.name}-${podName}`,
    }));
    template.spec.volumes = [
      ...claims.map(({ claim, claimName }) => ({ name: claim.metadata.name, persistentVolumeClaim: { claimName } })),
      ...(template.spec.volumes ?? []),
    ];
    Object.assign(template.spec, { hostname: podName, subdomain: spec.serviceName });
    const pod = createPod(cluster, namespace, set, {
      ...commonTo(set, index),
      name: podName,
      generateName: `${name}-`,
      template,
      time,
      labels: {
        'apps.kubernetes.io/pod-index': String(index),
        'controller-revision-hash': revision,
        'statefulset.kubernetes.io/pod-name': podName,
      },
    });
    for (const { claim, claimName } of claims)
      bindClaim(cluster, namespace, claimName, claim.spec, spec.selector.matchLabels, time);
    return pod;
  });
  const ready = pods.filter(isReady).length;
  set.status = {
    observedGeneration: 1,
    replicas: pods.length,
    ...nonZero({ readyReplicas: ready, currentReplicas: pods.length, updatedReplicas: pods.length }),
    currentRevision: revision,
    updateRevision: revision,
    collisionCount: 0,
    availableReplicas: ready,
  };
  writtenBy(set, 'kube-controller-manager', minutesAgo(5), { 'f:status': fieldsOf(set.status, 1) });
}

function runDaemonSet(cluster, set) {
  const {
    metadata: { name, namespace, creationTimestamp: time },
    spec,
  } = set;
  const hash = templateHash(spec.template);
  const nodes = cluster.all('Node').filter(node => mayRunOn(node, spec.template.spec));
  const pods = nodes.map((node, index) =>
    createPod(cluster, namespace, set, {
      ...commonTo(set, index),
      node,
      daemon: true,
      name: `${name}-${letters(`${cluster.name} ${namespace} ${name} ${node.metadata.name}`, 5)}`,
      generateName: `${name}-`,
      labels: { 'controller-revision-hash': hash, 'pod-template-generation': '1' },
      template: spec.template,
      time,
    }),
  );
  const ready = pods.filter(isReady).length;
  set.status = {
    currentNumberScheduled: pods.length,
    numberMisscheduled: 0,
    desiredNumberScheduled: pods.length,
    numberReady: ready,
    observedGeneration: 1,
    updatedNumberScheduled: pods.length,
    ...nonZero({ numberAvailable: ready, numberUnavailable: pods.length - ready }),
  };
  writtenBy(set, 'kube-controller-manager', minutesAgo(5), { 'f:status': fieldsOf(set.status, 1) });
}

/** A Pod that a person applied, or a control plane's static pod: one copy on each control plane node, mirrored by its kubelet. */
function runPod(cluster, pod) {
  const { name, namespace, labels, annotations, creationTimestamp: time } = pod.metadata;
  const source = { metadata: pod.metadata, kind: 'Pod' };
  if (!('static-pod' in notesOf(pod))) {
    const made = createPod(cluster, namespace, undefined, {
      ...commonTo(pod, 0),
      ownerKey: keyOf(source),
      name,
      labels: {},
      template: { metadata: { labels, annotations }, spec: pod.spec },
      time,
    });
    made.metadata.managedFields.unshift(...pod.metadata.managedFields);
    made.metadata.managedFields.splice(1, 1);
    return;
  }
  for (const node of cluster.all('Node').filter(n => 'node-role.kubernetes.io/control-plane' in n.metadata.labels)) {
    const hash = uid(`${cluster.name} ${name} ${node.metadata.name}`).replaceAll('-', '');
    createPod(cluster, namespace, node, {
      ...commonTo(pod, 0),
      node,
      admission: false,
      manager: 'kubelet',
      name: `${name}-${node.metadata.name}`,
      labels: {},
      time,
      template: {
        metadata: {
          labels,
          annotations: {
            'kubernetes.io/config.hash': hash,
            'kubernetes.io/config.mirror': hash,
            'kubernetes.io/config.source': 'file',
          },
        },
        spec: pod.spec,
      },
    });
  }
}
