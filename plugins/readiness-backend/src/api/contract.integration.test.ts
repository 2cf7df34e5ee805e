/**
 * The OpenAPI document, the router and the generated client say the same: every answer over the example
 * data is as its schema has it, and every method of the client gets one.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mockCredentials } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { ReadinessClient } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ReadinessApi } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ManifestCluster } from '@readiness-gates/manifest-cluster';
import Ajv from 'ajv';
import {
  CLUSTERS,
  exampleEntities,
  exampleScorecard,
  startExampleCluster,
} from '../__testUtils__/examples';
import { startInstallation } from '../__testUtils__/installation';
import type { Installation } from '../__testUtils__/installation';
import { askEverything, speakOfEverything } from '../__testUtils__/routes';
import type { Asked } from '../__testUtils__/routes';
import { spec } from '../schema/openapi.generated';
import { createTestStore, eachDatabase } from '../store/testing';

jest.setTimeout(180_000);

const databases = eachDatabase();
const GENERATE = join(__dirname, '../../../../scripts/generate-api.mjs');

const SPOKEN_OF = {
  entityRef: 'component:default/pbml-context',
  scorecard: 'release',
  attestation: 'release.runbook',
  approval: 'release.security',
  waiver: 'release.restore',
};

interface Operation {
  responses: Record<
    string,
    { content?: { 'application/json': { schema: object } } }
  >;
}
const operations = Object.entries(spec.paths).flatMap(([route, methods]) =>
  Object.entries(methods as Record<string, Operation>).map(
    ([method, operation]) => ({ route, method, operation }),
  ),
);

/** The document's schemas are JSON Schema but for the words of OpenAPI. */
function validatorOf(schema: object) {
  const ajv = new Ajv({
    strict: false,
    validateFormats: false,
    allErrors: true,
  });
  return ajv.compile({ ...schema, components: spec.components });
}

describe('the contract', () => {
  let clusters: Record<string, ManifestCluster>;
  let portal: Installation;
  let server: Server;
  let client: ReadinessApi;
  let answers: Asked[];

  beforeAll(async () => {
    const started = await Promise.all(
      CLUSTERS.map(
        async name => [name, await startExampleCluster(name)] as const,
      ),
    );
    clusters = Object.fromEntries(started);
    const { knex } = await createTestStore(databases, 'SQLITE_3');
    portal = await startInstallation({
      knex,
      clusters,
      entities: exampleEntities(),
      readiness: { definitions: { scorecards: [exampleScorecard('release')] } },
      groups: [
        'group:default/devmentor-ai',
        'group:default/security',
        'group:default/leads',
      ],
    });
    await portal.settle();
    // With something that changed, something that fails to be read, and a run that somebody asked for.
    await clusters['data-platform'].setFaults({
      forbidden: [{ resource: 'networkpolicies' }],
    } as never);
    await clusters.x0tta6bl4.setFaults({ down: true });
    await portal.engine.runNext();
    await portal.run(10, 10);
    answers = [
      ...(await askEverything(portal.app)),
      ...(await speakOfEverything(portal.app, SPOKEN_OF, portal.clock.now)),
    ];
    portal.clock.pass(1);
    await portal.settle();
    server = portal.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    client = new ReadinessClient({
      discoveryApi: { getBaseUrl: async () => `http://127.0.0.1:${port}` },
    });
  });
  afterAll(async () => {
    server?.closeAllConnections();
    server?.close();
    await portal?.stop();
    await Promise.all(
      Object.values(clusters ?? {}).map(cluster => cluster.close()),
    );
  });

  it.each(operations)(
    '$method $route answers as its schema says',
    ({ route, method, operation }) => {
      const own = answers.filter(
        asked => asked.route === route && asked.method === method,
      );
      expect(own.length).toBeGreaterThan(0);
      for (const { url, body, status } of own) {
        const documented = Object.keys(operation.responses);
        expect({
          url,
          error: documented.includes(`${status}`) ? undefined : body,
        }).toEqual({ url, error: undefined });
        const validate = validatorOf(
          operation.responses[status].content!['application/json'].schema,
        );
        const valid = validate(body);
        expect({
          url,
          errors: valid ? [] : validate.errors?.slice(0, 5),
        }).toEqual({ url, errors: [] });
      }
    },
  );

  it('covers results of every kind that the examples have', () => {
    const text = JSON.stringify(answers);
    for (const result of ['pass', 'fail', 'unknown', 'notApplicable'])
      expect(text).toContain(`"result":"${result}"`);
    for (const part of [
      '"standingIn"',
      '"failing"',
      '"findings"',
      '"notEvaluated":"',
    ])
      expect(text).toContain(part);
  });

  it('tells errors as its schema says', async () => {
    const validate = validatorOf(
      spec.components.responses.Error.content['application/json'].schema,
    );
    for (const url of [
      '/gates?limit=0',
      '/scorecards/no-such',
      '/entities/component/default/nobody',
    ]) {
      const { port } = server.address() as AddressInfo;
      const response = await fetch(`http://127.0.0.1:${port}${url}`);
      expect(response.ok).toBe(false);
      expect(validate(await response.json())).toBe(true);
    }
  });

  describe('the client', () => {
    const entity = {
      kind: 'component',
      namespace: 'default',
      name: 'qwen-llm',
    };
    const entityRef = 'component:default/qwen-llm';

    const METHODS: [
      keyof ReadinessApi,
      (api: ReadinessApi) => Promise<unknown>,
      object,
    ][] = [
      ['getScorecards', api => api.getScorecards(), { errors: [] }],
      [
        'getScorecard',
        api => api.getScorecard('service-baseline'),
        { id: 'service-baseline' },
      ],
      [
        'getScorecardEvidence',
        api => api.getScorecardEvidence('service-baseline'),
        {
          gaps: expect.arrayContaining([
            expect.objectContaining({
              check: 'network-policy-covers-pods',
              cluster: 'data-platform',
              resource: 'networkpolicies.networking.k8s.io',
              cause: 'forbidden',
            }),
          ]),
        },
      ],
      [
        'getChecks',
        async api => ({ some: (await api.getChecks()).length > 10 }),
        { some: true },
      ],
      [
        'getCheck',
        api => api.getCheck('pdb-covers-workload'),
        {
          id: 'pdb-covers-workload',
          uses: expect.arrayContaining([
            expect.objectContaining({
              scorecard: { id: 'service-baseline', title: 'Service baseline' },
            }),
          ]),
        },
      ],
      [
        'getCheckResults',
        api =>
          api.getCheckResults('pdb-covers-workload', {
            scorecard: ['service-baseline'],
            result: ['fail', 'unknown'],
            severity: ['blocking', 'recommended'],
            limit: 1,
          }),
        {
          items: [
            { scorecard: { id: 'service-baseline' }, item: expect.anything() },
          ],
          counts: { waived: 0 },
        },
      ],
      [
        'getItemImpact',
        api =>
          api.getItemImpact(
            'service-baseline',
            'baseline.availability.budget',
            { limit: 1 },
          ),
        {
          item: {
            id: 'baseline.availability.budget',
            enforcement: { mode: 'enforce' },
          },
          waived: 0,
        },
      ],
      [
        'getGates',
        async api => ({
          page: await api.getGates({
            scorecard: ['service-baseline'],
            verdict: ['blocked', 'ready'],
            limit: 2,
          }),
          blocked: await api.getGates({
            scorecard: ['service-baseline'],
            q: 'qwen-llm',
            blockers: 1,
          }),
        }),
        {
          page: { items: [{}, {}] },
          blocked: { items: [{ blocking: [{ message: expect.anything() }] }] },
        },
      ],
      [
        'getGatesSummary',
        api =>
          api.getGatesSummary({
            groupBy: 'kind',
            scorecard: ['service-baseline'],
          }),
        { groups: [{ group: 'Component' }] },
      ],
      [
        'getGatesFile',
        async api => ({
          csv: await api.getGatesFile({ scorecard: ['service-baseline'] }),
        }),
        {
          csv: expect.stringMatching(
            /^entity,title,kind,.*\ncomponent:default\//,
          ),
        },
      ],
      [
        'getGatesMatrix',
        api => api.getGatesMatrix({ q: 'qwen-llm', sort: 'blocking' }),
        {
          items: [{ entity: { entityRef }, gates: expect.arrayContaining([]) }],
          total: 1,
        },
      ],
      [
        'getTopItems',
        api => api.getTopItems({ verdict: ['blocked'], limit: 1 }),
        { items: [{ checks: [{ id: expect.any(String) }] }] },
      ],
      [
        'getGatesTrend',
        api => api.getGatesTrend({ days: 1, q: 'qwen-llm' }),
        {
          days: expect.arrayContaining([
            expect.objectContaining({ scorecard: 'service-baseline' }),
          ]),
        },
      ],
      ['getEntityGates', api => api.getEntityGates(entity), { entityRef }],
      [
        'getGateDetail',
        api => api.getGateDetail(entity, 'service-baseline'),
        { entityRef, redacted: false },
      ],
      [
        'getReadinessReport',
        api => api.getReadinessReport(entity, 'service-baseline'),
        { entityRef, redacted: false, achievements: [] },
      ],
      [
        'getReportFile',
        async api => ({
          markdown: await api.getReportFile(
            entity,
            'service-baseline',
            'markdown',
          ),
          csv: await api.getReportFile(entity, 'service-baseline', 'csv'),
        }),
        {
          markdown: expect.stringContaining('- [x] expects-workload'),
          csv: expect.stringMatching(/^entity,scorecard,section,item,text/),
        },
      ],
      [
        'getTimeline',
        async api => ({
          some: (
            await api.getTimeline(entity, 'service-baseline', { limit: 1 })
          ).length,
          ofAnItem: await api.getTimeline(entity, 'service-baseline', {
            item: 'no-such-item',
          }),
        }),
        { some: 1, ofAnItem: [] },
      ],
      [
        'evaluate',
        api => api.evaluate({ entityRef }),
        [{ shard: 'cluster:devmentor' }],
      ],
      [
        'getEvaluation',
        async api =>
          api.getEvaluation(
            (await api.evaluate({ cluster: 'devmentor' }))[0].id,
          ),
        { status: 'queued' },
      ],
      [
        'getEvaluations',
        api => api.getEvaluations(),
        {
          shards: expect.arrayContaining([
            expect.objectContaining({ id: 'catalog' }),
          ]),
        },
      ],
      [
        'getGrants',
        api => api.getGrants(),
        {
          missing: expect.arrayContaining([
            expect.objectContaining({
              cluster: 'data-platform',
              resource: 'networkpolicies.networking.k8s.io',
            }),
          ]),
        },
      ],
      [
        'getVerdict',
        api => api.getVerdict({ entityRef, scorecard: 'service-baseline' }),
        { verdict: 'blocked', exitCode: 1 },
      ],
    ];

    const { scorecard } = SPOKEN_OF;
    const pbml = { entityRef: SPOKEN_OF.entityRef };
    const gate = { ...pbml, scorecard };
    const as = (user: string) => ({
      token: mockCredentials.user.token(`user:default/${user}`),
    });
    const wanted = () => ({
      ...gate,
      item: SPOKEN_OF.waiver,
      reason: 'Until March.',
      until: new Date(
        portal.clock.now.getTime() + 7 * 86_400_000,
      ).toISOString(),
    });
    /** The newest of a list. */
    const newest = async (list: Promise<{ items: { id: string }[] }>) =>
      (await list).items[0].id;

    /** One after the other: what is said first is read and taken back later. */
    const WORDS: typeof METHODS = [
      [
        'createAttestation',
        api =>
          api.createAttestation(
            {
              ...gate,
              item: SPOKEN_OF.attestation,
              link: 'https://wiki.example/runbook',
            },
            as('ada'),
          ),
        { status: 'valid', by: 'user:default/ada' },
      ],
      [
        'getAttestations',
        api => api.getAttestations({ ...pbml, status: 'valid' }),
        { items: [{ item: SPOKEN_OF.attestation }] },
      ],
      [
        'getAttestation',
        async api =>
          api.getAttestation(await newest(api.getAttestations(pbml))),
        { status: 'valid' },
      ],
      [
        'revokeAttestation',
        async api =>
          api.revokeAttestation(
            await newest(api.getAttestations(pbml)),
            'A test & no more.',
            as('ada'),
          ),
        { status: 'revoked', events: [{ reason: 'A test & no more.' }] },
      ],
      [
        'createApproval',
        api =>
          api.createApproval(
            { ...gate, item: SPOKEN_OF.approval, decision: 'approve' },
            as('ivan'),
          ),
        { status: 'approved' },
      ],
      [
        'getApprovals',
        api => api.getApprovals({ ...pbml, limit: 1 }),
        { items: [{ by: 'user:default/ivan' }], nextCursor: expect.anything() },
      ],
      [
        'getApproval',
        async api => api.getApproval(await newest(api.getApprovals(pbml))),
        { snapshot: { items: expect.any(Array) } },
      ],
      [
        'revokeApproval',
        async api =>
          api.revokeApproval(
            await newest(api.getApprovals(pbml)),
            'A test.',
            as('ivan'),
          ),
        { status: 'revoked' },
      ],
      [
        'previewWaiver',
        api => api.previewWaiver(wanted(), as('ada')),
        { renewals: 0, entities: [pbml] },
      ],
      [
        'requestWaiver',
        api => api.requestWaiver(wanted(), as('ada')),
        { status: 'requested', entities: [pbml] },
      ],
      [
        'getQueue',
        api => api.getQueue({ limit: 1 }, as('grace')),
        { items: [{ kind: 'decide' }], counts: { decide: 1 } },
      ],
      [
        'getWaivers',
        api => api.getWaivers({ ...gate, status: 'requested' }),
        { items: [{ by: 'user:default/ada' }] },
      ],
      [
        'getWaiver',
        async api => api.getWaiver(await newest(api.getWaivers(pbml))),
        { status: 'requested' },
      ],
      [
        'decideWaiver',
        async api =>
          api.decideWaiver(
            await newest(api.getWaivers(pbml)),
            { decision: 'approve' },
            as('grace'),
          ),
        { status: 'approved' },
      ],
      [
        'revokeWaiver',
        async api =>
          api.revokeWaiver(
            await newest(api.getWaivers(pbml)),
            'A test.',
            as('ada'),
          ),
        { status: 'revoked' },
      ],
      [
        'getReports',
        api => api.getReports({ ...pbml, type: 'load-test' }),
        { items: [{ runId: '1', by: 'user:default/ada' }] },
      ],
    ];
    METHODS.push(...WORDS);

    it.each(METHODS)('%s', async (_, call, expected) => {
      expect(await call(client)).toMatchObject(expected);
    });

    it('has no other method', () => {
      const methods = Object.getOwnPropertyNames(
        ReadinessClient.prototype,
      ).filter(name => name !== 'constructor');
      expect(METHODS.map(([name]) => name).sort()).toEqual(methods.sort());
    });

    it.each([
      [
        'a 404',
        (api: ReadinessApi) => api.getScorecard('no-such'),
        404,
        'NotFoundError',
        'There is no scorecard no-such',
      ],
      [
        'a 400',
        (api: ReadinessApi) => api.getGates({ limit: 0 }),
        400,
        'InputError',
        'limit',
      ],
      [
        'a 400 of what is too much at once',
        (api: ReadinessApi) => api.getGates({ limit: 51, blockers: 1 }),
        400,
        'InputError',
        'at most 50 with blockers',
      ],
      [
        'a 400 of a body',
        (api: ReadinessApi) => api.evaluate({} as never),
        400,
        'InputError',
        'entityRef or cluster',
      ],
    ])(
      'throws a ResponseError for %s',
      async (_, call, statusCode, name, message) => {
        const error = await call(client).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(error).toBeInstanceOf(ResponseError);
        expect(error).toMatchObject({
          statusCode,
          body: { error: { name, message: expect.stringContaining(message) } },
        });
      },
    );
  });

  it('keeps what is generated in step with the document', async () => {
    const check = promisify(execFile)(process.execPath, [GENERATE, '--check']);
    await expect(check).resolves.toMatchObject({ stderr: '' });
  });
});
