// Deployment and Argo Rollout: ReplicaSets of this revision and the one before, their Pods, and the status.
import { ownerReference, stamp, writtenBy } from './apiserver.mjs';
import { daysAgo, minutesAgo, secondsAfter } from './clock.mjs';
import { fieldsOf } from './managedFields.mjs';
import { letters, templateHash } from './names.mjs';
import { notesOf } from './notes.mjs';
import { commonTo, isReady, nonZero } from './podPlans.mjs';
import { createPod } from './pods.mjs';

export function runDeployment(cluster, deployment) {
  const notes = notesOf(deployment);
  const { spec } = deployment;
  const current = structuredClone(spec.template);
  const sets = [];
  if (notes['previous-image']) {
    const previous = structuredClone(current);
    previous.spec.containers[0].image = notes['previous-image'];
    sets.push(replicaSet(cluster, deployment, previous, 1, notes.rollout === 'stuck' ? spec.replicas : 0));
  }
  const revision = sets.length + 1;
  deployment.metadata.generation = revision;
  deployment.metadata.annotations = {
    [annotationOf(deployment)]: String(revision),
    ...deployment.metadata.annotations,
  };
  sets.push(replicaSet(cluster, deployment, current, revision, notes.rollout === 'stuck' ? 1 : spec.replicas));
  for (const { set, pods } of sets) set.status = replicaSetStatus(set, pods);
  deployment.status =
    deployment.kind === 'Rollout' ? rolloutStatus(deployment, sets) : deploymentStatus(deployment, sets);
  const manager = deployment.kind === 'Rollout' ? 'rollouts-controller' : 'kube-controller-manager';
  writtenBy(deployment, manager, minutesAgo(5), {
    'f:metadata': { 'f:annotations': { [`f:${annotationOf(deployment)}`]: {} } },
    'f:status': fieldsOf(deployment.status, 3),
  });
}

const annotationOf = owner =>
  owner.kind === 'Rollout' ? 'rollout.argoproj.io/revision' : 'deployment.kubernetes.io/revision';

function replicaSet(cluster, owner, template, revision, replicas) {
  const rollout = owner.kind === 'Rollout';
  const hash = templateHash(template);
  const hashLabel = rollout ? 'rollouts-pod-template-hash' : 'pod-template-hash';
  const {
    metadata: { name, namespace, creationTimestamp },
    spec,
  } = owner;
  const prefix = rollout ? 'rollout.argoproj.io' : 'deployment.kubernetes.io';
  const labels = { ...template.metadata.labels, [hashLabel]: hash };
  const current =
    revision === owner.metadata.generation || notesOf(owner)['previous-image'] === undefined || revision === 2;
  const time = current && revision === 2 ? daysAgo(4) : creationTimestamp;
  const set = cluster.add(
    stamp(
      cluster,
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name: `${name}-${hash}`,
          namespace,
          labels,
          annotations: {
            [`${prefix}/desired-replicas`]: String(spec.replicas),
            ...(!rollout && { [`${prefix}/max-replicas`]: String(spec.replicas + 1) }),
            [`${prefix}/revision`]: String(revision),
          },
          ownerReferences: [ownerReference(owner)],
        },
        spec: {
          replicas,
          selector: { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [hashLabel]: hash } },
          template: { ...template, metadata: { ...template.metadata, labels } },
        },
      },
      time,
    ),
  );
  writtenBy(
    set,
    rollout ? 'rollouts-controller' : 'kube-controller-manager',
    time,
    { 'f:metadata': { 'f:ownerReferences': {} }, 'f:spec': fieldsOf(set.spec, 1) },
    '',
  );
  const oldRevision = notesOf(owner).rollout === 'stuck' && revision === 1;
  const pods = Array.from({ length: replicas }, (_, index) =>
    createPod(cluster, namespace, set, {
      ...commonTo(owner, index),
      ...(oldRevision && { behaviour: 'healthy' }),
      name: `${set.metadata.name}-${letters(`${cluster.name} ${namespace} ${set.metadata.name} ${index}`, 5)}`,
      generateName: `${set.metadata.name}-`,
      labels: { [hashLabel]: hash },
      template,
      time,
    }),
  );
  return { set, pods };
}

function replicaSetStatus(set, pods) {
  const ready = pods.filter(isReady).length;
  return {
    replicas: pods.length,
    ...nonZero({ fullyLabeledReplicas: pods.length, readyReplicas: ready, availableReplicas: ready }),
    terminatingReplicas: 0,
    observedGeneration: 1,
  };
}

function countsOf(deployment, sets) {
  const pods = sets.flatMap(({ pods: own }) => own);
  const ready = pods.filter(isReady).length;
  const current = sets.at(-1);
  return {
    pods,
    ready,
    updated: current.pods.length,
    updatedReady: current.pods.filter(isReady).length,
    set: current.set,
  };
}

function deploymentStatus(deployment, sets) {
  const { pods, ready, updated, updatedReady, set } = countsOf(deployment, sets);
  const { replicas, strategy } = deployment.spec;
  const maxUnavailable = strategy.rollingUpdate?.maxUnavailable ?? 0;
  const tolerated =
    typeof maxUnavailable === 'number' ? maxUnavailable : Math.floor((replicas * parseInt(maxUnavailable, 10)) / 100);
  const available = ready >= replicas - tolerated;
  const done = notesOf(deployment).rollout === 'completed' || updatedReady === replicas;
  const since = set.metadata.creationTimestamp;
  const at = secondsAfter(since, 40);
  const late = secondsAfter(since, 640);
  return {
    observedGeneration: deployment.metadata.generation,
    ...nonZero({
      replicas: pods.length,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: ready,
      unavailableReplicas: pods.length - ready,
    }),
    terminatingReplicas: 0,
    conditions: [
      available
        ? {
            type: 'Available',
            status: 'True',
            lastUpdateTime: at,
            lastTransitionTime: at,
            reason: 'MinimumReplicasAvailable',
            message: 'Deployment has minimum availability.',
          }
        : {
            type: 'Available',
            status: 'False',
            lastUpdateTime: at,
            lastTransitionTime: at,
            reason: 'MinimumReplicasUnavailable',
            message: 'Deployment does not have minimum availability.',
          },
      done
        ? {
            type: 'Progressing',
            status: 'True',
            lastUpdateTime: at,
            lastTransitionTime: since,
            reason: 'NewReplicaSetAvailable',
            message: `ReplicaSet "${set.metadata.name}" has successfully progressed.`,
          }
        : {
            type: 'Progressing',
            status: 'False',
            lastUpdateTime: late,
            lastTransitionTime: late,
            reason: 'ProgressDeadlineExceeded',
            message: `ReplicaSet "${set.metadata.name}" has timed out progressing.`,
          },
    ],
  };
}

function rolloutStatus(rollout, sets) {
  const { pods, ready, updated, set } = countsOf(rollout, sets);
  const hash = set.metadata.labels['rollouts-pod-template-hash'];
  const steps = rollout.spec.strategy.canary?.steps?.length ?? 0;
  const at = secondsAfter(set.metadata.creationTimestamp, 900);
  const condition = (type, reason, message) => ({
    type,
    status: 'True',
    lastUpdateTime: at,
    lastTransitionTime: at,
    reason,
    message,
  });
  return {
    observedGeneration: String(rollout.metadata.generation),
    phase: 'Healthy',
    replicas: pods.length,
    updatedReplicas: updated,
    readyReplicas: ready,
    availableReplicas: ready,
    HPAReplicas: pods.length,
    currentPodHash: hash,
    stableRS: hash,
    currentStepIndex: steps,
    selector: Object.entries(rollout.spec.selector.matchLabels)
      .map(e => e.join('='))
      .join(','),
    canary: {},
    conditions: [
      condition('Available', 'AvailableReason', 'Rollout has minimum availability'),
      condition('Healthy', 'RolloutHealthy', 'Rollout is healthy'),
      condition(
        'Progressing',
        'NewReplicaSetAvailable',
        `ReplicaSet "${set.metadata.name}" has successfully progressed.`,
      ),
      condition('Completed', 'RolloutCompleted', 'Rollout completed'),
    ],
  };
}
