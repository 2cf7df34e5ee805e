import { join } from 'node:path';
import { selectionOf } from '../clusters/selection';
import { snapshotOf } from '../clusters/testing';
import type { KubernetesObject } from '../clusters/types';
import { loadDefinitions } from '../definitions';
import type { Definitions } from '../definitions/types';
import { stateKeyText } from '../store/state';
import { judgePlaces, placesOf } from './judge';
import type { FreshState } from './judge';
import { Remembering } from './memory';
import type { ClusterMemory } from './memory';

const CHECKS = [
  'replicas-minimum',
  'network-policy-covers-pods',
  'no-recent-restarts',
];
const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'web' },
  },
  spec: { type: 'service', owner: 'group:default/web' },
};
const LABELS = { app: 'web', 'backstage.io/kubernetes-id': 'web' };
const meta = (name: string, resourceVersion = '1') => ({
  name,
  namespace: 'shop',
  uid: `uid-${name}`,
  resourceVersion,
  labels: LABELS,
});
const template = {
  metadata: { labels: LABELS },
  spec: { containers: [{ name: 'web', image: 'web:1' }] },
};
const namespace = (environment: string, resourceVersion = '1') => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'shop',
    uid: 'uid-shop',
    resourceVersion,
    labels: { environment },
  },
});
const deployment = (replicas: number, resourceVersion = '1') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: meta('web', resourceVersion),
  spec: { replicas, selector: { matchLabels: { app: 'web' } }, template },
  status: { readyReplicas: replicas },
});
const pod = (restartedAt: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    ...meta('web-1'),
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: 'web-rs',
        uid: 'uid-web-rs',
        controller: true,
      },
    ],
  },
  spec: template.spec,
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'web',
        restartCount: 9,
        lastState: { terminated: { finishedAt: restartedAt, exitCode: 1 } },
      },
    ],
  },
});
const replicaSet = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    ...meta('web-rs'),
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
        uid: 'uid-web',
        controller: true,
      },
    ],
  },
  spec: { template },
};
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: meta('all'),
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
};

const RESTARTED = '2026-11-21T11:30:00Z';
const OBJECTS = [
  namespace('production'),
  deployment(2),
  replicaSet,
  pod(RESTARTED),
] as KubernetesObject[];

let definitions: Definitions;
beforeAll(async () => {
  definitions = await loadDefinitions({
    checksDir: join(__dirname, '../../checks'),
  });
});

interface Evaluation {
  objects?: KubernetesObject[];
  now?: string;
  entity?: object;
  unread?: string[];
  extendedGrant?: boolean;
  before?: ClusterMemory;
  /** In place of what the evaluation before stored. */
  stored?: Map<string, string>;
  /** The expression of this check had no time. */
  timedOut?: string;
}

/** One evaluation, and whether it found that all stands as it was. */
function evaluate({
  objects = OBJECTS,
  now = '2026-11-21T12:00:00Z',
  entity = ENTITY,
  unread,
  extendedGrant = false,
  before = new Map(),
  stored,
  timedOut,
}: Evaluation = {}) {
  const context = {
    snapshot: snapshotOf({ objects, unread, now: new Date(now) }),
    clusterFacts: { managed: false },
    extendedGrant,
    now: new Date(now),
  };
  const questions = CHECKS.map(id => {
    const check = definitions.checks.get(id)!;
    const params = Object.fromEntries(
      Object.entries(check.definition.params).map(([name, param]) => [
        name,
        param.default,
      ]),
    );
    return { key: id, check, params };
  });
  const scorecard = {
    definition: { id: 's' },
    items: questions.map(question => ({
      definition: { id: question.key, enforcement: { mode: 'enforce' } },
      questions: [question],
      overrides: [],
    })),
  };
  const judged = {
    entityRef: 'component:default/web',
    entity: entity as Record<string, unknown>,
    scorecards: [scorecard as never],
    selection: '',
    whole: false,
  };
  const workloads = context.snapshot.workloadsOf(selectionOf(entity as never));
  const places = placesOf(judged, workloads, context);
  const known = [...before.values()].flatMap(({ states }) => states);
  const remembering = new Remembering(
    context,
    before,
    stored ?? new Map(known.map(state => [stateKeyText(state), state.digest])),
  );
  const standing = remembering.standing(judged.entityRef, places);
  if (!standing) {
    const judging = judgePlaces(judged, places);
    let step = judging.next();
    while (!step.done) step = judging.next();
    const late = (state: FreshState): FreshState => ({
      ...state,
      judged: new Map(state.judged).set(timedOut!, {
        r: 'unknown',
        cause: 'timeout',
        message: 'took too long',
      }),
    });
    const states = timedOut ? step.value.map(late) : step.value;
    remembering.remember(judged.entityRef, places, states, {});
  }
  return { stands: standing !== undefined, memory: remembering.memory };
}

describe('an entity that was judged before', () => {
  it('stands where nothing has changed, again and again', () => {
    let before = evaluate().memory;
    for (let round = 0; round < 2; round += 1) {
      const again = evaluate({ before });
      expect(again.stands).toBe(true);
      before = again.memory;
    }
  });

  it.each<[string, Evaluation]>([
    [
      'a workload changed',
      {
        objects: [
          ...OBJECTS.filter(o => o.kind !== 'Deployment'),
          deployment(1, '2') as KubernetesObject,
        ],
      },
    ],
    ['a pod went', { objects: OBJECTS.filter(({ kind }) => kind !== 'Pod') }],
    ['a policy came', { objects: [...OBJECTS, policy as KubernetesObject] }],
    [
      'its namespace is of another environment now',
      {
        objects: [
          ...OBJECTS.filter(({ kind }) => kind !== 'Namespace'),
          namespace('staging', '2') as KubernetesObject,
        ],
      },
    ],
    ['the entity says something else', { entity: { ...ENTITY, spec: {} } }],
    [
      'something could not be read',
      { unread: ['networkpolicies.networking.k8s.io'] },
    ],
    ['more was granted', { extendedGrant: true }],
    ['another state is stored', { stored: new Map() }],
    // The last restart is longer ago than the check looks back.
    ['time has passed', { now: '2026-11-29T12:00:00Z' }],
  ])('is judged again where %s', (_, change) => {
    const { memory: before } = evaluate();
    expect(evaluate({ ...change, before }).stands).toBe(false);
  });

  it('is judged again until everything was read', () => {
    const unread = ['networkpolicies.networking.k8s.io'];
    const { memory: before } = evaluate({ unread });
    expect(before.size).toBe(0);
  });

  it('is judged again until every expression had its time', () => {
    const { memory: before } = evaluate({ timedOut: 'replicas-minimum' });
    expect(before.size).toBe(0);
  });

  it('stands where time passes without a difference', () => {
    const { memory: before } = evaluate();
    expect(evaluate({ before, now: '2026-11-21T12:10:00Z' }).stands).toBe(true);
  });

  it('is known by what is in it where its version says nothing', () => {
    const bare = (replicas: number) =>
      OBJECTS.map(object => {
        const from =
          object.kind === 'Deployment' ? deployment(replicas) : object;
        const { resourceVersion: _, ...metadata } = from.metadata as Record<
          string,
          unknown
        >;
        return { ...from, metadata } as KubernetesObject;
      });
    const { memory: before } = evaluate({ objects: bare(2) });
    expect(evaluate({ objects: bare(2), before }).stands).toBe(true);
    expect(evaluate({ objects: bare(1), before }).stands).toBe(false);
  });
});
