/** What an evaluation tells of itself, over the real Kubernetes backend. */
import type { Entity } from '@backstage/catalog-model';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type {
  KubernetesObject,
  ManifestCluster,
} from '@readiness-gates/manifest-cluster';
import {
  READER_TOKEN,
  startInstallation,
  TEST_LIBRARY,
} from '../__testUtils__/installation';
import type { Installation } from '../__testUtils__/installation';
import { service } from '../clusters/__testUtils__/objects';
import { createTestStore, eachDatabase } from '../store/testing';
import { METRICS } from './metrics';
import { recordingMetrics, recordingTracing } from './testing';

jest.setTimeout(600_000);

const databases = eachDatabase();
const { metrics, values, collect, sums } = recordingMetrics();
const { tracing, spans } = recordingTracing();
const NAME = 'a-name-of-a-service';

const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: NAME,
    namespace: 'default',
    uid: 'uid',
    annotations: { 'backstage.io/kubernetes-id': NAME },
  },
  spec: { type: 'service', owner: 'group:default/shop' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
};

let east: ManifestCluster;
let portal: Installation;

beforeAll(async () => {
  east = await startManifestCluster({
    objects: service(NAME) as KubernetesObject[],
    tokens: { [READER_TOKEN]: { user: 'reader', groups: ['system:masters'] } },
    rbac: 'allow-all',
  });
  const { knex } = await createTestStore(databases, 'SQLITE_3');
  portal = await startInstallation({
    knex,
    clusters: { east, gone: { url: 'http://127.0.0.1:1' } },
    entities: [ENTITY],
    library: TEST_LIBRARY,
    metrics,
    tracing,
  });
  await portal.settle();
});

afterAll(async () => {
  await portal?.stop();
  await east?.close();
});

it('tells of each shard that was evaluated', () => {
  expect(Object.keys(sums(METRICS.duration.name)).sort()).toEqual([
    'catalog succeeded',
    'cluster east succeeded',
    'cluster gone succeeded',
  ]);
  expect(sums(METRICS.objects.name)['cluster east']).toBeGreaterThan(1);
});

it('tells what could not be read, and by which requests', () => {
  expect(Object.keys(sums(METRICS.errors.name))).toEqual([
    'cluster gone unreachable',
  ]);
  const requests = sums(METRICS.requests.name);
  expect(requests['east 200']).toBeGreaterThan(1);
  expect(Object.keys(requests).some(key => key.startsWith('gone'))).toBe(true);
});

it('tells results and verdicts', async () => {
  const results = sums(METRICS.results.name);
  expect(Object.keys(results)).not.toEqual([]);
  expect(
    Object.keys(results).every(key => key.startsWith('cluster east ')),
  ).toBe(true);
  const gates = await collect();
  expect(gates.map(({ value }) => value)).toContain(1);
});

it('traces observing, judging and storing below the evaluation', () => {
  const below = spans
    .filter(({ parent }) => parent === 'readiness.evaluation')
    .map(({ name }) => name);
  expect(new Set(below)).toEqual(
    new Set(
      ['observe', 'judge', 'store', 'gates'].map(
        step => `readiness.evaluation.${step}`,
      ),
    ),
  );
});

it('names no entity, namespace or object, and no token', async () => {
  const told = JSON.stringify([values, spans, await collect()]);
  for (const secret of [NAME, 'group:', READER_TOKEN, 'shop'])
    expect(told).not.toContain(secret);
});
