// Stands in for Argo CD: an Application for what came from Git, with what it found in the cluster.
import { stamp } from './apiserver.mjs';
import { daysAgo, minutesAgo } from './clock.mjs';
import { letters } from './names.mjs';
import { notesOf } from './notes.mjs';

const TRACKING = 'argocd.argoproj.io/tracking-id';
const RESOURCES = ['Namespace', 'Deployment', 'StatefulSet', 'DaemonSet', 'Rollout', 'CronJob', 'Service', 'ConfigMap', 'NetworkPolicy'];

export function tellApplications(cluster) {
  if (!cluster.get('CustomResourceDefinition', undefined, 'applications.argoproj.io')) return;
  const applications = new Map();
  for (const object of cluster.objects) {
    const name = applicationOf(object);
    if (!name || !RESOURCES.includes(object.kind)) continue;
    track(object, name);
    applications.set(name, [...(applications.get(name) ?? []), object]);
  }
  for (const [name, objects] of applications) cluster.add(application(cluster, name, objects));
}

function applicationOf(object) {
  const tracked = object.metadata.annotations?.[TRACKING];
  if (tracked) return tracked.split(':')[0];
  return notesOf(object)['managed-by'] === 'argocd-controller' ? object.metadata.namespace : undefined;
}

function track({ apiVersion, kind, metadata }, name) {
  const [, group = ''] = apiVersion.split('/').reverse();
  metadata.annotations = {
    ...metadata.annotations,
    [TRACKING]: metadata.annotations?.[TRACKING] ?? `${name}:${group}/${kind}:${metadata.namespace ?? ''}/${metadata.name}`,
  };
}

function application(cluster, name, objects) {
  const namespace = objects.find(object => object.metadata.namespace)?.metadata.namespace ?? name;
  const revision = letters(`revision ${name}`, 40).replace(/[^0-9a-f]/g, 'a');
  const source = { repoURL: 'https://git.example/platform/estate.git', path: `${cluster.name}/${name}`, targetRevision: 'main' };
  return stamp(
    cluster,
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name, namespace: 'argocd', finalizers: ['resources-finalizer.argocd.argoproj.io'] },
      spec: {
        project: name === 'weaviate' ? 'vector-search' : 'platform',
        source,
        destination: { server: 'https://kubernetes.default.svc', namespace },
        syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'] },
      },
      status: {
        sync: { status: 'Synced', revision, comparedTo: { source } },
        health: { status: 'Healthy' },
        reconciledAt: minutesAgo(2),
        operationState: {
          phase: 'Succeeded',
          message: 'successfully synced (all tasks run)',
          startedAt: minutesAgo(190),
          finishedAt: minutesAgo(188),
          operation: { sync: { revision } },
        },
        history: [{ id: 4, revision, deployedAt: minutesAgo(188), source }],
        resources: objects.map(({ apiVersion, kind, metadata }) => {
          const [version, group = ''] = apiVersion.split('/').reverse();
          return { group, version, kind, ...(metadata.namespace && { namespace: metadata.namespace }), name: metadata.name, status: 'Synced', health: { status: 'Healthy' } };
        }),
      },
    },
    daysAgo(40),
  );
}
