/** What the pods of a generated service run, with the defaults that the API server fills in. */
import { hasFlaw } from './flaws';
import type { ServiceIdentity } from './identity';

export function podTemplateOf(labels: object, spec: object) {
  return {
    metadata: {
      labels,
      annotations: {
        'prometheus.io/port': '9090',
        'prometheus.io/scrape': 'true',
      },
    },
    spec,
  };
}

export interface PodVariant {
  /** Of the image; by default the first. */
  version?: number;
  /** Its container asks for nothing and is limited by nothing. */
  bare?: boolean;
}

export function podSpecOf(service: ServiceIdentity, variant: PodVariant = {}) {
  const { name, index } = service;
  return {
    containers: [container(service, variant)],
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: name,
    serviceAccount: name,
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: !hasFlaw(index, 'runsAsRoot'),
      ...(!hasFlaw(index, 'runsAsRoot') && { runAsUser: 1000 }),
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    schedulerName: 'default-scheduler',
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
      },
    ],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
  };
}

function container(
  service: ServiceIdentity,
  { version = 1, bare = false }: PodVariant,
) {
  const { index, image } = service;
  const tag = hasFlaw(index, 'movingTag') ? 'latest' : `1.${version}.0`;
  return {
    name: 'server',
    image: `${image}:${tag}`,
    ports: [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
    ],
    env: environmentOf(service),
    resources: bare
      ? {}
      : {
          limits: hasFlaw(index, 'noMemoryLimit') ? {} : { memory: '512Mi' },
          requests: { cpu: '100m', memory: '256Mi' },
        },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    livenessProbe: probe('/healthz', 10),
    ...(!hasFlaw(index, 'noReadinessProbe') && {
      readinessProbe: probe('/ready', 5),
    }),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'Always',
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
}

function environmentOf({ name, index }: ServiceIdentity) {
  return [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'SERVICE_NAME', value: name },
    { name: 'HTTP_PORT', value: '8080' },
    { name: 'METRICS_PORT', value: '9090' },
    {
      name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      value: 'http://collector.monitoring.svc:4317',
    },
    ...(hasFlaw(index, 'secretInline')
      ? [{ name: 'DATABASE_PASSWORD', value: 'correct-horse-battery' }]
      : []),
    {
      name: 'POD_NAME',
      valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
    },
  ];
}

function probe(path: string, periodSeconds: number) {
  return {
    httpGet: { path, port: 'http', scheme: 'HTTP' },
    timeoutSeconds: 2,
    periodSeconds,
    successThreshold: 1,
    failureThreshold: 3,
  };
}
