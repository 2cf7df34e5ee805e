/** Checks judged by a real Prometheus, through the service proxy of a cluster, with neighbours whose names start the same. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type {
  KubernetesObject,
  ManifestCluster,
} from '@readiness-gates/manifest-cluster';
import request from 'supertest';
import { READER_TOKEN, startInstallation } from './__testUtils__/installation';
import type { Installation } from './__testUtils__/installation';
import { prometheusIsThere, startPrometheus } from './__testUtils__/prometheus';
import type { RealPrometheus, Sample } from './__testUtils__/prometheus';
import { entity, service } from './clusters/__testUtils__/objects';
import { loadDefinitions } from './definitions';
import { prometheusReader } from './prometheus/client';
import { QueryTemplate } from './prometheus/template';
import { createTestStore, eachDatabase } from './store/testing';

jest.setTimeout(180_000);

const databases = eachDatabase();
const LIBRARY = join(__dirname, '..', 'checks');
const NOW = new Date('2026-11-21T12:00:00Z');
const minutesAgo = (minutes: number) =>
  new Date(NOW.getTime() - minutes * 60_000);

/** What a service serves in a minute on each of its pods. */
const TRAFFIC: Record<string, { good: number; bad: number; fast: boolean }> = {
  api: { good: 2000, bad: 1, fast: true },
  'api-gateway': { good: 50, bad: 50, fast: false },
  // Its name starts with that of a pod of api.
  'api-5d9-a': { good: 0, bad: 100, fast: false },
  idle: { good: 0, bad: 0, fast: true },
};
const SERVICES = Object.keys(TRAFFIC);
const HOSTILE = 'a"b\\c.d|e';

function podSamples(name: string, pod: string): Sample[] {
  const { good, bad, fast } = TRAFFIC[name];
  const labels = { namespace: 'shop', pod };
  const histogram = 'http_request_duration_seconds';
  return Array.from({ length: 66 }, (_, index) => 65 - index).flatMap(
    (ago): Sample[] => {
      const at = minutesAgo(ago);
      const passed = 65 - ago;
      const all = passed * (good + bad);
      const counter = (metric: string, more: object, value: number) => ({
        metric,
        labels: { ...labels, ...more },
        value,
        at,
      });
      return [
        counter('http_requests_total', { status: '200' }, passed * good),
        counter('http_requests_total', { status: '503' }, passed * bad),
        counter(`${histogram}_bucket`, { le: '0.1' }, fast ? all : 0),
        counter(`${histogram}_bucket`, { le: '0.5' }, all),
        counter(`${histogram}_bucket`, { le: '+Inf' }, all),
        counter(`${histogram}_count`, {}, all),
        counter('up', {}, pod === 'api-gateway-5d9-b' ? 0 : 1),
      ];
    },
  );
}

/** Counted by the mesh, once a day. */
function meshSamples(name: string, days: number, bad: number): Sample[] {
  return Array.from({ length: days + 1 }, (_, index) => days - index).flatMap(
    (ago): Sample[] =>
      (['200', '503'] as const).map(code => ({
        metric: 'istio_requests_total',
        labels: {
          reporter: 'destination',
          destination_workload_namespace: 'shop',
          destination_workload: name,
          response_code: code,
        },
        value: (days - ago) * (code === '200' ? 10_000 : bad),
        at: minutesAgo(ago * 24 * 60),
      })),
  );
}

/** One series after the other, each in the order of time. */
function bySeries(samples: readonly Sample[]): Sample[] {
  const series = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = JSON.stringify([sample.metric, sample.labels]);
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  return [...series.values()].flat();
}

const CHECKS = [
  'performance/error-rate-slo',
  'performance/latency-slo',
  'performance/availability-slo',
  'monitoring/workload-metrics-scraped',
];
const idOf = (check: string) => check.split('/')[1];
const BROKEN = `id: broken-query
title: Asks what Prometheus cannot answer
why: For tests.
fix: None.
responsible: owner
evidence:
  - prometheus:
      each: workload
      series: { load: { query: 'sum by (namespace, pod) (up' } }
      noData: { result: fail, rule: none }
      expression: 'true'
`.replace("'true'", `"true"`);
const SCORECARD = `id: slo
title: Objectives
description: For tests.
appliesTo: { kind: Component }
sections:
  - id: all
    title: All
    items:
${[...CHECKS.map(idOf), 'broken-query']
  .map(
    id =>
      `      - { id: ${id}, text: An item, check: ${id}, severity: blocking }`,
  )
  .join('\n')}
`;

interface SeenItem {
  id: string;
  result?: string;
  notEvaluated?: string;
  answers: { result: string }[];
}

(prometheusIsThere() ? describe : describe.skip)('a real Prometheus', () => {
  let folder: string;
  let prometheus: RealPrometheus;
  let east: ManifestCluster;
  let west: ManifestCluster;
  let portal: Installation;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'readiness-slo-'));
    for (const check of CHECKS)
      cpSync(
        join(LIBRARY, `${check}.yaml`),
        join(folder, 'checks', `${check}.yaml`),
      );
    writeFileSync(join(folder, 'checks/performance/broken-query.yaml'), BROKEN);
    mkdirSync(join(folder, 'scorecards'));
    writeFileSync(join(folder, 'scorecards/slo.yaml'), SCORECARD);
    prometheus = await startPrometheus(
      bySeries([
        ...SERVICES.flatMap(name =>
          ['a', 'b'].flatMap(pod => podSamples(name, `${name}-5d9-${pod}`)),
        ),
        ...meshSamples('api', 10, 1),
        ...meshSamples('api-gateway', 3, 0),
        { metric: 'hostile', labels: { name: HOSTILE }, value: 1, at: NOW },
        { metric: 'hostile', labels: { name: 'a' }, value: 2, at: NOW },
      ]),
    );
    const cluster = (names: string[]) =>
      startManifestCluster({
        objects: [
          {
            apiVersion: 'v1',
            kind: 'Namespace',
            metadata: { name: 'shop', labels: { environment: 'production' } },
          },
          ...names.flatMap(name => ready(service(name))),
        ] as KubernetesObject[],
        tokens: { [READER_TOKEN]: { user: 'reader' } },
        rbac: 'allow-all',
        record: true,
        upstreams: { 'monitoring/prometheus:9090': prometheus.url },
      });
    east = await cluster(SERVICES);
    west = await cluster(['batch']);
    const { knex } = await createTestStore(databases, 'SQLITE_3');
    portal = await startInstallation({
      knex,
      clusters: { east, west },
      start: NOW,
      library: {
        checksDir: join(folder, 'checks'),
        scorecardsDir: join(folder, 'scorecards'),
      },
      readiness: {
        grants: { extended: true },
        clusters: [
          {
            name: 'east',
            prometheus: { service: 'monitoring/prometheus:9090' },
          },
        ],
      },
      entities: [...SERVICES, 'batch'].map(name => ({
        ...entity(name, { 'backstage.io/kubernetes-id': name }),
        spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
      })),
    });
    await portal.settle();
  });
  afterAll(async () => {
    await portal?.stop();
    await east?.close();
    await west?.close();
    await prometheus?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const itemOf = async (name: string, id: string): Promise<SeenItem> => {
    const { body } = await request(portal.app).get(
      `/entities/component/default/${name}/scorecards/slo`,
    );
    const items = (body.sections as { items: SeenItem[] }[]).flatMap(
      s => s.items,
    );
    return items.find(item => item.id === id)!;
  };

  const EXPECTED: [string, string, string, RegExp][] = [
    ['api', 'error-rate-slo', 'pass', /./],
    ['api-gateway', 'error-rate-slo', 'fail', /"found":"50 %"/],
    ['api-5d9-a', 'error-rate-slo', 'fail', /"found":"100 %"/],
    [
      'idle',
      'error-rate-slo',
      'notApplicable',
      /it served requests that it counts/,
    ],
    ['api', 'latency-slo', 'pass', /./],
    ['api-gateway', 'latency-slo', 'fail', /"found":"480 ms"/],
    ['idle', 'latency-slo', 'notApplicable', /whose duration it measures/],
    ['api', 'availability-slo', 'pass', /./],
    [
      'api-gateway',
      'availability-slo',
      'unknown',
      /not counted for a week yet/,
    ],
    [
      'idle',
      'availability-slo',
      'notApplicable',
      /the mesh counted requests to it/,
    ],
    ['api', 'workload-metrics-scraped', 'pass', /./],
    [
      'api-gateway',
      'workload-metrics-scraped',
      'fail',
      /"name":"api-gateway-5d9-b"/,
    ],
    [
      'api',
      'broken-query',
      'unknown',
      /"cause":"query-failed".*Prometheus: bad_data: .*parse error/,
    ],
  ];

  it.each(EXPECTED)('%s: %s is %s', async (name, id, result, says) => {
    const item = await itemOf(name, id);
    expect(item.answers.map(answer => answer.result)).toEqual([result]);
    expect(JSON.stringify(item.answers[0])).toMatch(says);
  });

  it('says that an item is not evaluated where no Prometheus is configured', async () => {
    expect(await itemOf('batch', 'error-rate-slo')).toMatchObject({
      notEvaluated: 'no Prometheus is configured for the cluster west',
      answers: [],
    });
  });

  it('asks once for all services, and once more a namespace where the check wants that', () => {
    const asked = east.requests.filter(({ path }) =>
      path.includes('/proxy/api/v1/query'),
    );
    // errors, requests; requests, buckets of the one namespace; three of the mesh; targets; the broken one
    expect(asked).toHaveLength(2 + 2 + 3 + 1 + 1);
    expect(
      west.requests.filter(({ path }) => path.includes('/proxy/')),
    ).toEqual([]);
  });

  const reader = (url: string) =>
    prometheusReader(
      { at: { url, headers: {} }, timeoutMs: 5_000 },
      { name: 'east', access: { kind: 'bearer-token' } },
      {
        backend: {
          getRaw: async () => {
            throw new Error('not this way');
          },
        },
        extendedGrant: false,
      },
    );
  const ask = (text: string, range?: { windowMs: number; stepMs: number }) =>
    reader(prometheus.url).query(
      { text, agoMs: 0, ...(range && { range }) },
      NOW,
    );

  it('finds the very value, whatever stands in it', async () => {
    for (const operator of ['=', '=~']) {
      const query = QueryTemplate.parse(
        `hostile{name${operator}"\${params.name}"}`,
      );
      const text = query.render({
        cluster: 'east',
        params: { name: HOSTILE },
      })!;
      expect(await ask(text)).toMatchObject({
        ok: true,
        series: [{ value: 1 }],
      });
    }
  });

  it('reads a range', async () => {
    const answer = await ask('sum(up{pod=~"api-5d9-(a|b)"})', {
      windowMs: 600_000,
      stepMs: 300_000,
    });
    expect(answer).toMatchObject({
      ok: true,
      series: [{ value: 2, values: [2, 2, 2] }],
    });
  });

  it('every query of the library is one that Prometheus understands', async () => {
    const { checks } = await loadDefinitions({ checksDir: LIBRARY });
    const all = [...checks.values()].flatMap(({ definition, evidence }) =>
      evidence.flatMap(one =>
        one.kind === 'prometheus'
          ? [
              ...one.series.values(),
              ...(one.minHistory ? [one.minHistory.query] : []),
            ].map(({ template }) => ({ definition, template }))
          : [],
      ),
    );
    expect(all.length).toBeGreaterThan(8);
    for (const { definition, template } of all) {
      const params = Object.fromEntries(
        Object.entries(definition.params).map(([name, param]) => [
          name,
          param.default,
        ]),
      );
      const text = template.render({
        cluster: 'east',
        namespace: 'shop',
        workload: 'api',
        pods: ['api-5d9-a'],
        params,
      })!;
      expect({ check: definition.id, ...(await ask(text)) }).toMatchObject({
        check: definition.id,
        ok: true,
      });
    }
  });

  it('tells of what cannot be asked', async () => {
    expect(
      await reader('http://127.0.0.1:1').query({ text: 'up', agoMs: 0 }, NOW),
    ).toMatchObject({
      ok: false,
      failure: { cause: 'unreachable' },
    });
    expect(await ask(`up{a="${'x'.repeat(20_000)}"}`)).toMatchObject({
      refused: expect.stringContaining('characters long'),
    });
  });

  describe('and a server that is none', () => {
    let server: Server;
    let url: string;
    beforeAll(async () => {
      server = createServer((req, res) => {
        if (req.url!.startsWith('/moved')) {
          res
            .writeHead(302, {
              location: `${prometheus.url}/api/v1/query?query=up`,
            })
            .end();
          return;
        }
        res.on('error', () => undefined);
        const chunk = Buffer.alloc(1024 * 1024, 'x');
        const more = () => {
          while (!res.destroyed && res.write(chunk));
        };
        res.on('drain', more);
        more();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    it.each([
      ['does not follow a redirect', '/moved', /redirects are not followed/],
      ['stops reading what does not end', '/endless', /larger than 16 MiB/],
    ])('%s', async (_, path, message) => {
      expect(
        await reader(`${url}${path}`).query({ text: 'up', agoMs: 0 }, NOW),
      ).toEqual({
        ok: false,
        failure: {
          cause: 'query-failed',
          message: expect.stringMatching(message),
        },
      });
    });
  });
});

/** With the condition that kubelets write. */
function ready(objects: object[]): object[] {
  return objects.map(object =>
    (object as KubernetesObject).kind === 'Pod'
      ? {
          ...object,
          status: {
            phase: 'Running',
            conditions: [{ type: 'Ready', status: 'True' }],
          },
        }
      : object,
  );
}
