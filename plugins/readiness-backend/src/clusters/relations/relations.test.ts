import {
  clusterObject,
  deployment,
  namesOf,
  object,
  pod,
  service,
  workloadSubject,
} from '../__testUtils__/objects';
import { snapshotOf } from '../testing';
import type {
  KubernetesObject,
  ReadPlan,
  Relation,
  ResourceName,
  Subject,
} from '../types';
import { resourcesBehind } from './behind';

const budget = (name: string, selector: unknown, namespace = 'shop') =>
  object(
    'policy/v1',
    'PodDisruptionBudget',
    name,
    { namespace },
    { spec: { selector } },
  );
const kubernetesService = (
  name: string,
  spec: unknown,
  namespace = 'shop',
  labels = {},
) => object('v1', 'Service', name, { namespace, labels }, { spec });
const policy = (name: string, spec: unknown, namespace = 'shop') =>
  object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    name,
    { namespace },
    { spec },
  );
const monitor = (
  kind: string,
  name: string,
  spec: unknown,
  namespace = 'monitoring',
) => object('monitoring.coreos.com/v1', kind, name, { namespace }, { spec });
const istio = (
  group: string,
  kind: string,
  name: string,
  spec: unknown,
  namespace = 'shop',
) => object(`${group}.istio.io/v1`, kind, name, { namespace }, { spec });

/** Names of the objects that stand in the relation to the workload `web` of namespace `shop`. */
function relatedToWeb(
  objects: KubernetesObject[],
  relation: Relation,
  resource: ResourceName,
  podSpec = {},
): string[] {
  const all = [...service('web', {}, podSpec), ...service('api'), ...objects];
  const ask = (plan?: ReadPlan) => {
    const snapshot = snapshotOf({ objects: all, plan });
    return namesOf(
      snapshot.related(workloadSubject(snapshot, 'web'), relation, resource),
    );
  };
  const names = ask();
  expect(ask(leanPlan(relation, resource))).toEqual(names);
  return names;
}

/** What a check plans that reads no field of its own: the indexes must do with that. */
function leanPlan(relation: Relation, resource: ResourceName): ReadPlan {
  const needed = [resource, ...resourcesBehind(relation, resource)];
  return { resources: new Map(needed.map(each => [each, { fields: {} }])) };
}

describe('selectsPods', () => {
  it.each<[string, ResourceName, KubernetesObject[], string[]]>([
    [
      'budgets by matchLabels and matchExpressions',
      'poddisruptionbudgets.policy',
      [
        budget('labels', { matchLabels: { app: 'web' } }),
        budget('other', { matchLabels: { app: 'api' } }),
        budget('in', {
          matchExpressions: [
            { key: 'app', operator: 'In', values: ['api', 'web'] },
          ],
        }),
        budget('notin', {
          matchExpressions: [
            { key: 'app', operator: 'NotIn', values: ['web'] },
          ],
        }),
        budget('both', {
          matchLabels: { app: 'web' },
          matchExpressions: [{ key: 'tier', operator: 'Exists' }],
        }),
        budget('empty', {}),
        budget('absent', undefined),
        budget('nonsense', {
          matchExpressions: [{ key: 'app', operator: 'Is', values: ['web'] }],
        }),
        budget('elsewhere', { matchLabels: { app: 'web' } }, 'other'),
      ],
      ['empty', 'in', 'labels'],
    ],
    [
      'services',
      'services',
      [
        kubernetesService('web', { selector: { app: 'web' } }),
        kubernetesService('api', { selector: { app: 'api' } }),
        kubernetesService('both', { selector: { app: 'web', tier: 'front' } }),
        kubernetesService('without', {}),
        kubernetesService('empty', { selector: {} }),
        kubernetesService('external', {
          type: 'ExternalName',
          selector: { app: 'web' },
        }),
      ],
      ['web'],
    ],
    [
      'network policies, whose left-out selector is an empty one',
      'networkpolicies.networking.k8s.io',
      [
        policy('all', { podSelector: {} }),
        policy('left-out', {}),
        policy('web', { podSelector: { matchLabels: { app: 'web' } } }),
        policy('api', { podSelector: { matchLabels: { app: 'api' } } }),
        policy('elsewhere', { podSelector: {} }, 'other'),
      ],
      ['all', 'left-out', 'web'],
    ],
    [
      'pod monitors by their namespaceSelector',
      'podmonitors.monitoring.coreos.com',
      [
        monitor('PodMonitor', 'any', {
          selector: {},
          namespaceSelector: { any: true },
        }),
        monitor('PodMonitor', 'named', {
          selector: {},
          namespaceSelector: { matchNames: ['shop'] },
        }),
        monitor('PodMonitor', 'own', { selector: {} }),
        monitor(
          'PodMonitor',
          'in-shop',
          { selector: { matchLabels: { app: 'web' } } },
          'shop',
        ),
      ],
      ['monitoring/any', 'monitoring/named', 'in-shop'],
    ],
    [
      "Istio's policies, those of the root namespace for the whole mesh",
      'peerauthentications.security.istio.io',
      [
        istio('security', 'PeerAuthentication', 'mesh', {}, 'istio-system'),
        istio('security', 'PeerAuthentication', 'namespace', {}),
        istio('security', 'PeerAuthentication', 'web', {
          selector: { matchLabels: { app: 'web' } },
        }),
        istio('security', 'PeerAuthentication', 'api', {
          selector: { matchLabels: { app: 'api' } },
        }),
        istio('security', 'PeerAuthentication', 'other', {}, 'other'),
      ],
      ['istio-system/mesh', 'namespace', 'web'],
    ],
  ])('finds %s', (_, resource, objects, names) => {
    expect(relatedToWeb(objects, 'selectsPods', resource)).toEqual(names);
  });

  it('looks at the template, and at labels that only the running pods have', () => {
    const injected = budget('injected', { matchLabels: { injected: 'true' } });
    const stale = budget('stale', { matchLabels: { old: 'true' } });
    const [top, set, a, b] = service('web');
    a.metadata.labels = { ...a.metadata.labels, injected: 'true' };
    b.metadata.labels = { old: 'true' };
    (b.status as { phase: string }).phase = 'Failed';
    const snapshot = snapshotOf({ objects: [top, set, a, b, injected, stale] });
    const subject = workloadSubject(snapshot, 'web');
    expect(
      namesOf(
        snapshot.related(subject, 'selectsPods', 'poddisruptionbudgets.policy'),
      ),
    ).toEqual(['injected']);
  });

  it('looks at the template where no pod runs', () => {
    const snapshot = snapshotOf({
      objects: [
        deployment('web', { labels: { 'backstage.io/kubernetes-id': 'web' } }),
        budget('web', { matchLabels: { app: 'web' } }),
      ],
    });
    const subject = workloadSubject(snapshot, 'web');
    expect(
      namesOf(
        snapshot.related(subject, 'selectsPods', 'poddisruptionbudgets.policy'),
      ),
    ).toEqual(['web']);
  });

  it('answers for pods, namespaces, nodes and selecting objects too', () => {
    const web = budget('web', { matchLabels: { app: 'web' } });
    const snapshot = snapshotOf({
      objects: [
        ...service('web'),
        ...service('api', { namespace: 'other' }),
        web,
      ],
    });
    const ask = (subject: Subject, resource: ResourceName) =>
      namesOf(snapshot.related(subject, 'selectsPods', resource));
    const [firstPod] = snapshot.list('pods', 'shop');
    expect(
      ask({ kind: 'pod', pod: firstPod }, 'poddisruptionbudgets.policy'),
    ).toEqual(['web']);
    expect(
      ask(
        { kind: 'namespace', namespace: 'shop' },
        'poddisruptionbudgets.policy',
      ),
    ).toEqual(['web']);
    expect(
      ask(
        { kind: 'namespace', namespace: 'other' },
        'poddisruptionbudgets.policy',
      ),
    ).toEqual([]);
    const budgets: Subject = {
      kind: 'resource',
      resource: 'poddisruptionbudgets.policy',
      object: web,
    };
    expect(ask(budgets, 'pods')).toEqual(['web-5d9-a', 'web-5d9-b']);
    const node: Subject = {
      kind: 'node',
      object: clusterObject('v1', 'Node', 'node-a'),
    };
    expect(ask(node, 'pods')).toEqual(['other/api-5d9-a', 'web-5d9-a']);
  });
});

describe('targets', () => {
  const scaler = (name: string, scaleTargetRef: unknown, namespace = 'shop') =>
    object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      name,
      { namespace },
      { spec: { scaleTargetRef } },
    );

  it('compares group, kind, name and namespace, but no version', () => {
    const objects = [
      scaler('web', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }),
      scaler('beta', {
        apiVersion: 'apps/v1beta1',
        kind: 'Deployment',
        name: 'web',
      }),
      scaler('set', {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        name: 'web',
      }),
      scaler('rollout', {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Deployment',
        name: 'web',
      }),
      scaler('api', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }),
      scaler(
        'elsewhere',
        { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        'other',
      ),
    ];
    expect(
      relatedToWeb(objects, 'targets', 'horizontalpodautoscalers.autoscaling'),
    ).toEqual(['beta', 'web']);
  });

  it("knows KEDA's defaults, and targetRef", () => {
    const scaled = object(
      'keda.sh/v1alpha1',
      'ScaledObject',
      'web',
      {},
      {
        spec: { scaleTargetRef: { name: 'web' } },
      },
    );
    const vertical = object(
      'autoscaling.k8s.io/v1',
      'VerticalPodAutoscaler',
      'web',
      {},
      {
        spec: {
          targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        },
      },
    );
    expect(relatedToWeb([scaled], 'targets', 'scaledobjects.keda.sh')).toEqual([
      'web',
    ]);
    expect(
      relatedToWeb(
        [vertical],
        'targets',
        'verticalpodautoscalers.autoscaling.k8s.io',
      ),
    ).toEqual(['web']);
  });
});

describe('namespace and cluster', () => {
  const quota = (name: string, namespace: string) =>
    object('v1', 'ResourceQuota', name, { namespace });

  it('gives what is in the namespace, the namespace itself, or everything', () => {
    const objects = [
      quota('q', 'shop'),
      quota('q', 'other'),
      clusterObject('v1', 'Namespace', 'shop'),
    ];
    expect(relatedToWeb(objects, 'namespace', 'resourcequotas')).toEqual(['q']);
    expect(relatedToWeb(objects, 'namespace', 'namespaces')).toEqual(['shop']);
    expect(relatedToWeb(objects, 'cluster', 'resourcequotas')).toEqual([
      'other/q',
      'q',
    ]);
  });
});

describe('ownedBy', () => {
  it.each<[ResourceName, string[]]>([
    ['pods', ['web-5d9-a', 'web-5d9-b']],
    ['replicasets.apps', ['web-5d9']],
    ['deployments.apps', []],
  ])('gives the %s of the workload', (resource, names) => {
    expect(relatedToWeb([], 'ownedBy', resource)).toEqual(names);
  });

  it('climbs other kinds, listed or not', () => {
    const ingress = object('networking.k8s.io/v1', 'Ingress', 'web');
    const certificate = object('cert-manager.io/v1', 'Certificate', 'web', {
      owner: ingress,
    });
    const request = object(
      'cert-manager.io/v1',
      'CertificateRequest',
      'web-1',
      { owner: certificate },
    );
    const snapshot = snapshotOf({ objects: [certificate, request] });
    const subject: Subject = {
      kind: 'resource',
      resource: 'ingresses.networking.k8s.io',
      object: ingress,
    };
    const ask = (resource: ResourceName) =>
      namesOf(snapshot.related(subject, 'ownedBy', resource));
    expect(ask('certificates.cert-manager.io')).toEqual(['web']);
    expect(ask('certificaterequests.cert-manager.io')).toEqual(['web-1']);
  });
});

describe('usedBy', () => {
  const podSpec = {
    serviceAccountName: 'runner',
    priorityClassName: 'high',
    imagePullSecrets: [{ name: 'registry' }],
    containers: [
      {
        name: 'main',
        env: [
          {
            name: 'A',
            valueFrom: { secretKeyRef: { name: 'env-secret', key: 'a' } },
          },
          {
            name: 'B',
            valueFrom: { configMapKeyRef: { name: 'env-map', key: 'b' } },
          },
          { name: 'C', value: 'plain' },
        ],
      },
    ],
    initContainers: [
      {
        name: 'init',
        envFrom: [
          { secretRef: { name: 'from-secret' } },
          { configMapRef: { name: 'from-map' } },
        ],
      },
    ],
    volumes: [
      { name: 'tls', secret: { secretName: 'volume-secret' } },
      { name: 'settings', configMap: { name: 'volume-map' } },
      {
        name: 'all',
        projected: {
          sources: [
            { secret: { name: 'projected-secret' } },
            { configMap: { name: 'projected-map' } },
          ],
        },
      },
      {
        name: 'kube-api-access-x2x4z',
        projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] },
      },
      { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
    ],
  };
  const named = (apiVersion: string, kind: string, ...names: string[]) =>
    names.map(name => object(apiVersion, kind, name));

  it.each<[ResourceName, KubernetesObject[], string[]]>([
    [
      'secrets',
      named(
        'v1',
        'Secret',
        'registry',
        'env-secret',
        'from-secret',
        'volume-secret',
        'projected-secret',
        'unused',
      ),
      [
        'env-secret',
        'from-secret',
        'projected-secret',
        'registry',
        'volume-secret',
      ],
    ],
    [
      'configmaps',
      named(
        'v1',
        'ConfigMap',
        'env-map',
        'from-map',
        'volume-map',
        'projected-map',
        'kube-root-ca.crt',
        'unused',
      ),
      ['env-map', 'from-map', 'projected-map', 'volume-map'],
    ],
    [
      'serviceaccounts',
      named('v1', 'ServiceAccount', 'default', 'runner'),
      ['runner'],
    ],
    [
      'priorityclasses.scheduling.k8s.io',
      [
        clusterObject('scheduling.k8s.io/v1', 'PriorityClass', 'high'),
        clusterObject('scheduling.k8s.io/v1', 'PriorityClass', 'low'),
      ],
      ['high'],
    ],
    [
      'externalsecrets.external-secrets.io',
      [
        object(
          'external-secrets.io/v1',
          'ExternalSecret',
          'writes-it',
          {},
          { spec: { target: { name: 'env-secret' } } },
        ),
        object('external-secrets.io/v1', 'ExternalSecret', 'registry'),
        object('external-secrets.io/v1', 'ExternalSecret', 'unused'),
      ],
      ['registry', 'writes-it'],
    ],
  ])('gives the %s that the template refers to', (resource, objects, names) => {
    expect(relatedToWeb(objects, 'usedBy', resource, podSpec)).toEqual(names);
  });

  const storage = [
    object(
      'v1',
      'PersistentVolumeClaim',
      'data',
      {},
      { spec: { volumeName: 'pv-1', storageClassName: 'fast' } },
    ),
    object(
      'v1',
      'PersistentVolumeClaim',
      'other',
      {},
      { spec: { volumeName: 'pv-2', storageClassName: 'slow' } },
    ),
    ...['pv-1', 'pv-2'].map(name =>
      clusterObject('v1', 'PersistentVolume', name),
    ),
    ...['fast', 'slow'].map(name =>
      clusterObject('storage.k8s.io/v1', 'StorageClass', name),
    ),
    clusterObject('storage.k8s.io/v1', 'VolumeAttachment', 'csi-1', {
      spec: { source: { persistentVolumeName: 'pv-1' } },
    }),
    object(
      'snapshot.storage.k8s.io/v1',
      'VolumeSnapshot',
      'daily',
      {},
      { spec: { source: { persistentVolumeClaimName: 'data' } } },
    ),
  ];

  it.each<[ResourceName, string[]]>([
    ['persistentvolumeclaims', ['data']],
    ['persistentvolumes', ['pv-1']],
    ['storageclasses.storage.k8s.io', ['fast']],
    ['volumeattachments.storage.k8s.io', ['csi-1']],
    ['volumesnapshots.snapshot.storage.k8s.io', ['daily']],
  ])('follows claims to %s', (resource, names) => {
    expect(relatedToWeb(storage, 'usedBy', resource, podSpec)).toEqual(names);
  });

  it("finds a StatefulSet's claims by name, and a pod's ephemeral ones", () => {
    const set = object(
      'apps/v1',
      'StatefulSet',
      'web',
      { labels: { 'backstage.io/kubernetes-id': 'web' } },
      {
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' } }],
          template: { spec: {} },
        },
      },
    );
    const running = pod(
      'web-0',
      { owner: set },
      { volumes: [{ name: 'scratch', ephemeral: {} }] },
    );
    const claims = [
      'data-web-0',
      'data-web-11',
      'data-web-x',
      'data-webs-0',
      'web-0-scratch',
    ];
    const snapshot = snapshotOf({
      objects: [
        set,
        running,
        ...claims.map(name => object('v1', 'PersistentVolumeClaim', name)),
      ],
    });
    const subject = workloadSubject(snapshot, 'web');
    expect(
      namesOf(snapshot.related(subject, 'usedBy', 'persistentvolumeclaims')),
    ).toEqual(['data-web-0', 'data-web-11', 'web-0-scratch']);
  });
});

describe('routesTo', () => {
  const services = [
    kubernetesService('web', { selector: { app: 'web' } }, 'shop', {
      scrape: 'yes',
    }),
    kubernetesService('api', { selector: { app: 'api' } }),
  ];
  const ingress = (name: string, backend: string, tls?: string) =>
    object(
      'networking.k8s.io/v1',
      'Ingress',
      name,
      {},
      {
        spec: {
          rules: [
            { http: { paths: [{ backend: { service: { name: backend } } }] } },
          ],
          ...(tls && { tls: [{ secretName: tls }] }),
        },
      },
    );
  const route = (
    name: string,
    ref: unknown,
    namespace = 'shop',
    parents: unknown[] = [],
  ) =>
    object(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      name,
      { namespace },
      {
        spec: { parentRefs: parents, rules: [{ backendRefs: [ref] }] },
      },
    );
  const virtual = (
    name: string,
    host: string,
    namespace = 'shop',
    gateways: string[] = [],
  ) =>
    istio(
      'networking',
      'VirtualService',
      name,
      { gateways, http: [{ route: [{ destination: { host } }] }] },
      namespace,
    );

  it.each<[string, ResourceName, KubernetesObject[], string[]]>([
    [
      'Ingresses by rule and by default backend',
      'ingresses.networking.k8s.io',
      [
        ingress('web', 'web'),
        ingress('api', 'api'),
        object(
          'networking.k8s.io/v1',
          'Ingress',
          'default',
          {},
          { spec: { defaultBackend: { service: { name: 'web' } } } },
        ),
      ],
      ['default', 'web'],
    ],
    [
      'HTTPRoutes, across namespaces too',
      'httproutes.gateway.networking.k8s.io',
      [
        route('web', { name: 'web' }),
        route('infra', { name: 'web', namespace: 'shop' }, 'infra'),
        route('not-a-service', {
          name: 'web',
          kind: 'Bucket',
          group: 'example.test',
        }),
        route('elsewhere', { name: 'web' }, 'other'),
      ],
      ['infra/infra', 'web'],
    ],
    [
      'VirtualServices, whose short names are of their own namespace, and those who delegate',
      'virtualservices.networking.istio.io',
      [
        virtual('short', 'web'),
        virtual('long', 'web.shop.svc.cluster.local', 'mesh'),
        virtual('half', 'web.shop', 'mesh'),
        virtual('short-elsewhere', 'web', 'mesh'),
        virtual('external', 'www.example.test'),
        istio(
          'networking',
          'VirtualService',
          'root',
          { http: [{ delegate: { name: 'short', namespace: 'shop' } }] },
          'mesh',
        ),
      ],
      ['mesh/long', 'mesh/root', 'short'],
    ],
    [
      'EndpointSlices by their label',
      'endpointslices.discovery.k8s.io',
      [
        object('discovery.k8s.io/v1', 'EndpointSlice', 'web-x', {
          labels: { 'kubernetes.io/service-name': 'web' },
        }),
        object('discovery.k8s.io/v1', 'EndpointSlice', 'api-x', {
          labels: { 'kubernetes.io/service-name': 'api' },
        }),
        object('discovery.k8s.io/v1', 'EndpointSlice', 'free'),
      ],
      ['web-x'],
    ],
    [
      'ServiceMonitors by the labels of the Service',
      'servicemonitors.monitoring.coreos.com',
      [
        monitor('ServiceMonitor', 'all', {
          selector: { matchLabels: { scrape: 'yes' } },
          namespaceSelector: { any: true },
        }),
        monitor('ServiceMonitor', 'pods', {
          selector: { matchLabels: { app: 'web' } },
          namespaceSelector: { any: true },
        }),
        monitor('ServiceMonitor', 'own', {
          selector: { matchLabels: { scrape: 'yes' } },
        }),
      ],
      ['monitoring/all'],
    ],
    [
      'the gateways that routes stand on',
      'gateways.gateway.networking.k8s.io',
      [
        route('web', { name: 'web' }, 'shop', [
          { name: 'public', namespace: 'infra' },
          { name: 'own' },
        ]),
        object('gateway.networking.k8s.io/v1', 'Gateway', 'public', {
          namespace: 'infra',
        }),
        object('gateway.networking.k8s.io/v1', 'Gateway', 'own'),
        object('gateway.networking.k8s.io/v1', 'Gateway', 'unused'),
      ],
      ['infra/public', 'own'],
    ],
    [
      'certificates of what terminates TLS',
      'certificates.cert-manager.io',
      [
        ingress('web', 'web', 'web-tls'),
        ingress('api', 'api', 'api-tls'),
        object(
          'cert-manager.io/v1',
          'Certificate',
          'web',
          {},
          { spec: { secretName: 'web-tls' } },
        ),
        object(
          'cert-manager.io/v1',
          'Certificate',
          'api',
          {},
          { spec: { secretName: 'api-tls' } },
        ),
      ],
      ['web'],
    ],
  ])('finds %s', (_, resource, objects, names) => {
    expect(
      relatedToWeb([...services, ...objects], 'routesTo', resource),
    ).toEqual(names);
  });
});

describe('binds and grants', () => {
  const rbac = 'rbac.authorization.k8s.io/v1';
  const account = (name: string, namespace?: string) => ({
    kind: 'ServiceAccount',
    name,
    namespace,
  });
  const group = (name: string) => ({ kind: 'Group', name });
  const role = (kind: string, name: string) => ({ kind, name });
  const bindings = [
    object(
      rbac,
      'RoleBinding',
      'direct',
      {},
      {
        subjects: [account('runner', 'shop')],
        roleRef: role('Role', 'reader'),
      },
    ),
    object(
      rbac,
      'RoleBinding',
      'from-afar',
      { namespace: 'other' },
      {
        subjects: [account('runner', 'shop')],
        roleRef: role('ClusterRole', 'view'),
      },
    ),
    object(
      rbac,
      'RoleBinding',
      'same-name',
      { namespace: 'other' },
      {
        subjects: [account('runner', 'other')],
        roleRef: role('Role', 'reader'),
      },
    ),
    clusterObject(rbac, 'ClusterRoleBinding', 'namespace-group', {
      subjects: [group('system:serviceaccounts:shop')],
      roleRef: role('ClusterRole', 'admin'),
    }),
    clusterObject(rbac, 'ClusterRoleBinding', 'all-accounts', {
      subjects: [group('system:serviceaccounts')],
      roleRef: role('ClusterRole', 'view'),
    }),
    clusterObject(rbac, 'ClusterRoleBinding', 'as-user', {
      subjects: [{ kind: 'User', name: 'system:serviceaccount:shop:runner' }],
      roleRef: role('ClusterRole', 'edit'),
    }),
    clusterObject(rbac, 'ClusterRoleBinding', 'everybody', {
      subjects: [group('system:authenticated')],
      roleRef: role('ClusterRole', 'discovery'),
    }),
    clusterObject(rbac, 'ClusterRoleBinding', 'other-group', {
      subjects: [group('system:serviceaccounts:other')],
      roleRef: role('ClusterRole', 'admin'),
    }),
    clusterObject(rbac, 'ClusterRoleBinding', 'nobody', {
      roleRef: role('ClusterRole', 'admin'),
    }),
    object(rbac, 'Role', 'reader'),
    object(rbac, 'Role', 'reader', { namespace: 'other' }),
    ...['view', 'admin', 'edit', 'discovery', 'unused'].map(name =>
      clusterObject(rbac, 'ClusterRole', name),
    ),
  ];

  it.each<[Relation, ResourceName, string[]]>([
    [
      'binds',
      'rolebindings.rbac.authorization.k8s.io',
      ['other/from-afar', 'direct'],
    ],
    [
      'binds',
      'clusterrolebindings.rbac.authorization.k8s.io',
      ['all-accounts', 'as-user', 'namespace-group'],
    ],
    ['grants', 'roles.rbac.authorization.k8s.io', ['reader']],
    [
      'grants',
      'clusterroles.rbac.authorization.k8s.io',
      ['admin', 'edit', 'view'],
    ],
  ])('%s %s', (relation, resource, names) => {
    expect(
      relatedToWeb(bindings, relation, resource, {
        serviceAccountName: 'runner',
      }),
    ).toEqual(names);
  });

  it('takes the default service account where none is named', () => {
    const binding = object(
      rbac,
      'RoleBinding',
      'd',
      {},
      { subjects: [account('default', 'shop')] },
    );
    expect(
      relatedToWeb(
        [binding],
        'binds',
        'rolebindings.rbac.authorization.k8s.io',
      ),
    ).toEqual(['d']);
  });
});

describe('hosts', () => {
  it('gives the nodes on which the pods run', () => {
    const nodes = ['node-a', 'node-b', 'node-c'].map(name =>
      clusterObject('v1', 'Node', name),
    );
    expect(relatedToWeb(nodes, 'hosts', 'nodes')).toEqual(['node-a', 'node-b']);
  });
});
