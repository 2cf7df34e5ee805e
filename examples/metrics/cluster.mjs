// One example cluster as those see it who measure it: its nodes, pods, containers, claims and autoscalers.
import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { now as committedMoment } from '../controllers/clock.mjs';

const KINDS = /\/(pods|nodes|persistentvolumeclaims|horizontalpodautoscalers|replicasets|jobs|namespaces)\.(yaml|json)$/;
const UNITS = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, k: 1e3, M: 1e6, G: 1e9, T: 1e12, m: 1e-3, '': 1 };

export function quantity(text) {
  const [, value, unit] = /^([\d.]+)([A-Za-z]*)$/.exec(String(text)) ?? [];
  return value === undefined ? undefined : Number(value) * UNITS[unit];
}

/** Files that did not change are not read again. */
export class ClusterFolder {
  #folder;
  #read = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  objects() {
    const files = fs
      .readdirSync(this.#folder, { recursive: true })
      .map(name => path.join(this.#folder, name))
      .filter(file => KINDS.test(file));
    const known = this.#read;
    this.#read = new Map(files.map(file => [file, this.#file(file, known.get(file))]));
    return [...this.#read.values()].flatMap(({ objects }) => objects);
  }

  #file(file, known) {
    const { mtimeMs } = fs.statSync(file);
    if (known?.mtimeMs === mtimeMs) return known;
    return { mtimeMs, objects: parse(fs.readFileSync(file, 'utf8'), file).filter(object => object?.kind) };
  }
}

function parse(text, file) {
  if (file.endsWith('.json')) return JSON.parse(text).items;
  // Who wrote which field is half of the text, and nothing that is measured.
  const bare = text.replace(/^ {2}managedFields: .*$/gm, '');
  return parseAllDocuments(bare).map(document => document.toJS());
}

/** `moment`: now, in seconds; times of the manifests are told as of now. */
export function readCluster(name, objects, moment) {
  const of = kind => objects.filter(object => object.kind === kind);
  const when = text => (text ? Math.floor((Date.parse(text) - committedMoment().getTime()) / 1000) + moment : undefined);
  const owners = new Map(
    [...of('ReplicaSet'), ...of('Job')].map(object => [keyOf(object), object.metadata.ownerReferences?.[0]]),
  );
  return {
    name,
    moment,
    namespaces: of('Namespace').map(({ metadata }) => metadata.name),
    nodes: of('Node').map(({ metadata, spec, status }) => ({
      name: metadata.name,
      labels: metadata.labels ?? {},
      taints: spec.taints ?? [],
      ip: status.addresses.find(({ type }) => type === 'InternalIP').address,
      allocatable: numbers(status.allocatable),
      capacity: numbers(status.capacity),
      info: status.nodeInfo ?? {},
    })),
    pods: of('Pod').map(pod => readPod(pod, owners, when)),
    replicaSets: of('ReplicaSet').map(({ metadata, spec, status }) => ({
      namespace: metadata.namespace,
      name: metadata.name,
      owner: metadata.ownerReferences?.[0],
      since: when(metadata.creationTimestamp),
      replicas: spec.replicas ?? 1,
      ready: status?.readyReplicas ?? 0,
    })),
    claims: of('PersistentVolumeClaim').map(({ metadata, spec, status }) => ({
      namespace: metadata.namespace,
      name: metadata.name,
      class: spec.storageClassName,
      volume: spec.volumeName,
      bytes: quantity(status?.capacity?.storage ?? spec.resources.requests.storage),
    })),
    autoscalers: of('HorizontalPodAutoscaler').map(({ metadata, spec, status }) => ({
      namespace: metadata.namespace,
      name: metadata.name,
      target: spec.scaleTargetRef,
      min: spec.minReplicas ?? 1,
      max: spec.maxReplicas,
      current: status?.currentReplicas ?? spec.minReplicas,
    })),
  };
}

const keyOf = ({ kind, metadata }) => `${kind} ${metadata.namespace} ${metadata.name}`;

const numbers = resources =>
  Object.fromEntries(Object.entries(resources ?? {}).map(([resource, text]) => [resource, quantity(text)]));

function readPod({ metadata, spec, status }, owners, when) {
  const owner = metadata.ownerReferences?.[0];
  const top = owner && (owners.get(`${owner.kind} ${metadata.namespace} ${owner.name}`) ?? owner);
  const statuses = new Map(
    [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].map(one => [one.name, one]),
  );
  const container = (one, init) => ({
    name: one.name,
    image: one.image,
    init: init && one.restartPolicy !== 'Always',
    ports: one.ports ?? [],
    probes: ['livenessProbe', 'readinessProbe', 'startupProbe'].filter(probe => one[probe]),
    requests: numbers(one.resources?.requests),
    limits: numbers(one.resources?.limits),
    running: statuses.get(one.name)?.state?.running !== undefined,
    ready: statuses.get(one.name)?.ready ?? false,
    restarts: statuses.get(one.name)?.restartCount ?? 0,
    lastReason: statuses.get(one.name)?.lastState?.terminated?.reason,
  });
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    labels: metadata.labels ?? {},
    node: spec.nodeName,
    ip: status.podIP,
    hostNetwork: spec.hostNetwork ?? false,
    phase: status.phase,
    ready: status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false,
    since: when(status.startTime ?? metadata.creationTimestamp),
    owner,
    workload: top && { kind: top.kind, name: top.name },
    claims: (spec.volumes ?? []).flatMap(volume => volume.persistentVolumeClaim?.claimName ?? []),
    containers: [
      ...(spec.initContainers ?? []).map(one => container(one, true)),
      ...spec.containers.map(one => container(one, false)),
    ],
  };
}
