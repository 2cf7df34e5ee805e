// What a kubelet reports about a Pod that behaves as its workload's note says.
import { minutesAgo, secondsAfter } from './clock.mjs';
import { containerId, imageId, number } from './names.mjs';

const resourcesOfQos = ['cpu', 'memory'];

export function kubeletStatus(cluster, pod, node, { behaviour = 'healthy', pull, restarts = 0, time }) {
  const qosClass = qosOf(pod.spec);
  if (!node) return unscheduled(cluster, time, qosClass);
  const startTime = secondsAfter(time, 1);
  const succeeded = behaviour === 'succeeded';
  const finished = succeeded || behaviour === 'failed';
  const ofContainer = (container, i, init) => {
    const key = `${cluster.name} ${pod.metadata.namespace} ${pod.metadata.name} ${container.name}`;
    const completes = init && container.restartPolicy !== 'Always';
    const share = completes ? 'succeeded' : init || i > 0 ? (finished ? behaviour : 'healthy') : behaviour;
    return containerStatus({
      container,
      behaviour: share,
      key,
      startTime,
      pull,
      restarts: init || i > 0 ? 0 : restarts,
      pod,
      completes,
    });
  };
  const init = (pod.spec.initContainers ?? []).map((c, i) => ofContainer(c, i, true));
  const main = pod.spec.containers.map((c, i) => ofContainer(c, i, false));
  const unready = [...init, ...main].filter(s => !s.ready).map(s => s.name);
  const ready = unready.length === 0 && !finished;
  const podIP = pod.spec.hostNetwork ? addressOf(node) : podAddress(cluster, node, pod);
  return {
    phase: succeeded
      ? 'Succeeded'
      : behaviour === 'failed'
      ? 'Failed'
      : behaviour === 'image-pull-back-off'
      ? 'Pending'
      : 'Running',
    conditions: conditions({ ready, unready, startTime, succeeded, finished, time }),
    hostIP: addressOf(node),
    hostIPs: [{ ip: addressOf(node) }],
    podIP,
    podIPs: [{ ip: podIP }],
    startTime,
    ...(init.length > 0 && { initContainerStatuses: init }),
    containerStatuses: main,
    qosClass,
  };
}

function containerStatus({ container, behaviour, key, startTime, pull, restarts, pod, completes }) {
  const running = { running: { startedAt: secondsAfter(startTime, 2) } };
  const base = {
    name: container.name,
    state: running,
    lastState: {},
    ready: true,
    restartCount: restarts,
    image: container.image,
    imageID: imageId(container.image, pull),
    containerID: containerId(key),
    started: true,
  };
  const earlier = minutes => ({ startedAt: minutesAgo(minutes + 2), finishedAt: minutesAgo(minutes) });
  const backOff = `back-off 5m0s restarting failed container=${container.name} pod=${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
  if (restarts > 0) base.lastState = { terminated: { exitCode: 1, reason: 'Error', ...earlier(2 * 24 * 60) } };
  switch (behaviour) {
    case 'healthy':
      return base;
    case 'unready':
      return { ...base, ready: false };
    case 'crash-loop':
      return {
        ...base,
        ready: false,
        started: false,
        restartCount: 137,
        state: { waiting: { reason: 'CrashLoopBackOff', message: backOff } },
        lastState: { terminated: { exitCode: 1, reason: 'Error', ...earlier(3) } },
      };
    case 'oom-killed':
      return {
        ...base,
        ready: false,
        started: false,
        restartCount: 22,
        state: { waiting: { reason: 'CrashLoopBackOff', message: backOff } },
        lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', ...earlier(4) } },
      };
    case 'image-pull-back-off': {
      const message = `Back-off pulling image "${container.image}": ErrImagePull: failed to pull and unpack image "${container.image}": ${container.image}: not found`;
      const { containerID, ...rest } = base;
      return {
        ...rest,
        imageID: '',
        ready: false,
        started: false,
        restartCount: 0,
        state: { waiting: { reason: 'ImagePullBackOff', message } },
      };
    }
    case 'succeeded':
    case 'failed': {
      const failed = behaviour === 'failed';
      const span = { startedAt: secondsAfter(startTime, 1), finishedAt: secondsAfter(startTime, completes ? 3 : 95) };
      return {
        ...base,
        ready: completes && !failed,
        started: completes,
        state: { terminated: { exitCode: failed ? 1 : 0, reason: failed ? 'Error' : 'Completed', ...span } },
      };
    }
    default:
      throw new Error(`${pod.metadata.name}: unknown behaviour ${behaviour}`);
  }
}

function conditions({ ready, unready, startTime, succeeded, finished, time }) {
  const of = (type, status, more = {}) => ({
    type,
    status: status ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: secondsAfter(startTime, 3),
    ...more,
  });
  const why = ready
    ? {}
    : succeeded
    ? { reason: 'PodCompleted' }
    : {
        reason: finished ? 'PodFailed' : 'ContainersNotReady',
        message: finished ? undefined : `containers with unready status: [${unready.join(' ')}]`,
      };
  const clean = Object.fromEntries(Object.entries(why).filter(([, value]) => value !== undefined));
  return [
    of('PodReadyToStartContainers', !finished),
    of('Initialized', true, succeeded ? { reason: 'PodCompleted' } : {}),
    of('Ready', ready, clean),
    of('ContainersReady', ready, clean),
    { ...of('PodScheduled', true), lastTransitionTime: time },
  ];
}

function unscheduled(cluster, time, qosClass) {
  const message = `0/${
    cluster.all('Node').length
  } nodes are available: no node matches the pod's node selector or has the resources it asks for.`;
  return {
    phase: 'Pending',
    qosClass,
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        lastProbeTime: null,
        lastTransitionTime: time,
        reason: 'Unschedulable',
        message,
      },
    ],
  };
}

const addressOf = node => node.status.addresses.find(a => a.type === 'InternalIP').address;

function podAddress(cluster, node, pod) {
  const network = node.spec.podCIDR.split('.').slice(0, 3).join('.');
  let last = 2 + number(`${pod.metadata.namespace} ${pod.metadata.name}`, 250);
  while (cluster.addresses.has(`${network}.${last}`)) last = 2 + ((last - 1) % 250);
  cluster.addresses.add(`${network}.${last}`);
  return `${network}.${last}`;
}

function qosOf(spec) {
  const all = [...(spec.initContainers ?? []), ...spec.containers].map(c => c.resources ?? {});
  const stated = all.some(r => Object.keys(r.requests ?? {}).length > 0 || Object.keys(r.limits ?? {}).length > 0);
  if (!stated) return 'BestEffort';
  const guaranteed = all.every(r =>
    resourcesOfQos.every(name => r.limits?.[name] && (r.requests?.[name] ?? r.limits[name]) === r.limits[name]),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
