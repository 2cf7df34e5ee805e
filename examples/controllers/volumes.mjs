// Claims, the volumes that the CSI driver provisions for them, and their attachment to nodes.
import { stamp, writtenBy } from './apiserver.mjs';
import { secondsAfter } from './clock.mjs';
import { fieldsOf } from './managedFields.mjs';
import { letters, number } from './names.mjs';
import { isOver } from './podPlans.mjs';

/** A claim of a StatefulSet, bound to a volume that the CSI driver provisioned. */
export function bindClaim(cluster, namespace, name, spec, labels, time) {
  const claim = cluster.add(
    stamp(
      cluster,
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name, namespace, labels: { ...labels } },
        spec: { ...structuredClone(spec) },
      },
      time,
    ),
  );
  runClaim(cluster, claim);
}

export function runClaim(cluster, claim) {
  const {
    metadata: { creationTimestamp: time },
    spec,
  } = claim;
  const storageClass = cluster.get('StorageClass', undefined, spec.storageClassName);
  if (!storageClass) {
    claim.status = { phase: 'Pending' };
    return;
  }
  claim.metadata.annotations = {
    ...claim.metadata.annotations,
    'pv.kubernetes.io/bind-completed': 'yes',
    'pv.kubernetes.io/bound-by-controller': 'yes',
    'volume.beta.kubernetes.io/storage-provisioner': storageClass.provisioner,
    'volume.kubernetes.io/storage-provisioner': storageClass.provisioner,
  };
  claim.metadata.finalizers = ['kubernetes.io/pvc-protection'];
  spec.volumeName = `pvc-${claim.metadata.uid}`;
  claim.status = {
    phase: 'Bound',
    accessModes: spec.accessModes,
    capacity: { storage: spec.resources.requests.storage },
  };
  writtenBy(claim, 'kube-controller-manager', secondsAfter(time, 5), { 'f:status': fieldsOf(claim.status, 1) });
  provision(cluster, claim, storageClass);
}

function provision(
  cluster,
  { metadata: { namespace, name, uid, resourceVersion, creationTimestamp: time }, spec },
  storageClass,
) {
  const persistentVolume = cluster.add(
    stamp(
      cluster,
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: {
          name: spec.volumeName,
          annotations: { 'pv.kubernetes.io/provisioned-by': storageClass.provisioner },
          finalizers: ['kubernetes.io/pv-protection'],
        },
        spec: {
          capacity: { storage: spec.resources.requests.storage },
          csi: { driver: storageClass.provisioner, volumeHandle: `vol-${number(spec.volumeName, 10 ** 9)}` },
          accessModes: spec.accessModes,
          claimRef: {
            kind: 'PersistentVolumeClaim',
            namespace,
            name,
            uid,
            apiVersion: 'v1',
            resourceVersion,
          },
          persistentVolumeReclaimPolicy: storageClass.reclaimPolicy,
          storageClassName: spec.storageClassName,
          volumeMode: spec.volumeMode ?? 'Filesystem',
        },
        status: { phase: 'Bound', lastPhaseTransitionTime: secondsAfter(time, 5) },
      },
      secondsAfter(time, 4),
    ),
  );
  writtenBy(
    persistentVolume,
    'csi-provisioner',
    secondsAfter(time, 4),
    { 'f:spec': fieldsOf(persistentVolume.spec, 1) },
    '',
  );
}

/** One VolumeAttachment for each volume that a running pod mounts on its node. */
export function attachVolumes(cluster) {
  for (const pod of cluster.all('Pod').filter(p => p.spec.nodeName && !isOver(p))) {
    for (const { persistentVolumeClaim } of (pod.spec.volumes ?? []).filter(v => v.persistentVolumeClaim)) {
      const claim = cluster.get('PersistentVolumeClaim', pod.metadata.namespace, persistentVolumeClaim.claimName);
      const volume = claim && cluster.get('PersistentVolume', undefined, claim.spec.volumeName);
      if (!volume) continue;
      cluster.add(
        stamp(
          cluster,
          {
            apiVersion: 'storage.k8s.io/v1',
            kind: 'VolumeAttachment',
            metadata: { name: `csi-${letters(`${volume.metadata.name} ${pod.spec.nodeName}`, 20)}` },
            spec: {
              attacher: volume.spec.csi.driver,
              source: { persistentVolumeName: volume.metadata.name },
              nodeName: pod.spec.nodeName,
            },
            status: { attached: true },
          },
          pod.status.startTime,
        ),
      );
    }
  }
}
