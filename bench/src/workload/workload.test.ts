import fs from 'node:fs';
import path from 'node:path';
import type { KubernetesObject } from '@readiness-gates/manifest-cluster';
import { parse } from 'yaml';
import { changesPerHour } from '../measures/retention';
import { misses } from '../measures/replicas';
import { QUESTIONS } from '../rival/facts';
import { catalogEntities } from './catalog';
import { hasFlaw } from './flaws';
import { OBJECTS_PER_SERVICE, PODS_PER_SERVICE } from './identity';
import { fieldsOf } from './managedFields';
import { clusterObjects, serviceObjects } from './objects';

type Loose = KubernetesObject & { spec: any; status: any; metadata: any };

const SERVICES = 100;
const objects = [...clusterObjects(SERVICES)] as Loose[];
const ofKind = (kind: string, among = objects) =>
  among.filter(object => object.kind === kind);

describe('the objects of a cluster', () => {
  it('are the same in every run', () => {
    expect(JSON.stringify([...clusterObjects(SERVICES)])).toBe(
      JSON.stringify(objects),
    );
  });

  it('are eleven a service, its ReplicaSet among them', () => {
    const kinds = serviceObjects(7, { nodes: 3 }).map(({ kind }) => kind);
    expect(kinds).toHaveLength(OBJECTS_PER_SERVICE);
    expect([...new Set(kinds)]).toEqual([
      'Deployment',
      'ReplicaSet',
      'Pod',
      'Service',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'NetworkPolicy',
      'ServiceAccount',
      'EndpointSlice',
    ]);
    expect(ofKind('Pod')).toHaveLength(SERVICES * PODS_PER_SERVICE);
  });

  it('are as large as those of a real cluster', () => {
    const own = serviceObjects(7, { nodes: 3 });
    const sizes = own.map(object => JSON.stringify(object).length);
    expect(Math.min(...sizes)).toBeGreaterThan(2_800);
    expect(Math.max(...sizes)).toBeLessThan(8_200);
  });

  it('are spread over namespaces and nodes', () => {
    const namespaces = new Set(
      ofKind('Deployment').map(({ metadata }) => metadata.namespace),
    );
    const nodes = new Set(ofKind('Pod').map(({ spec }) => spec.nodeName));
    expect(namespaces.size).toBe(5);
    expect([...nodes].sort()).toEqual(
      ofKind('Node')
        .map(({ metadata }) => metadata.name)
        .sort(),
    );
  });

  it('belong to each other as controllers make them', () => {
    const byUid = new Map(objects.map(it => [it.metadata.uid, it]));
    const owners = objects.flatMap(({ metadata }) =>
      (metadata.ownerReferences ?? []).map(
        ({ uid, kind, name }: { uid: string; kind: string; name: string }) => ({
          wanted: `${kind} ${name}`,
          found: `${byUid.get(uid)?.kind} ${byUid.get(uid)?.metadata.name}`,
        }),
      ),
    );
    expect(owners).toHaveLength(SERVICES * (PODS_PER_SERVICE + 2));
    expect(owners.filter(({ wanted, found }) => wanted !== found)).toEqual([]);
  });

  it('are selected by what selects them', () => {
    const [pod] = ofKind('Pod');
    const selects = (labels: Record<string, string>) =>
      Object.entries(labels).every(
        ([key, value]) => pod.metadata.labels[key] === value,
      );
    const [budget] = ofKind('PodDisruptionBudget');
    const [service] = ofKind('Service');
    expect(selects(budget.spec.selector.matchLabels)).toBe(true);
    expect(selects(service.spec.selector)).toBe(true);
  });

  it('fail here and there', () => {
    const strict = ofKind('PodDisruptionBudget').filter(
      ({ status }) => status.disruptionsAllowed === 0,
    );
    const wanted = Array.from({ length: SERVICES }, (_, index) =>
      hasFlaw(index, 'strictBudget'),
    ).filter(Boolean);
    expect(strict).toHaveLength(wanted.length);
    expect(strict.length).toBeGreaterThan(5);
    expect(strict.length).toBeLessThan(SERVICES / 5);
  });

  it('change with a roll-out, and keep their names', () => {
    const bare = serviceObjects(7, { nodes: 3, bare: true }) as Loose[];
    const before = serviceObjects(7, { nodes: 3 });
    expect(bare.map(({ metadata }) => metadata.name)).toEqual(
      before.map(({ metadata }) => metadata!.name),
    );
    expect(bare[0].spec.template.spec.containers[0].resources).toEqual({});
  });
});

describe('the catalog', () => {
  it('names the workloads of each service', () => {
    const [entity] = catalogEntities({ services: 1 });
    const [deployment] = ofKind('Deployment');
    expect(deployment.metadata.labels['backstage.io/kubernetes-id']).toBe(
      entity.metadata.annotations?.['backstage.io/kubernetes-id'],
    );
  });

  it('spreads services over clusters', () => {
    const named = catalogEntities({ services: 4, clusters: ['a', 'b'] }).map(
      ({ metadata }) =>
        metadata.annotations?.['backstage.io/kubernetes-cluster'],
    );
    expect(named).toEqual(['a', 'b', 'a', 'b']);
  });
});

describe('managed fields', () => {
  it('name fields, and elements by their names', () => {
    expect(
      fieldsOf({
        spec: {
          replicas: 2,
          containers: [{ name: 'a', image: 'b' }],
          args: ['x'],
        },
      }),
    ).toEqual({
      'f:spec': {
        'f:replicas': {},
        'f:containers': {
          'k:{"name":"a"}': { '.': {}, 'f:name': {}, 'f:image': {} },
        },
        'f:args': {},
      },
    });
  });
});

describe('what is compared', () => {
  it('asks tech-insights the questions of the scorecard', () => {
    const file = path.join(__dirname, '../../scorecards/workload-40.yaml');
    const { sections } = parse(fs.readFileSync(file, 'utf8'));
    const checks = sections[0].items.map(
      ({ check }: { check: string }) => check,
    );
    expect([...QUESTIONS].sort()).toEqual(checks.sort());
    expect(checks).toHaveLength(40);
  });

  it.each([
    [10_000, 56],
    [1_000, 6],
    [10, 1],
  ])('changes one item in a hundred of %d services a day', (services, each) => {
    expect(changesPerHour(services)).toBe(each);
  });

  it.each([
    [[0, 20, 40, 60], 0],
    [[0, 23, 46], 0],
    [[0, 5, 25], 1],
    [[0, 20, 61], 1],
    [[40, 0, 20], 0],
  ])('counts what was not once a period among %j', (seconds, wanted) => {
    const claims = seconds.map(at => ({ shard: 'a', at: at * 1_000 }));
    expect(misses(claims, 20_000)).toBe(wanted);
  });
});
