// One example cluster: applied manifests in, everything that a reader of the running cluster would see out.
import { admit, stamp, writtenBy } from './apiserver.mjs';
import { minutesAgo } from './clock.mjs';
import { tellApplications } from './gitops.mjs';
import { fieldsOf } from './managedFields.mjs';
import { scanImages } from './scanner.mjs';
import { runWorkload, isWorkload } from './workloads.mjs';
import { runAutoscaler, runBudget, runEndpoints, runQuota } from './followers.mjs';
import { attachVolumes, runClaim } from './volumes.mjs';

class Cluster {
  constructor(name) {
    this.name = name;
    this.objects = [];
    this.placements = new Map(); // owner → the nodes of its pods so far
    this.podsOnNode = new Map();
    this.addresses = new Set();
    this.loadBalancerAddress = { devmentor: '192.0.2.10', 'data-platform': '192.0.2.20', x0tta6bl4: '192.0.2.30' }[
      name
    ];
  }

  add(object) {
    const twin = this.get(object.kind, object.metadata.namespace, object.metadata.name, object.apiVersion);
    if (twin)
      throw new Error(
        `${this.name}: ${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name} is there twice`,
      );
    this.objects.push(object);
    return object;
  }

  get(kind, namespace, name, apiVersion) {
    return this.objects.find(
      o =>
        o.kind === kind &&
        o.metadata.name === name &&
        (o.metadata.namespace ?? undefined) === namespace &&
        (!apiVersion || o.apiVersion === apiVersion),
    );
  }

  all(kind, namespace) {
    return this.objects.filter(o => o.kind === kind && (namespace === undefined || o.metadata.namespace === namespace));
  }
}

export function runCluster(name, manifests) {
  const cluster = new Cluster(name);
  const pods = [];
  for (const manifest of manifests) {
    const object = admit(cluster, manifest);
    if (object.kind === 'Pod') pods.push(object);
    else cluster.add(object);
  }
  cluster.all('Node').forEach((node, i) => runNode(node, i));
  cluster.all('Namespace').forEach(namespace => runNamespace(cluster, namespace));
  for (const claim of cluster.all('PersistentVolumeClaim')) runClaim(cluster, claim);
  for (const object of [...cluster.objects.filter(isWorkload), ...pods]) runWorkload(cluster, object);
  attachVolumes(cluster);
  for (const [kind, run] of [
    ['Service', runEndpoints],
    ['PodDisruptionBudget', runBudget],
    ['HorizontalPodAutoscaler', runAutoscaler],
    ['ResourceQuota', runQuota],
  ]) {
    for (const object of cluster.all(kind)) run(cluster, object);
  }
  scanImages(cluster);
  tellApplications(cluster);
  return cluster.objects;
}

function runNode(node, index) {
  const time = node.metadata.creationTimestamp;
  const { labels } = node.metadata;
  Object.assign(labels, {
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/os': 'linux',
    'kubernetes.io/hostname': node.metadata.name,
    'topology.kubernetes.io/region': 'region-1',
    ...labels,
  });
  node.spec = { podCIDR: `10.244.${index}.0/24`, podCIDRs: [`10.244.${index}.0/24`], ...node.spec };
  const condition = (type, status, reason, message) => ({
    type,
    status,
    lastHeartbeatTime: minutesAgo(2),
    lastTransitionTime: time,
    reason,
    message,
  });
  node.status = {
    ...node.status,
    conditions: [
      condition('NetworkUnavailable', 'False', 'CiliumIsUp', 'Cilium is running on this node'),
      condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
      condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
      condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
      condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
    ],
    addresses: [
      { type: 'InternalIP', address: `10.240.0.${index + 1}` },
      { type: 'Hostname', address: node.metadata.name },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: {
      machineID: '',
      systemUUID: '',
      bootID: '',
      kernelVersion: '6.12.48',
      osImage: 'Debian GNU/Linux 13',
      containerRuntimeVersion: 'containerd://2.1.4',
      kubeletVersion: 'v1.36.3',
      kubeProxyVersion: '',
      operatingSystem: 'linux',
      architecture: 'amd64',
    },
  };
  writtenBy(node, 'kubelet', minutesAgo(2), { 'f:status': fieldsOf(node.status, 1) });
}

/** Every namespace gets a default service account and the cluster's root certificate; Istio adds its own. */
function runNamespace(cluster, { metadata: { name, creationTimestamp } }) {
  const give = (kind, objectName, more) => {
    if (cluster.get(kind, name, objectName)) return;
    cluster.add(
      stamp(
        cluster,
        { apiVersion: 'v1', kind, metadata: { name: objectName, namespace: name }, ...more },
        creationTimestamp,
      ),
    );
  };
  give('ServiceAccount', 'default', {});
  give('ConfigMap', 'kube-root-ca.crt', { data: { 'ca.crt': '(the certificate of the example cluster)' } });
  if (cluster.get('Namespace', undefined, 'istio-system')) {
    give('ConfigMap', 'istio-ca-root-cert', { data: { 'root-cert.pem': '(the certificate of the example mesh)' } });
  }
}
