/** What a pod spec refers to by name: volumes, environment, service account, pull secrets. */
import { at, listAt, textAt } from '../objects';
import type { ResourceName } from '../types';

/** Names by resource; all of them in the pod's namespace, or of cluster-scoped objects. */
export type References = Map<ResourceName, Set<string>>;

function note(
  references: References,
  resource: ResourceName,
  name: string | undefined,
): void {
  if (name) {
    const names = references.get(resource) ?? new Set();
    references.set(resource, names.add(name));
  }
}

/** The admission controller adds it to every pod; nobody referred to its `kube-root-ca.crt`. */
const API_ACCESS_VOLUME = /^kube-api-access-/;

function noteVolume(
  references: References,
  volume: unknown,
  podName: string | undefined,
): void {
  const name = textAt(volume, 'name');
  if (name && API_ACCESS_VOLUME.test(name)) {
    return;
  }
  note(references, 'configmaps', textAt(volume, 'configMap', 'name'));
  note(references, 'secrets', textAt(volume, 'secret', 'secretName'));
  note(
    references,
    'secrets',
    textAt(volume, 'csi', 'nodePublishSecretRef', 'name'),
  );
  for (const source of listAt(volume, 'projected', 'sources')) {
    note(references, 'configmaps', textAt(source, 'configMap', 'name'));
    note(references, 'secrets', textAt(source, 'secret', 'name'));
  }
  note(
    references,
    'persistentvolumeclaims',
    textAt(volume, 'persistentVolumeClaim', 'claimName'),
  );
  if (at(volume, 'ephemeral') && podName) {
    note(references, 'persistentvolumeclaims', `${podName}-${name}`);
  }
  note(
    references,
    'secretproviderclasses.secrets-store.csi.x-k8s.io',
    textAt(volume, 'csi', 'volumeAttributes', 'secretProviderClass'),
  );
}

function noteEnvironment(references: References, container: unknown): void {
  for (const variable of listAt(container, 'env')) {
    note(
      references,
      'configmaps',
      textAt(variable, 'valueFrom', 'configMapKeyRef', 'name'),
    );
    note(
      references,
      'secrets',
      textAt(variable, 'valueFrom', 'secretKeyRef', 'name'),
    );
  }
  for (const source of listAt(container, 'envFrom')) {
    note(references, 'configmaps', textAt(source, 'configMapRef', 'name'));
    note(references, 'secrets', textAt(source, 'secretRef', 'name'));
  }
}

/** `serviceAccount` is the deprecated alias that the API server keeps in step. */
export function serviceAccountOf(podSpec: unknown): string {
  return (
    textAt(podSpec, 'serviceAccountName') ??
    textAt(podSpec, 'serviceAccount') ??
    'default'
  );
}

/** Adds what the spec refers to. `podName`: of a running pod, whose ephemeral volumes bear its name. */
export function collectReferences(
  references: References,
  podSpec: unknown,
  podName?: string,
): References {
  note(references, 'serviceaccounts', serviceAccountOf(podSpec));
  note(
    references,
    'priorityclasses.scheduling.k8s.io',
    textAt(podSpec, 'priorityClassName'),
  );
  note(
    references,
    'runtimeclasses.node.k8s.io',
    textAt(podSpec, 'runtimeClassName'),
  );
  listAt(podSpec, 'imagePullSecrets').forEach(secret =>
    note(references, 'secrets', textAt(secret, 'name')),
  );
  listAt(podSpec, 'volumes').forEach(volume =>
    noteVolume(references, volume, podName),
  );
  for (const containers of [
    'initContainers',
    'containers',
    'ephemeralContainers',
  ]) {
    listAt(podSpec, containers).forEach(container =>
      noteEnvironment(references, container),
    );
  }
  return references;
}

/** Only the claims: of running pods, whose volumes the template does not name (StatefulSet, ephemeral). */
export function collectClaims(
  references: References,
  podSpec: unknown,
  podName: string,
): void {
  const ofPod = collectReferences(new Map(), podSpec, podName);
  ofPod
    .get('persistentvolumeclaims')
    ?.forEach(claim => note(references, 'persistentvolumeclaims', claim));
}
