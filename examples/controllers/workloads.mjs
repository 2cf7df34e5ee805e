// The workload controllers: Deployment, Rollout, StatefulSet, DaemonSet, CronJob with its Jobs; static pods and bare Pods.
import { ownerReference, stamp, writtenBy } from './apiserver.mjs';
import { daysAgo, latestRuns, minutesAgo, secondsAfter } from './clock.mjs';
import { fieldsOf } from './managedFields.mjs';
import { letters, templateHash, uid } from './names.mjs';
import { notesOf } from './notes.mjs';
import { createPod, mayRunOn } from './pods.mjs';
import { bindClaim } from './followers.mjs';

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

const keyOf = object => `${object.kind}/${object.metadata.namespace}/${object.metadata.name}`;
const isReady = pod => pod.status.conditions.some(c => c.type === 'Ready' && c.status === 'True');
const nonZero = counts => Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0));

/** "oom-killed:1" is oom-killed for the first pod and healthy for the others. */
function behaviourOf(owner, index) {
  const [behaviour, count] = (notesOf(owner).behaviour ?? 'healthy').split(':');
  return count === undefined || index < Number(count) ? behaviour : 'healthy';
}

const commonTo = (owner, index) => ({
  behaviour: behaviourOf(owner, index),
  index,
  ownerKey: keyOf(owner),
  source: owner,
  nodes: notesOf(owner).nodes,
  restarts: Number(notesOf(owner).restarts ?? 0),
  pull: notesOf(owner).digests === 'differ' ? ` pull ${index % 2}` : undefined,
});

function runDeployment(cluster, deployment) {
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

function runCronJob(cluster, cronJob) {
  const outcomes = (notesOf(cronJob).runs ?? 'succeeded,succeeded').split(',');
  const times = latestRuns(cronJob.spec.schedule, outcomes.length);
  times.forEach((time, index) => runJob(cluster, cronJob, time, outcomes[index], index));
  const lastGood = outcomes.indexOf('succeeded');
  cronJob.status = {
    lastScheduleTime: times[0],
    ...(lastGood >= 0 && { lastSuccessfulTime: secondsAfter(times[lastGood], 97) }),
  };
  writtenBy(cronJob, 'kube-controller-manager', times[0], { 'f:status': fieldsOf(cronJob.status, 1) });
}

function runJob(cluster, cronJob, time, outcome, index) {
  const {
    metadata: { name: cronName, namespace },
    spec: { jobTemplate },
  } = cronJob;
  const name = `${cronName}-${Math.floor(new Date(time).getTime() / 60_000)}`;
  const id = uid([cluster.name, 'Job', namespace, name].join('/'));
  const labels = {
    'batch.kubernetes.io/controller-uid': id,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': id,
    'job-name': name,
  };
  const template = structuredClone(jobTemplate.spec.template);
  template.metadata.labels = { ...template.metadata.labels, ...labels };
  const job = cluster.add(
    stamp(
      cluster,
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: {
          name,
          namespace,
          labels: { ...jobTemplate.metadata.labels, ...labels },
          annotations: { 'batch.kubernetes.io/cronjob-scheduled-timestamp': time },
          ownerReferences: [ownerReference(cronJob)],
        },
        spec: {
          parallelism: 1,
          completions: 1,
          backoffLimit: 6,
          ...jobTemplate.spec,
          selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': id } },
          manualSelector: false,
          template,
          completionMode: 'NonIndexed',
          suspend: false,
          podReplacementPolicy: 'TerminatingOrFailed',
        },
      },
      time,
    ),
  );
  const done = secondsAfter(time, 97);
  const condition = (type, reason, message) => ({
    type,
    status: 'True',
    lastProbeTime: done,
    lastTransitionTime: done,
    reason,
    message,
  });
  job.status =
    outcome === 'succeeded'
      ? {
          conditions: [
            condition('SuccessCriteriaMet', 'CompletionsReached', 'Reached expected number of succeeded pods'),
            condition('Complete', 'CompletionsReached', 'Reached expected number of succeeded pods'),
          ],
          startTime: time,
          completionTime: done,
          succeeded: 1,
          terminating: 0,
          uncountedTerminatedPods: {},
          ready: 0,
        }
      : {
          conditions: [
            condition('FailureTarget', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'),
            condition('Failed', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit'),
          ],
          startTime: time,
          failed: 1 + (jobTemplate.spec.backoffLimit ?? 6),
          terminating: 0,
          uncountedTerminatedPods: {},
          ready: 0,
        };
  writtenBy(job, 'kube-controller-manager', done, { 'f:status': fieldsOf(job.status, 1) });
  createPod(cluster, namespace, job, {
    ...commonTo(cronJob, index),
    behaviour: outcome,
    name: `${name}-${letters(`${cluster.name} ${name}`, 5)}`,
    generateName: `${name}-`,
    labels: {},
    template,
    time,
  });
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
