/**
 * What the indexes and relations read, besides what checks ask for: a table by resource that is
 * merged into every plan. A field that `relations/` or `workloads.ts` looks at is named here.
 */
import { fieldPath, mergeFields } from './project';
import { templateFields } from './podTemplates';
import { FieldTree, ReadPlan, ResourceName, WORKLOAD_RESOURCES } from './types';

/** Where any resource may say what it selects or scales. */
const COMMON: FieldTree = {
  spec: {
    selector: true,
    scaleTargetRef: true,
    targetRef: true,
    targetRefs: true,
  },
};

const NAME: FieldTree = { name: true };

const RUNNING: FieldTree = { name: true, imageID: true };

const VOLUMES: FieldTree = {
  name: true,
  configMap: NAME,
  secret: { secretName: true },
  projected: { sources: { configMap: NAME, secret: NAME } },
  persistentVolumeClaim: { claimName: true },
  ephemeral: {},
  csi: {
    nodePublishSecretRef: NAME,
    volumeAttributes: { secretProviderClass: true },
  },
};

const POD_SPEC: FieldTree = {
  nodeName: true,
  serviceAccountName: true,
  serviceAccount: true,
  priorityClassName: true,
  runtimeClassName: true,
  imagePullSecrets: true,
  volumes: VOLUMES,
  containers: NAME,
  initContainers: NAME,
  ephemeralContainers: NAME,
};

const ENVIRONMENT: FieldTree = {
  env: { valueFrom: { configMapKeyRef: NAME, secretKeyRef: NAME } },
  envFrom: { configMapRef: NAME, secretRef: NAME },
};
/** References from the environment: long lists, kept only where somebody asks what is behind them. */
const POD_ENVIRONMENT: FieldTree = {
  containers: ENVIRONMENT,
  initContainers: ENVIRONMENT,
  ephemeralContainers: ENVIRONMENT,
};
const BEHIND_ENVIRONMENT: readonly ResourceName[] = [
  'configmaps',
  'secrets',
  'externalsecrets.external-secrets.io',
  'sealedsecrets.bitnami.com',
  'certificates.cert-manager.io',
];

const BACKEND_REFS: FieldTree = {
  spec: { rules: { backendRefs: true }, parentRefs: true },
};
const MESH_POLICY: FieldTree = { spec: { workloadSelector: true } };
const MONITOR: FieldTree = { spec: { namespaceSelector: true } };
const BINDING: FieldTree = { subjects: true, roleRef: true };

const BY_RESOURCE: Record<ResourceName, FieldTree> = {
  pods: {
    status: {
      phase: true,
      containerStatuses: RUNNING,
      initContainerStatuses: RUNNING,
    },
  },
  'replicasets.apps': fieldPath('spec', 'replicas'),
  'statefulsets.apps': { spec: { volumeClaimTemplates: { metadata: NAME } } },
  'jobs.batch': { status: { conditions: { type: true, status: true } } },
  'rollouts.argoproj.io': fieldPath('spec', 'workloadRef'),
  services: fieldPath('spec', 'type'),
  'networkpolicies.networking.k8s.io': fieldPath('spec', 'podSelector'),
  'podmonitors.monitoring.coreos.com': MONITOR,
  'servicemonitors.monitoring.coreos.com': MONITOR,
  'sidecars.networking.istio.io': MESH_POLICY,
  'envoyfilters.networking.istio.io': MESH_POLICY,
  'gateways.networking.istio.io': {
    spec: { servers: { tls: { credentialName: true } } },
  },
  'gateways.gateway.networking.k8s.io': {
    spec: { listeners: { tls: { certificateRefs: true } } },
  },
  'ingresses.networking.k8s.io': {
    spec: {
      ingressClassName: true,
      defaultBackend: true,
      tls: { secretName: true },
      rules: { http: { paths: { backend: true } } },
    },
  },
  'httproutes.gateway.networking.k8s.io': BACKEND_REFS,
  'grpcroutes.gateway.networking.k8s.io': BACKEND_REFS,
  'tlsroutes.gateway.networking.k8s.io': BACKEND_REFS,
  'tcproutes.gateway.networking.k8s.io': BACKEND_REFS,
  'udproutes.gateway.networking.k8s.io': BACKEND_REFS,
  'virtualservices.networking.istio.io': {
    spec: {
      gateways: true,
      http: { route: { destination: { host: true } }, delegate: true },
      tcp: { route: { destination: { host: true } } },
      tls: { route: { destination: { host: true } } },
    },
  },
  'destinationrules.networking.istio.io': fieldPath('spec', 'host'),
  'routes.route.openshift.io': { spec: { to: true, alternateBackends: true } },
  'ingressroutes.traefik.io': {
    spec: { routes: { services: { name: true, namespace: true } } },
  },
  'rolebindings.rbac.authorization.k8s.io': BINDING,
  'clusterrolebindings.rbac.authorization.k8s.io': BINDING,
  persistentvolumeclaims: {
    spec: { volumeName: true, storageClassName: true },
  },
  'volumeattachments.storage.k8s.io': {
    spec: { source: { persistentVolumeName: true } },
  },
  'volumesnapshots.snapshot.storage.k8s.io': {
    spec: { source: { persistentVolumeClaimName: true } },
  },
  'certificates.cert-manager.io': fieldPath('spec', 'secretName'),
  'externalsecrets.external-secrets.io': { spec: { target: NAME } },
  'sealedsecrets.bitnami.com': { spec: { template: { metadata: NAME } } },
};

function nested(path: readonly string[], tree: FieldTree): FieldTree {
  return path.reduceRight<FieldTree>(
    (below, field) => ({ [field]: below }),
    tree,
  );
}

/** What the indexes need of a resource, given everything else that is planned. */
export function structuralFields(
  resource: ResourceName,
  plan: ReadPlan,
): FieldTree {
  const own = mergeFields(COMMON, BY_RESOURCE[resource] ?? {});
  if (!WORKLOAD_RESOURCES.includes(resource)) {
    return own;
  }
  const behindEnvironment = BEHIND_ENVIRONMENT.some(planned =>
    plan.resources.has(planned),
  );
  const template: FieldTree = {
    metadata: { labels: true },
    spec: behindEnvironment ? mergeFields(POD_SPEC, POD_ENVIRONMENT) : POD_SPEC,
  };
  return mergeFields(own, nested(templateFields(resource), template));
}

/** Nobody needs what is in a Secret: only ever its metadata is asked for. */
export const METADATA_ONLY: readonly ResourceName[] = ['secrets'];

/**
 * The plan with everything that the snapshot itself stands on: workload resources, namespaces for
 * their environment, and the fields of the indexes.
 */
export function completePlan(plan: ReadPlan): ReadPlan {
  const resources: ReadPlan['resources'] = new Map();
  for (const resource of [
    ...WORKLOAD_RESOURCES,
    'namespaces',
    ...plan.resources.keys(),
  ]) {
    const planned = plan.resources.get(resource);
    const metadataOnly =
      planned?.metadataOnly || METADATA_ONLY.includes(resource);
    resources.set(resource, {
      fields: mergeFields(
        planned?.fields ?? {},
        structuralFields(resource, plan),
      ),
      ...(metadataOnly && { metadataOnly }),
    });
  }
  return { resources };
}
