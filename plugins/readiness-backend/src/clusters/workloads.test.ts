import {
  deployment,
  entity,
  object,
  pod,
  replicaSet,
  service,
  workloadsOf,
} from './__testUtils__/objects';
import { selectionOf } from './selection';
import { snapshotOf } from './testing';
import type { KubernetesObject } from './types';

const found = (objects: KubernetesObject[], name = 'web') =>
  workloadsOf(snapshotOf({ objects }), name).map(
    ({ kind, name: workload, pods }) =>
      `${kind} ${workload}: ${pods
        .map(({ metadata }) => metadata.name)
        .join(' ')}`,
  );

const own = { 'backstage.io/kubernetes-id': 'web' };

describe('topmost owners', () => {
  it('traces pods through their ReplicaSet to the Deployment', () => {
    expect(found(service('web'))).toEqual([
      'Deployment web: web-5d9-a web-5d9-b',
    ]);
  });

  it('finds the Deployment by a label that only its pods carry', () => {
    const top = deployment('web');
    const set = replicaSet('web-1', { owner: top });
    expect(
      found([top, set, pod('web-1-a', { owner: set, labels: own })]),
    ).toEqual(['Deployment web: web-1-a']);
  });

  it('traces a Job to its CronJob, with pods that have finished', () => {
    const cron = object('batch/v1', 'CronJob', 'web', { labels: own });
    const job = object('batch/v1', 'Job', 'web-1', { owner: cron });
    const done = pod('web-1-a', { owner: job }, {}, 'Succeeded');
    expect(found([cron, job, done])).toEqual(['CronJob web: web-1-a']);
  });

  it('keeps terminating pods', () => {
    const top = object('apps/v1', 'StatefulSet', 'web', { labels: own });
    const leaving = pod('web-0', {
      owner: top,
      deletionTimestamp: '2026-11-21T11:59:00Z',
    });
    expect(found([top, leaving])).toEqual(['StatefulSet web: web-0']);
  });

  it('traces to the Rollout that runs the pods of a Deployment by workloadRef', () => {
    const top = deployment('web', { labels: own }, { app: 'web' });
    const rollout = object(
      'argoproj.io/v1alpha1',
      'Rollout',
      'web-rollout',
      {},
      {
        spec: {
          workloadRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'web',
          },
        },
      },
    );
    const set = replicaSet('web-1', { owner: rollout });
    const snapshot = snapshotOf({
      objects: [top, rollout, set, pod('web-1-a', { owner: set })],
    });
    const [workload] = workloadsOf(snapshot, 'web');
    expect(workload).toMatchObject({ kind: 'Rollout', name: 'web-rollout' });
    expect(workload.pods).toHaveLength(1);
    expect(workload.template.metadata?.labels).toEqual({ app: 'web' });
  });

  it('stops below an owner of a kind that is no workload', () => {
    const operator = object('monitoring.coreos.com/v1', 'Prometheus', 'web');
    const set = object('apps/v1', 'StatefulSet', 'web', {
      owner: operator,
      labels: own,
    });
    expect(found([operator, set, pod('web-0', { owner: set })])).toEqual([
      'StatefulSet web: web-0',
    ]);
  });

  it('takes a bare pod, and a static pod of a node, as its own workload', () => {
    const bare = pod('web', { labels: own });
    const [workload] = workloadsOf(snapshotOf({ objects: [bare] }), 'web');
    expect(workload).toMatchObject({
      kind: 'Pod',
      resource: 'pods',
      templatePath: 'spec',
    });
    expect(workload.template.spec).toBe(bare.spec);
  });

  it('ignores owners that are no controllers, and owners of another namespace', () => {
    const top = deployment('web');
    const elsewhere = deployment('api', { namespace: 'other', uid: 'api' });
    const stray = pod('stray', { labels: own, owner: elsewhere });
    const related = pod('related', { labels: own, owner: top });
    related.metadata.ownerReferences![0].controller = false;
    expect(found([top, elsewhere, stray, related])).toEqual([
      'Pod related: related',
      'Pod stray: stray',
    ]);
  });

  it('survives owners that own each other', () => {
    const a = replicaSet('a', {});
    const b = replicaSet('b', { owner: a });
    const loop = replicaSet('a', { owner: b, labels: own });
    expect(found([loop, b])).toHaveLength(1);
  });
});

describe('which workloads an entity has', () => {
  it('takes the id from the annotation, else the name', () => {
    expect(selectionOf(entity('web')).selectorText).toBe(
      'backstage.io/kubernetes-id=web',
    );
    expect(
      selectionOf(entity('web', { 'backstage.io/kubernetes-id': 'x' }))
        .selectorText,
    ).toBe('backstage.io/kubernetes-id=x');
  });

  it('prefers a label selector that is not empty', () => {
    const selector = {
      'backstage.io/kubernetes-label-selector': 'app in (web, api),!legacy',
    };
    const id = { 'backstage.io/kubernetes-id': 'x' };
    expect(
      selectionOf(entity('web', { ...id, ...selector })).selectorText,
    ).toBe('app in (web, api),!legacy');
    const empty = { ...id, 'backstage.io/kubernetes-label-selector': '' };
    expect(selectionOf(entity('web', empty)).selectorText).toBe(
      'backstage.io/kubernetes-id=x',
    );
  });

  it('names one namespace and one cluster, commas and all, as Backstage does', () => {
    const selection = selectionOf(
      entity('web', {
        'backstage.io/kubernetes-namespace': 'shop',
        'backstage.io/kubernetes-cluster': 'a,b',
      }),
    );
    expect(selection).toMatchObject({ namespace: 'shop', clusters: ['a,b'] });
    expect(selectionOf(entity('web'))).not.toHaveProperty('clusters');
  });

  it('selects nothing by a selector that Kubernetes refuses, and says why', () => {
    const selection = selectionOf(
      entity('web', {
        'backstage.io/kubernetes-label-selector': 'app=web tier',
      }),
    );
    expect(selection.selector.error).toMatch('expected ",", found "tier"');
    expect(
      snapshotOf({ objects: service('web') }).workloadsOf(selection),
    ).toEqual([]);
  });

  it('asks the namespace alone, in a stable order', () => {
    const objects = [
      ...service('web', { namespace: 'b' }),
      ...service('web', { namespace: 'a' }),
    ];
    const namespaces = (annotations: Record<string, string>) =>
      snapshotOf({ objects })
        .workloadsOf(selectionOf(entity('web', annotations)))
        .map(({ namespace }) => namespace);
    expect(namespaces({})).toEqual(['a', 'b']);
    expect(namespaces({ 'backstage.io/kubernetes-namespace': 'b' })).toEqual([
      'b',
    ]);
  });

  it.each([
    ['app=web', ['web']],
    ['app!=web', ['api']],
    ['app', ['api', 'web']],
    ['app in (api, web)', ['api', 'web']],
    ['app notin (api)', ['web']],
    ['app in (web),app!=web', []],
  ])('selects by "%s"', (selector, names) => {
    const selection = selectionOf(
      entity('x', { 'backstage.io/kubernetes-label-selector': selector }),
    );
    const objects = [...service('web'), ...service('api')].map(each => ({
      ...each,
      metadata: {
        ...each.metadata,
        labels: { app: each.metadata.name.split('-')[0] },
      },
    }));
    const workloads = snapshotOf({ objects }).workloadsOf(selection);
    expect(workloads.map(({ name }) => name)).toEqual(names);
  });

  it('does not judge the new owner of a Deployment by what an old ReplicaSet still carries', () => {
    const top = deployment(
      'web',
      {},
      { app: 'web', 'backstage.io/kubernetes-id': 'new' },
    );
    const old = replicaSet(
      'web-1',
      { owner: top, labels: { 'backstage.io/kubernetes-id': 'old' } },
      0,
    );
    const current = replicaSet(
      'web-2',
      { owner: top, labels: { 'backstage.io/kubernetes-id': 'new' } },
      0,
    );
    expect(found([top, old, current], 'old')).toEqual([]);
    // Scaled to nothing, but what the Deployment runs: still found.
    expect(found([top, old, current], 'new')).toEqual(['Deployment web: ']);
  });

  it('is one Workload for everybody who asks', () => {
    const snapshot = snapshotOf({ objects: service('web') });
    expect(workloadsOf(snapshot, 'web')[0]).toBe(
      workloadsOf(snapshot, 'web')[0],
    );
  });
});

describe('environments', () => {
  const namespace = (labels: Record<string, string>) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels },
  });

  it.each([
    [
      'the namespace label',
      { environment: 'staging' },
      { environment: 'production' },
      'staging',
    ],
    [
      'the label of another key',
      { stage: 'qa' },
      { environmentLabel: 'stage' },
      'qa',
    ],
    ['the cluster', {}, { environment: 'production' }, 'production'],
    [
      'an empty label as none',
      { environment: '' },
      { environment: 'production' },
      'production',
    ],
    ['nothing at all', {}, {}, 'default'],
  ])('come from %s', (_, labels, options, environment) => {
    const snapshot = snapshotOf({
      objects: [namespace(labels), ...service('web')],
      ...options,
    });
    expect(snapshot.environmentOf('shop')).toBe(environment);
    expect(workloadsOf(snapshot, 'web')[0].environment).toBe(environment);
  });
});
