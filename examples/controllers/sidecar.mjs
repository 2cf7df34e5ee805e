// Istio's injector: in a labelled namespace every Pod that does not opt out gets the proxy as a native sidecar (Istio CNI: no istio-init).
import { notesOf } from './notes.mjs';

const proxyVersion = '1.29.0';
const mounts = [
  { name: 'istiod-ca-cert', mountPath: '/var/run/secrets/istio' },
  { name: 'istio-token', mountPath: '/var/run/secrets/tokens' },
  { name: 'istio-envoy', mountPath: '/etc/istio/proxy' },
  { name: 'istio-data', mountPath: '/var/lib/istio/data' },
];
const securityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsGroup: 1337,
  runAsNonRoot: true,
  runAsUser: 1337,
};
const terminationMessage = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: 'IfNotPresent',
};

export function injectSidecar(cluster, pod, { source }) {
  const namespace = cluster.get('Namespace', undefined, pod.metadata.namespace);
  const annotations = pod.metadata.annotations ?? {};
  const optedOut =
    (pod.metadata.labels?.['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject']) === 'false';
  if (namespace?.metadata.labels['istio-injection'] !== 'enabled' || optedOut || pod.spec.hostNetwork) return;
  const image = `registry.example/istio/proxyv2:${notesOf(source)['proxy-version'] ?? proxyVersion}`;
  const templates = annotations['inject.istio.io/templates'] ?? 'sidecar';
  const resources = {
    limits: {
      cpu: annotations['sidecar.istio.io/proxyCPULimit'] ?? '1',
      memory: annotations['sidecar.istio.io/proxyMemoryLimit'] ?? '512Mi',
    },
    requests: {
      cpu: annotations['sidecar.istio.io/proxyCPU'] ?? '50m',
      memory: annotations['sidecar.istio.io/proxyMemory'] ?? '128Mi',
    },
  };
  pod.spec.initContainers = [
    validation(image, resources),
    proxy(image, resources, templates.includes('proxy-liveness')),
    ...(pod.spec.initContainers ?? []),
  ];
  pod.spec.volumes = [...volumes(), ...(pod.spec.volumes ?? [])];
  pod.metadata.labels = {
    ...pod.metadata.labels,
    'security.istio.io/tlsMode': 'istio',
    'service.istio.io/canonical-name':
      pod.metadata.labels['app.kubernetes.io/name'] ?? pod.metadata.labels.app ?? pod.metadata.name,
    'service.istio.io/canonical-revision': 'latest',
  };
  pod.metadata.annotations = {
    ...annotations,
    'istio.io/rev': 'default',
    'sidecar.istio.io/status': JSON.stringify({
      initContainers: ['istio-validation', 'istio-proxy'],
      containers: null,
      volumes: [
        'workload-socket',
        'credential-socket',
        'workload-certs',
        'istio-envoy',
        'istio-data',
        'istio-token',
        'istiod-ca-cert',
      ],
      imagePullSecrets: null,
      revision: 'default',
    }),
  };
}

const validation = (image, resources) => ({
  name: 'istio-validation',
  image,
  args: ['istio-iptables', '--run-validation', '--skip-rule-apply'],
  resources: structuredClone(resources),
  ...terminationMessage,
  securityContext,
});

const proxy = (image, resources, withLiveness) => ({
  name: 'istio-proxy',
  image,
  args: [
    'proxy',
    'sidecar',
    '--domain',
    '$(POD_NAMESPACE).svc.cluster.local',
    '--proxyLogLevel=warning',
    '--log_output_level=default:info',
  ],
  restartPolicy: 'Always',
  ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
  resources: structuredClone(resources),
  volumeMounts: mounts,
  startupProbe: {
    httpGet: { path: '/healthz/ready', port: 15021, scheme: 'HTTP' },
    timeoutSeconds: 3,
    periodSeconds: 1,
    successThreshold: 1,
    failureThreshold: 600,
  },
  readinessProbe: {
    httpGet: { path: '/healthz/ready', port: 15021, scheme: 'HTTP' },
    timeoutSeconds: 3,
    periodSeconds: 15,
    successThreshold: 1,
    failureThreshold: 4,
  },
  ...(withLiveness && {
    livenessProbe: {
      tcpSocket: { port: 15021 },
      initialDelaySeconds: 10,
      timeoutSeconds: 3,
      periodSeconds: 15,
      successThreshold: 1,
      failureThreshold: 4,
    },
  }),
  ...terminationMessage,
  securityContext,
});

const volumes = () => [
  { name: 'istio-envoy', emptyDir: { medium: 'Memory' } },
  { name: 'istio-data', emptyDir: {} },
  {
    name: 'istio-token',
    projected: {
      sources: [{ serviceAccountToken: { audience: 'istio-ca', expirationSeconds: 43200, path: 'istio-token' } }],
      defaultMode: 420,
    },
  },
  { name: 'istiod-ca-cert', configMap: { name: 'istio-ca-root-cert', defaultMode: 420 } },
];
