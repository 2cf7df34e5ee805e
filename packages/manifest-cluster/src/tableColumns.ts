/** The columns of the kinds that people look at most; every other kind has Name and Age. */

import type { Cell, Column } from './tables';

interface Container {
  name: string;
  image?: string;
}

interface ContainerStatus {
  ready?: boolean;
  restartCount?: number;
  state?: {
    waiting?: { reason?: string };
    terminated?: { reason?: string };
  };
}

interface PodTemplate {
  spec?: { containers?: Container[] };
}

/** As much of an object as the columns read. */
export interface KubernetesView {
  metadata: {
    name: string;
    creationTimestamp?: string | null;
    deletionTimestamp?: string;
  };
  spec?: Record<string, unknown> & {
    replicas?: number;
    containers?: Container[];
    initContainers?: Container[];
    template?: PodTemplate;
    selector?: {
      matchLabels?: Record<string, string>;
      [key: string]: unknown;
    };
  };
  status?: Record<string, unknown> & {
    phase?: string;
    reason?: string;
    containerStatuses?: ContainerStatus[];
    conditions?: { type: string; status: string }[];
  };
  [key: string]: unknown;
}

type Reader = (object: KubernetesView) => Cell;

function column(name: string, cell: Reader, extras: Partial<Column> = {}) {
  return { name, cell, ...extras };
}

function wide(name: string, cell: Reader): Column {
  return { name, cell, priority: 1 };
}

/** The reader is put in by the table: ages are relative to now. */
const AGE: Column = { name: 'Age', cell: () => null };

function number(part: 'spec' | 'status', key: string, absent = 0): Reader {
  return object => (object[part]?.[key] as number | undefined) ?? absent;
}

function text(part: 'spec' | 'status', key: string, absent = '<none>'): Reader {
  return object => {
    const value = object[part]?.[key];
    return value === undefined || value === null ? absent : String(value);
  };
}

function count(key: string): Reader {
  return object =>
    Object.keys((object[key] as object | undefined) ?? {}).length;
}

function containers(object: KubernetesView): Container[] {
  return object.spec?.template?.spec?.containers ?? [];
}

const WORKLOAD_WIDE: Column[] = [
  wide('Containers', object =>
    containers(object)
      .map(({ name }) => name)
      .join(','),
  ),
  wide('Images', object =>
    containers(object)
      .map(({ image }) => image)
      .join(','),
  ),
  wide('Selector', object =>
    Object.entries(object.spec?.selector?.matchLabels ?? {})
      .map(pair => pair.join('='))
      .join(','),
  ),
];

function ready(object: KubernetesView): string {
  const readyReplicas = number('status', 'readyReplicas')(object);
  return `${readyReplicas}/${object.spec?.replicas ?? 1}`;
}

function podStatus({ metadata, status }: KubernetesView): string {
  if (metadata.deletionTimestamp) return 'Terminating';
  const reasons = (status?.containerStatuses ?? []).map(
    ({ state }) => state?.waiting?.reason ?? state?.terminated?.reason,
  );
  return reasons.find(Boolean) ?? status?.reason ?? status?.phase ?? 'Unknown';
}

function podReady({ spec, status }: KubernetesView): string {
  const statuses = status?.containerStatuses ?? [];
  const readyCount = statuses.filter(container => container.ready).length;
  return `${readyCount}/${spec?.containers?.length ?? 0}`;
}

function podRestarts({ status }: KubernetesView): string {
  const counts = (status?.containerStatuses ?? []).map(
    container => container.restartCount ?? 0,
  );
  return String(counts.reduce((sum, restarts) => sum + restarts, 0));
}

function servicePorts({ spec }: KubernetesView): string {
  const ports = (spec?.ports ?? []) as {
    port: number;
    nodePort?: number;
    protocol?: string;
  }[];
  return (
    ports
      .map(({ port, nodePort, protocol = 'TCP' }) =>
        nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
      )
      .join(',') || '<none>'
  );
}

function nodeStatus({ spec, status }: KubernetesView): string {
  const condition = status?.conditions?.find(({ type }) => type === 'Ready');
  const state = condition?.status === 'True' ? 'Ready' : 'NotReady';
  return spec?.unschedulable ? `${state},SchedulingDisabled` : state;
}

function jobCompletions(object: KubernetesView): string {
  const succeeded = number('status', 'succeeded')(object);
  return `${succeeded}/${object.spec?.completions ?? 1}`;
}

function orNotAvailable(key: string): Reader {
  return text('spec', key, 'N/A');
}

export const COLUMNS: Record<string, Column[]> = {
  '/pods': [
    column('Ready', podReady),
    column('Status', podStatus),
    column('Restarts', podRestarts),
    AGE,
    wide('IP', text('status', 'podIP')),
    wide('Node', text('spec', 'nodeName')),
    wide('Nominated Node', text('status', 'nominatedNodeName')),
    wide('Readiness Gates', () => '<none>'),
  ],
  '/services': [
    column('Type', text('spec', 'type', 'ClusterIP')),
    column('Cluster-IP', text('spec', 'clusterIP')),
    column('External-IP', text('spec', 'externalName')),
    column('Port(s)', servicePorts),
    AGE,
  ],
  '/namespaces': [column('Status', text('status', 'phase', 'Active')), AGE],
  '/configmaps': [column('Data', count('data')), AGE],
  '/secrets': [
    column('Type', object => String(object.type ?? 'Opaque')),
    column('Data', count('data')),
    AGE,
  ],
  '/nodes': [
    column('Status', nodeStatus),
    column('Roles', () => '<none>'),
    AGE,
    column('Version', ({ status }) => {
      const info = status?.nodeInfo as { kubeletVersion?: string } | undefined;
      return info?.kubeletVersion ?? '';
    }),
  ],
  'apps/deployments': [
    column('Ready', ready, {
      description: 'Number of the pod with ready state',
    }),
    column('Up-to-date', number('status', 'updatedReplicas'), {
      description:
        'Total number of non-terminating pods targeted by this deployment that have the desired template spec.',
    }),
    column('Available', number('status', 'availableReplicas'), {
      description:
        'Total number of available non-terminating pods (ready for at least minReadySeconds) targeted by this deployment.',
    }),
    AGE,
    ...WORKLOAD_WIDE,
  ],
  'apps/statefulsets': [
    column('Ready', ready),
    AGE,
    ...WORKLOAD_WIDE.slice(0, 2),
  ],
  'apps/daemonsets': [
    column('Desired', number('status', 'desiredNumberScheduled')),
    column('Current', number('status', 'currentNumberScheduled')),
    column('Ready', number('status', 'numberReady')),
    column('Up-to-date', number('status', 'updatedNumberScheduled')),
    column('Available', number('status', 'numberAvailable')),
    AGE,
    ...WORKLOAD_WIDE,
  ],
  'apps/replicasets': [
    column('Desired', number('spec', 'replicas', 1)),
    column('Current', number('status', 'replicas')),
    column('Ready', number('status', 'readyReplicas')),
    AGE,
    ...WORKLOAD_WIDE,
  ],
  'batch/jobs': [column('Completions', jobCompletions), AGE],
  'batch/cronjobs': [
    column('Schedule', text('spec', 'schedule')),
    column('Timezone', text('spec', 'timeZone')),
    column('Suspend', object =>
      object.spec?.suspend === true ? 'True' : 'False',
    ),
    AGE,
  ],
  'policy/poddisruptionbudgets': [
    column('Min Available', orNotAvailable('minAvailable')),
    column('Max Unavailable', orNotAvailable('maxUnavailable')),
    column('Allowed Disruptions', number('status', 'disruptionsAllowed')),
    AGE,
  ],
  'apiextensions.k8s.io/customresourcedefinitions': [
    column('Created At', ({ metadata }) => metadata.creationTimestamp ?? ''),
  ],
  'rbac.authorization.k8s.io/clusterroles': [
    column('Created At', ({ metadata }) => metadata.creationTimestamp ?? ''),
  ],
};
