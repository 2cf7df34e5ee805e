// CronJob: its latest Jobs, as its note says they ended, and their Pods.
import { ownerReference, stamp, writtenBy } from './apiserver.mjs';
import { latestRuns, secondsAfter } from './clock.mjs';
import { fieldsOf } from './managedFields.mjs';
import { letters, uid } from './names.mjs';
import { notesOf } from './notes.mjs';
import { commonTo } from './podPlans.mjs';
import { createPod } from './pods.mjs';

export function runCronJob(cluster, cronJob) {
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
  job.status = jobStatus(time, done, outcome, jobTemplate.spec.backoffLimit ?? 6);
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

function jobStatus(startTime, done, outcome, backoffLimit) {
  const condition = (type, reason, message) => ({
    type,
    status: 'True',
    lastProbeTime: done,
    lastTransitionTime: done,
    reason,
    message,
  });
  const common = { startTime, terminating: 0, uncountedTerminatedPods: {}, ready: 0 };
  if (outcome === 'succeeded') {
    const because = ['CompletionsReached', 'Reached expected number of succeeded pods'];
    const conditions = [condition('SuccessCriteriaMet', ...because), condition('Complete', ...because)];
    return { conditions, ...common, completionTime: done, succeeded: 1 };
  }
  const because = ['BackoffLimitExceeded', 'Job has reached the specified backoff limit'];
  const conditions = [condition('FailureTarget', ...because), condition('Failed', ...because)];
  return { conditions, ...common, failed: 1 + backoffLimit };
}
