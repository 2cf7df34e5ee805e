/** What controllers and kubelets say of the objects of a generated service. */
import { hasFlaw } from './flaws';
import { digestOf, PODS_PER_SERVICE } from './identity';
import type { ServiceIdentity } from './identity';

const AT = '2026-11-01T08:02:00Z';

const readyPods = ({ index }: ServiceIdentity) =>
  PODS_PER_SERVICE - (hasFlaw(index, 'podNotReady') ? 1 : 0);

const condition = (
  type: string,
  status: boolean,
  reason: string,
  message: string,
) => ({
  type,
  status: status ? 'True' : 'False',
  lastUpdateTime: AT,
  lastTransitionTime: AT,
  reason,
  message,
});

export function deploymentStatus(service: ServiceIdentity, hash: string) {
  const ready = readyPods(service);
  return {
    observedGeneration: 1,
    replicas: PODS_PER_SERVICE,
    updatedReplicas: PODS_PER_SERVICE,
    readyReplicas: ready,
    availableReplicas: ready,
    ...(ready < PODS_PER_SERVICE && {
      unavailableReplicas: PODS_PER_SERVICE - ready,
    }),
    conditions: [
      condition(
        'Available',
        true,
        'MinimumReplicasAvailable',
        'Deployment has minimum availability.',
      ),
      condition(
        'Progressing',
        true,
        'NewReplicaSetAvailable',
        `ReplicaSet "${service.name}-${hash}" has successfully progressed.`,
      ),
    ],
  };
}

export function replicaSetStatus(service: ServiceIdentity) {
  const ready = readyPods(service);
  return {
    replicas: PODS_PER_SERVICE,
    fullyLabeledReplicas: PODS_PER_SERVICE,
    readyReplicas: ready,
    availableReplicas: ready,
    observedGeneration: 1,
  };
}

export function podStatus(
  service: ServiceIdentity,
  podName: string,
  node: number,
  pod: number,
) {
  const { index, image } = service;
  const ready = pod > 0 || !hasFlaw(index, 'podNotReady');
  const address = `10.244.${node % 250}.${(index + pod) % 250}`;
  const is = (type: string, status: boolean) => ({
    type,
    status: status ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: AT,
  });
  return {
    phase: 'Running',
    conditions: [
      is('PodReadyToStartContainers', true),
      is('Initialized', true),
      is('Ready', ready),
      is('ContainersReady', ready),
      is('PodScheduled', true),
    ],
    hostIP: `10.240.0.${node % 250}`,
    hostIPs: [{ ip: `10.240.0.${node % 250}` }],
    podIP: address,
    podIPs: [{ ip: address }],
    startTime: AT,
    containerStatuses: [
      {
        name: 'server',
        state: { running: { startedAt: AT } },
        lastState: {},
        ready,
        restartCount: 0,
        image: `${image}:1.1.0`,
        imageID: `${image}@sha256:${digestOf(image)}`,
        containerID: `containerd://${digestOf(podName)}`,
        started: true,
      },
    ],
    qosClass: 'Burstable',
  };
}

export function autoscalerStatus({ index }: ServiceIdentity) {
  const broken = hasFlaw(index, 'autoscalerBroken');
  return {
    currentReplicas: PODS_PER_SERVICE,
    desiredReplicas: PODS_PER_SERVICE,
    lastScaleTime: AT,
    currentMetrics: broken
      ? [{ type: '' }]
      : [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              current: { averageUtilization: 41, averageValue: '41m' },
            },
          },
        ],
    conditions: [
      condition(
        'AbleToScale',
        true,
        'SucceededGetScale',
        "the HPA controller was able to get the target's current scale",
      ),
      broken
        ? condition(
            'ScalingActive',
            false,
            'FailedGetResourceMetric',
            'the HPA was unable to compute the replica count: failed to get cpu utilization',
          )
        : condition(
            'ScalingActive',
            true,
            'ValidMetricFound',
            'the HPA was able to successfully calculate a replica count from cpu resource utilization',
          ),
    ],
  };
}

export function budgetStatus(strict: boolean) {
  return {
    observedGeneration: 1,
    disruptionsAllowed: strict ? 0 : 1,
    currentHealthy: PODS_PER_SERVICE,
    desiredHealthy: strict ? PODS_PER_SERVICE : 2,
    expectedPods: PODS_PER_SERVICE,
    conditions: [
      {
        type: 'DisruptionAllowed',
        status: strict ? 'False' : 'True',
        observedGeneration: 1,
        lastTransitionTime: AT,
        reason: strict ? 'InsufficientPods' : 'SufficientPods',
        message: '',
      },
    ],
  };
}
