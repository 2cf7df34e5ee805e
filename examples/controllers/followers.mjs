// The controllers that follow the pods: endpoints, budgets, autoscalers, quotas.
import { stamp, ownerReference, writtenBy } from './apiserver.mjs';
import { minutesAgo, secondsAfter } from './clock.mjs';
import { fieldsOf } from './managedFields.mjs';
import { letters } from './names.mjs';
import { notesOf } from './notes.mjs';
import { isOver, isReady } from './podPlans.mjs';
import { format, parse, podTotal } from './quantities.mjs';
import { selects, serviceSelects } from './selectors.mjs';

const controllerManager = 'kube-controller-manager';

export function runEndpoints(cluster, service) {
  const {
    metadata: { name, namespace, labels, creationTimestamp },
    spec,
  } = service;
  if (!spec.selector || spec.type === 'ExternalName') return;
  const pods = cluster
    .all('Pod', namespace)
    .filter(pod => serviceSelects(spec.selector, pod.metadata.labels) && pod.status.podIP && !isOver(pod));
  const headless = spec.clusterIP === 'None';
  const slice = cluster.add(
    stamp(
      cluster,
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: `${name}-${letters(`${cluster.name} ${namespace} slice ${name}`, 5)}`,
          generateName: `${name}-`,
          namespace,
          labels: {
            ...labels,
            'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
            'kubernetes.io/service-name': name,
            ...(headless && { 'service.kubernetes.io/headless': '' }),
          },
          annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': creationTimestamp },
          ownerReferences: [ownerReference(service)],
        },
        addressType: 'IPv4',
        endpoints: pods.map(pod => endpointOf(cluster, pod)),
        ports: spec.ports
          .map(port => ({
            ...(port.name && { name: port.name }),
            protocol: port.protocol,
            port: portNumber(port, pods),
            ...(port.appProtocol && { appProtocol: port.appProtocol }),
          }))
          .filter(p => p.port),
      },
      creationTimestamp,
    ),
  );
  writtenBy(
    slice,
    controllerManager,
    secondsAfter(creationTimestamp, 60),
    { 'f:addressType': {}, 'f:endpoints': {}, 'f:ports': {} },
    '',
  );
}

function endpointOf(cluster, pod) {
  const ready = isReady(pod);
  const zone = cluster.get('Node', undefined, pod.spec.nodeName)?.metadata.labels['topology.kubernetes.io/zone'];
  return {
    addresses: [pod.status.podIP],
    conditions: { ready, serving: ready, terminating: false },
    ...(pod.spec.hostname && { hostname: pod.spec.hostname }),
    targetRef: { kind: 'Pod', namespace: pod.metadata.namespace, name: pod.metadata.name, uid: pod.metadata.uid },
    nodeName: pod.spec.nodeName,
    ...(zone && { zone }),
  };
}

function portNumber({ targetPort }, pods) {
  if (typeof targetPort === 'number') return targetPort;
  const declared = pods.flatMap(pod =>
    [...(pod.spec.initContainers ?? []), ...pod.spec.containers].flatMap(c => c.ports ?? []),
  );
  return declared.find(port => port.name === targetPort)?.containerPort;
}

/** The scale of the pods' topmost controllers: what a percentage and maxUnavailable are taken of. */
function expectedScale(cluster, pods) {
  const owners = new Set(
    pods.map(pod => {
      const owner = controllerOf(cluster, pod);
      return owner?.kind === 'ReplicaSet' ? controllerOf(cluster, owner) ?? owner : owner;
    }),
  );
  return [...owners].reduce((sum, owner) => sum + (owner?.spec.replicas ?? 0), 0);
}

const controllerOf = (cluster, object) => {
  const reference = object.metadata.ownerReferences?.find(owner => owner.controller);
  return reference && cluster.get(reference.kind, object.metadata.namespace, reference.name);
};

export function runBudget(cluster, budget) {
  const {
    metadata: { namespace, generation },
    spec,
  } = budget;
  const pods = cluster.all('Pod', namespace).filter(pod => selects(spec.selector, pod.metadata.labels) && !isOver(pod));
  const byCount = spec.maxUnavailable === undefined && typeof (spec.minAvailable ?? 1) === 'number';
  const expected = byCount ? pods.length : expectedScale(cluster, pods);
  const scaled = value => (typeof value === 'number' ? value : Math.ceil((expected * parseInt(value, 10)) / 100));
  const desired =
    spec.maxUnavailable !== undefined
      ? Math.max(0, expected - scaled(spec.maxUnavailable))
      : scaled(spec.minAvailable ?? 1);
  const healthy = pods.filter(isReady).length;
  const allowed = expected === 0 ? 0 : Math.max(0, healthy - desired);
  const time = secondsAfter(budget.metadata.creationTimestamp, 60);
  budget.status = {
    observedGeneration: generation,
    disruptionsAllowed: allowed,
    currentHealthy: healthy,
    desiredHealthy: desired,
    expectedPods: expected,
    conditions: [
      {
        type: 'DisruptionAllowed',
        status: allowed > 0 ? 'True' : 'False',
        observedGeneration: generation,
        lastTransitionTime: time,
        reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
        message: '',
      },
    ],
  };
  writtenBy(budget, controllerManager, time, { 'f:status': fieldsOf(budget.status, 1) });
}

export function runAutoscaler(cluster, autoscaler) {
  const {
    metadata: { namespace, creationTimestamp },
    spec,
  } = autoscaler;
  const target = cluster.get(spec.scaleTargetRef.kind, namespace, spec.scaleTargetRef.name);
  if (!target)
    throw new Error(
      `HorizontalPodAutoscaler ${namespace}/${autoscaler.metadata.name}: no ${spec.scaleTargetRef.kind} ${spec.scaleTargetRef.name}`,
    );
  const replicas = target.spec.replicas;
  const utilization = notesOf(autoscaler).utilization ?? '45';
  const time = secondsAfter(creationTimestamp, 30);
  const condition = (type, status, reason, message) => ({ type, status, lastTransitionTime: time, reason, message });
  const measured = utilization !== 'none';
  autoscaler.status = {
    ...(measured && { lastScaleTime: secondsAfter(creationTimestamp, 3600) }),
    currentReplicas: replicas,
    desiredReplicas: measured ? replicas : 0,
    currentMetrics: measured ? spec.metrics.map(metric => currentMetric(metric, Number(utilization))) : [{ type: '' }],
    conditions: measured
      ? [
          condition('AbleToScale', 'True', 'ReadyForNewScale', 'recommended size matches current size'),
          condition(
            'ScalingActive',
            'True',
            'ValidMetricFound',
            'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
          ),
          condition(
            'ScalingLimited',
            'False',
            'DesiredWithinRange',
            'the desired count is within the acceptable range',
          ),
        ]
      : [
          condition(
            'AbleToScale',
            'True',
            'SucceededGetScale',
            "the HPA controller was able to get the target's current scale",
          ),
          condition(
            'ScalingActive',
            'False',
            'FailedGetResourceMetric',
            'the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu',
          ),
        ],
  };
  writtenBy(autoscaler, controllerManager, minutesAgo(1), { 'f:status': fieldsOf(autoscaler.status, 1) });
}

function currentMetric(metric, utilization) {
  if (metric.type !== 'Resource') return { type: metric.type };
  return {
    type: 'Resource',
    resource: {
      name: metric.resource.name,
      current: { averageUtilization: utilization, averageValue: `${utilization * 5}m` },
    },
  };
}

export function runQuota(cluster, quota) {
  const pods = cluster.all('Pod', quota.metadata.namespace).filter(pod => !isOver(pod));
  const claims = cluster.all('PersistentVolumeClaim', quota.metadata.namespace);
  const used = resource => {
    const [part, name] = resource.split('.');
    if (resource === 'pods') return String(pods.length);
    if (resource === 'persistentvolumeclaims') return String(claims.length);
    if (resource === 'services') return String(cluster.all('Service', quota.metadata.namespace).length);
    if (resource === 'requests.storage')
      return format(
        resource,
        claims.reduce((sum, c) => sum + parse(c.spec.resources.requests.storage), 0),
      );
    if (['requests', 'limits'].includes(part))
      return format(
        resource,
        pods.reduce((sum, pod) => sum + Math.round(podTotal(pod.spec, part, name) * 1000), 0) / 1000,
      );
    throw new Error(`ResourceQuota ${quota.metadata.name}: cannot count ${resource}`);
  };
  quota.status = {
    hard: quota.spec.hard,
    used: Object.fromEntries(Object.keys(quota.spec.hard).map(resource => [resource, used(resource)])),
  };
  writtenBy(quota, controllerManager, minutesAgo(5), { 'f:status': fieldsOf(quota.status, 2) });
}
