// Stands in for Helm: `kind: Release` in applied/ says what runs, and this renders what such a chart would, as it should be done.
// Whatever a Release says of a workload wins over what is rendered for it.
const REGISTRY = 'registry.example';
const HARDENED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
const CRITICAL = 'platform-critical';

export const isRelease = ({ kind }) => kind === 'Release';

/** @returns the manifests that the release stands for, in the order in which Helm installs them */
export function renderRelease({ metadata, spec }) {
  const { name, namespace = name } = metadata;
  const release = { name, namespace, version: spec.version, by: spec.by ?? 'argocd-controller', age: spec.age ?? 40 };
  const workloads = spec.workloads.map(workload => ({ kind: 'Deployment', replicas: 1, ports: {}, ...workload }));
  return [
    ...(spec.namespace ? namespaceFor(release, spec.namespace) : []),
    ...workloads.flatMap(workload => renderWorkload(release, workload)),
  ].map(manifest => managed(release, manifest));
}

function managed({ by, age, name, version }, manifest) {
  const { annotations, labels } = manifest.metadata;
  manifest.metadata = {
    ...manifest.metadata,
    labels: { 'app.kubernetes.io/instance': name, 'app.kubernetes.io/managed-by': 'Helm', ...labels },
    annotations: {
      'controllers.example/managed-by': by,
      'controllers.example/age': String(age),
      'argocd.argoproj.io/tracking-id': `${name}:${manifest.apiVersion}/${manifest.kind}:${manifest.metadata.namespace ?? ''}/${
        manifest.metadata.name
      }`,
      ...annotations,
    },
  };
  if (version) manifest.metadata.labels['helm.sh/chart'] ??= `${name}-${version}`;
  return manifest;
}

/** A namespace with what the platform gives every one: a quota, defaults, an owner who may look, nothing in or out. */
function namespaceFor({ namespace }, { description, team = 'platform', quota, open = false, labels, psa = 'restricted' }) {
  const own = { namespace };
  const core = (kind, name, spec) => ({ apiVersion: 'v1', kind, metadata: { name, ...own }, spec });
  const policy = (name, spec) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, ...own },
    spec,
  });
  const from = name => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: {
          environment: 'production',
          team,
          'cost-centre': 'platform',
          'pod-security.kubernetes.io/enforce': psa,
          'pod-security.kubernetes.io/enforce-version': 'latest',
          ...labels,
        },
        annotations: { description },
      },
    },
    core('ResourceQuota', 'budget', {
      hard: { 'requests.cpu': '8', 'requests.memory': '16Gi', 'limits.cpu': '24', 'limits.memory': '32Gi', pods: '40', ...quota },
    }),
    core('LimitRange', 'defaults', {
      limits: [{ type: 'Container', default: { cpu: '500m', memory: '256Mi' }, defaultRequest: { cpu: '50m', memory: '64Mi' } }],
    }),
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: `${team}-view`, ...own },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: team }],
    },
    ...(open
      ? []
      : [
          policy('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
          policy('allow-platform', {
            podSelector: {},
            policyTypes: ['Ingress', 'Egress'],
            ingress: [{ from: [from(namespace), from('monitoring')] }, { from: [from('kube-system')] }],
            egress: [
              { to: [from(namespace)] },
              { to: [from('kube-system')], ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }] },
              { to: [{ ipBlock: { cidr: '10.96.0.1/32' } }], ports: [{ port: 443, protocol: 'TCP' }] },
            ],
          }),
        ]),
  ];
}

function renderWorkload(release, workload) {
  const { namespace } = release;
  const { name, kind, replicas, service, metrics, account = true, notes } = workload;
  const selector = { 'app.kubernetes.io/name': name };
  const labels = { ...selector, 'app.kubernetes.io/component': name, ...workload.labels };
  const many = kind !== 'DaemonSet' && replicas > 1;
  return [
    ...(account ? [accountOf(name, namespace, workload)] : []),
    {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name, namespace, labels, annotations: notesOf(notes) },
      spec: {
        ...(kind !== 'DaemonSet' && { replicas }),
        ...strategyOf(workload),
        selector: { matchLabels: selector },
        template: { metadata: { labels: { ...labels, ...workload.podLabels }, ...(workload.annotations && { annotations: workload.annotations }) }, spec: podSpec(workload, selector, many) },
        ...(workload.claims && { volumeClaimTemplates: workload.claims }),
      },
    },
    ...(service === false || Object.keys(workload.ports).length === 0 ? [] : [serviceOf(workload, namespace, labels, selector)]),
    ...(many ? [budgetOf(name, namespace, labels, selector)] : []),
    ...(metrics ? [monitorOf(name, namespace, labels, selector, metrics)] : []),
  ];
}

const notesOf = notes =>
  Object.fromEntries(Object.entries(notes ?? {}).map(([note, value]) => [`controllers.example/${note}`, String(value)]));

function accountOf(name, namespace, { token = false }) {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace }, automountServiceAccountToken: token };
}

function strategyOf({ kind, name }) {
  const rollingUpdate = { maxSurge: 1, maxUnavailable: 0 };
  if (kind === 'Deployment') return { strategy: { type: 'RollingUpdate', rollingUpdate } };
  const update = { updateStrategy: { type: 'RollingUpdate' } };
  return kind === 'StatefulSet' ? { serviceName: name, ...update } : update;
}

function podSpec(workload, selector, many) {
  const { name, kind, account = true, image, ports, root = false, user = 65532, priority = CRITICAL } = workload;
  const [first] = Object.keys(ports);
  const probe = path => (first ? { httpGet: { path, port: first } } : { exec: { command: ['/healthcheck'] } });
  const probed = workload.probes === false ? {} : {
    livenessProbe: { ...probe('/healthz'), initialDelaySeconds: 15, periodSeconds: 20, failureThreshold: 3 },
    readinessProbe: { ...probe('/readyz'), periodSeconds: 10 },
  };
  const requests = { cpu: '50m', memory: '128Mi', ...workload.requests };
  const limits = { memory: doubled(requests.memory), ...workload.limits };
  return {
    serviceAccountName: account ? name : 'default',
    ...(priority && { priorityClassName: priority }),
    securityContext: {
      ...(!root && { runAsNonRoot: true, runAsUser: user, fsGroup: user }),
      seccompProfile: { type: 'RuntimeDefault' },
      appArmorProfile: { type: 'RuntimeDefault' },
    },
    ...(kind === 'DaemonSet' && { tolerations: [{ operator: 'Exists' }] }),
    ...(many && {
      topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(topologyKey => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: selector },
      })),
    }),
    containers: [
      {
        name,
        image: `${REGISTRY}/${image}`,
        imagePullPolicy: 'Always',
        ...(Object.keys(ports).length > 0 && {
          ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })),
        }),
        ...probed,
        resources: { requests, limits },
        securityContext: HARDENED,
        ...(workload.env && { env: workload.env }),
        ...(workload.mounts && { volumeMounts: workload.mounts }),
        ...workload.container,
      },
    ],
    ...workload.pod,
  };
}

function doubled(memory) {
  const [, value, unit] = /^(\d+)(\w+)$/.exec(memory);
  return `${Number(value) * 2}${unit}`;
}

const serviceOf = ({ name, ports, service, serviceLabels }, namespace, labels, selector) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels: { ...labels, ...serviceLabels } },
  spec: {
    selector,
    ports: Object.entries(service ?? ports).map(([port, number]) => ({ name: port, port: number, targetPort: port })),
  },
});

const budgetOf = (name, namespace, labels, selector) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name, namespace, labels },
  spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
});

const monitorOf = (name, namespace, labels, selector, port) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name, namespace, labels: { ...labels, release: 'monitoring' } },
  spec: { selector: { matchLabels: selector }, endpoints: [{ port, interval: '30s', scrapeTimeout: '10s' }] },
});

/** `kind: Definitions`: "plural.group/version Kind", with "Cluster" behind it where it has no namespace. */
export const isDefinitions = ({ kind }) => kind === 'Definitions';

export function renderDefinitions({ metadata, spec }) {
  return spec.of.map(line => {
    const [name, version, kind, scope = 'Namespaced'] = line.split(/[ /]/);
    const [plural, ...group] = name.split('.');
    const schema = { openAPIV3Schema: { type: 'object', description: `${spec.about} See ${spec.docs}`, 'x-kubernetes-preserve-unknown-fields': true } };
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name, annotations: { 'controllers.example/managed-by': 'argocd-controller', ...metadata.annotations } },
      spec: {
        group: group.join('.'),
        scope,
        names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
        versions: [{ name: version, served: true, storage: true, subresources: { status: {} }, schema }],
      },
    };
  });
}
