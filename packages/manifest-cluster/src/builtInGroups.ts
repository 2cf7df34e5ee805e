/**
 * What a Kubernetes 1.36 API server serves before anything is installed, as data.
 * Groups stand in the order in which the server lists them.
 */

import type { Subresource } from './resources';

export const STANDARD_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

interface Extras {
  singular?: string;
  cluster?: true;
  short?: string[];
  categories?: string[];
  verbs?: string[];
  sub?: (string | Subresource)[];
  storedAs?: string;
}

export type Row = [plural: string, kind: string, extras?: Extras];

export interface GroupVersion {
  group: string;
  version: string;
  rows: Row[];
}

export const READ_WRITE = ['get', 'patch', 'update'];
const PROXY = ['create', 'delete', 'get', 'patch', 'update'];
const ALL = ['all'];
const EXTENSION = ['api-extensions'];
const SCALE: Subresource = {
  name: 'scale',
  group: 'autoscaling',
  version: 'v1',
  kind: 'Scale',
  verbs: READ_WRITE,
};
const SCALED = [SCALE, 'status'];

/** A sub-resource with verbs of its own. */
function sub(name: string, verbs: string[], kind?: string): Subresource {
  return kind ? { name, verbs, kind } : { name, verbs };
}

const CORE_ROWS: Row[] = [
  ['bindings', 'Binding', { verbs: ['create'] }],
  [
    'componentstatuses',
    'ComponentStatus',
    { cluster: true, short: ['cs'], verbs: ['get', 'list'] },
  ],
  ['configmaps', 'ConfigMap', { short: ['cm'] }],
  ['endpoints', 'Endpoints', { singular: 'endpoints', short: ['ep'] }],
  ['events', 'Event', { short: ['ev'] }],
  ['limitranges', 'LimitRange', { short: ['limits'] }],
  [
    'namespaces',
    'Namespace',
    {
      cluster: true,
      short: ['ns'],
      verbs: STANDARD_VERBS.filter(verb => verb !== 'deletecollection'),
      sub: [sub('finalize', ['update']), 'status'],
    },
  ],
  [
    'nodes',
    'Node',
    {
      cluster: true,
      short: ['no'],
      sub: [sub('proxy', PROXY, 'NodeProxyOptions'), 'status'],
    },
  ],
  [
    'persistentvolumeclaims',
    'PersistentVolumeClaim',
    { short: ['pvc'], sub: ['status'] },
  ],
  [
    'persistentvolumes',
    'PersistentVolume',
    { cluster: true, short: ['pv'], sub: ['status'] },
  ],
  [
    'pods',
    'Pod',
    {
      short: ['po'],
      categories: ALL,
      sub: [
        sub('attach', ['create', 'get'], 'PodAttachOptions'),
        sub('binding', ['create'], 'Binding'),
        'ephemeralcontainers',
        {
          ...sub('eviction', ['create'], 'Eviction'),
          group: 'policy',
          version: 'v1',
        },
        sub('exec', ['create', 'get'], 'PodExecOptions'),
        sub('log', ['get']),
        sub('portforward', ['create', 'get'], 'PodPortForwardOptions'),
        sub('proxy', PROXY, 'PodProxyOptions'),
        'resize',
        'status',
      ],
    },
  ],
  ['podtemplates', 'PodTemplate'],
  [
    'replicationcontrollers',
    'ReplicationController',
    { short: ['rc'], categories: ALL, sub: SCALED },
  ],
  ['resourcequotas', 'ResourceQuota', { short: ['quota'], sub: ['status'] }],
  ['secrets', 'Secret'],
  [
    'serviceaccounts',
    'ServiceAccount',
    {
      short: ['sa'],
      sub: [
        {
          ...sub('token', ['create'], 'TokenRequest'),
          group: 'authentication.k8s.io',
          version: 'v1',
        },
      ],
    },
  ],
  [
    'services',
    'Service',
    {
      short: ['svc'],
      categories: ALL,
      sub: [sub('proxy', PROXY, 'ServiceProxyOptions'), 'status'],
    },
  ],
];

const HPA: [string, string] = [
  'horizontalpodautoscalers',
  'HorizontalPodAutoscaler',
];
const HPA_EXTRAS: Extras = {
  short: ['hpa'],
  categories: ALL,
  sub: ['status'],
  storedAs: 'autoscaling/v2/HorizontalPodAutoscaler',
};

export const GROUP_VERSIONS: GroupVersion[] = [
  { group: '', version: 'v1', rows: CORE_ROWS },
  {
    group: 'apiregistration.k8s.io',
    version: 'v1',
    rows: [
      [
        'apiservices',
        'APIService',
        { cluster: true, categories: EXTENSION, sub: ['status'] },
      ],
    ],
  },
  {
    group: 'apps',
    version: 'v1',
    rows: [
      ['controllerrevisions', 'ControllerRevision'],
      [
        'daemonsets',
        'DaemonSet',
        { short: ['ds'], categories: ALL, sub: ['status'] },
      ],
      [
        'deployments',
        'Deployment',
        { short: ['deploy'], categories: ALL, sub: SCALED },
      ],
      [
        'replicasets',
        'ReplicaSet',
        { short: ['rs'], categories: ALL, sub: SCALED },
      ],
      [
        'statefulsets',
        'StatefulSet',
        { short: ['sts'], categories: ALL, sub: SCALED },
      ],
    ],
  },
  {
    group: 'events.k8s.io',
    version: 'v1',
    rows: [['events', 'Event', { short: ['ev'], storedAs: '/v1/Event' }]],
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    rows: [
      [
        'selfsubjectreviews',
        'SelfSubjectReview',
        { cluster: true, verbs: ['create'] },
      ],
      ['tokenreviews', 'TokenReview', { cluster: true, verbs: ['create'] }],
    ],
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    rows: [
      [
        'localsubjectaccessreviews',
        'LocalSubjectAccessReview',
        { verbs: ['create'] },
      ],
      [
        'selfsubjectaccessreviews',
        'SelfSubjectAccessReview',
        { cluster: true, verbs: ['create'] },
      ],
      [
        'selfsubjectrulesreviews',
        'SelfSubjectRulesReview',
        { cluster: true, verbs: ['create'] },
      ],
      [
        'subjectaccessreviews',
        'SubjectAccessReview',
        { cluster: true, verbs: ['create'] },
      ],
    ],
  },
  { group: 'autoscaling', version: 'v2', rows: [[...HPA, HPA_EXTRAS]] },
  { group: 'autoscaling', version: 'v1', rows: [[...HPA, HPA_EXTRAS]] },
  {
    group: 'batch',
    version: 'v1',
    rows: [
      [
        'cronjobs',
        'CronJob',
        { short: ['cj'], categories: ALL, sub: ['status'] },
      ],
      ['jobs', 'Job', { categories: ALL, sub: ['status'] }],
    ],
  },
  {
    group: 'certificates.k8s.io',
    version: 'v1',
    rows: [
      [
        'certificatesigningrequests',
        'CertificateSigningRequest',
        { cluster: true, short: ['csr'], sub: ['approval', 'status'] },
      ],
    ],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    rows: [
      ['ingressclasses', 'IngressClass', { cluster: true }],
      ['ingresses', 'Ingress', { short: ['ing'], sub: ['status'] }],
      ['ipaddresses', 'IPAddress', { cluster: true, short: ['ip'] }],
      ['networkpolicies', 'NetworkPolicy', { short: ['netpol'] }],
      ['servicecidrs', 'ServiceCIDR', { cluster: true, sub: ['status'] }],
    ],
  },
  {
    group: 'policy',
    version: 'v1',
    rows: [
      [
        'poddisruptionbudgets',
        'PodDisruptionBudget',
        { short: ['pdb'], sub: ['status'] },
      ],
    ],
  },
  {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    rows: [
      ['clusterrolebindings', 'ClusterRoleBinding', { cluster: true }],
      ['clusterroles', 'ClusterRole', { cluster: true }],
      ['rolebindings', 'RoleBinding'],
      ['roles', 'Role'],
    ],
  },
  {
    group: 'storage.k8s.io',
    version: 'v1',
    rows: [
      ['csidrivers', 'CSIDriver', { cluster: true }],
      ['csinodes', 'CSINode', { cluster: true }],
      ['csistoragecapacities', 'CSIStorageCapacity'],
      ['storageclasses', 'StorageClass', { cluster: true, short: ['sc'] }],
      [
        'volumeattachments',
        'VolumeAttachment',
        { cluster: true, sub: ['status'] },
      ],
      [
        'volumeattributesclasses',
        'VolumeAttributesClass',
        { cluster: true, short: ['vac'] },
      ],
    ],
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    rows: [
      [
        'mutatingadmissionpolicies',
        'MutatingAdmissionPolicy',
        { cluster: true, categories: EXTENSION },
      ],
      [
        'mutatingadmissionpolicybindings',
        'MutatingAdmissionPolicyBinding',
        { cluster: true, categories: EXTENSION },
      ],
      [
        'mutatingwebhookconfigurations',
        'MutatingWebhookConfiguration',
        { cluster: true, categories: EXTENSION },
      ],
      [
        'validatingadmissionpolicies',
        'ValidatingAdmissionPolicy',
        { cluster: true, categories: EXTENSION, sub: ['status'] },
      ],
      [
        'validatingadmissionpolicybindings',
        'ValidatingAdmissionPolicyBinding',
        { cluster: true, categories: EXTENSION },
      ],
      [
        'validatingwebhookconfigurations',
        'ValidatingWebhookConfiguration',
        { cluster: true, categories: EXTENSION },
      ],
    ],
  },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    rows: [
      [
        'customresourcedefinitions',
        'CustomResourceDefinition',
        {
          cluster: true,
          short: ['crd', 'crds'],
          categories: EXTENSION,
          sub: ['status'],
        },
      ],
    ],
  },
  {
    group: 'scheduling.k8s.io',
    version: 'v1',
    rows: [
      ['priorityclasses', 'PriorityClass', { cluster: true, short: ['pc'] }],
    ],
  },
  { group: 'coordination.k8s.io', version: 'v1', rows: [['leases', 'Lease']] },
  {
    group: 'node.k8s.io',
    version: 'v1',
    rows: [['runtimeclasses', 'RuntimeClass', { cluster: true }]],
  },
  {
    group: 'discovery.k8s.io',
    version: 'v1',
    rows: [['endpointslices', 'EndpointSlice']],
  },
  {
    group: 'resource.k8s.io',
    version: 'v1',
    rows: [
      ['deviceclasses', 'DeviceClass', { cluster: true }],
      ['resourceclaims', 'ResourceClaim', { sub: ['status'] }],
      ['resourceclaimtemplates', 'ResourceClaimTemplate'],
      ['resourceslices', 'ResourceSlice', { cluster: true }],
    ],
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1',
    rows: [
      ['flowschemas', 'FlowSchema', { cluster: true, sub: ['status'] }],
      [
        'prioritylevelconfigurations',
        'PriorityLevelConfiguration',
        { cluster: true, sub: ['status'] },
      ],
    ],
  },
];
