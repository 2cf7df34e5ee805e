/** Answers a page's requests from the plugin's fixtures: what people and tools say takes no real ones. */
import type { Page, Route } from 'playwright-core';
// The fixtures are no part of the package; they are what its own tests show.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  FakeReadinessApi,
  OWNED_SUMMARY,
  ownedGates,
  peopleGates,
  runningOverview,
} from '../../plugins/readiness/src/fixtures';
import { API } from './pages';

export type FakeApi = FakeReadinessApi;

type Answer = (
  api: FakeReadinessApi,
  request: { ids: string[]; query: URLSearchParams; body: any },
) => Promise<unknown>;

const entityOf = ([kind, namespace, name]: string[]) => ({
  kind,
  namespace,
  name,
});
const GATE = '/entities/([^/]+)/([^/]+)/([^/]+)';

/** Method and path, and what of the fixtures answers it. */
const ROUTES: [string, Answer][] = [
  ['GET /scorecards', api => api.getScorecards()],
  ['GET /scorecards/([^/]+)', (api, { ids }) => api.getScorecard(ids[0])],
  [
    'GET /scorecards/([^/]+)/evidence',
    (api, { ids }) => api.getScorecardEvidence(ids[0]),
  ],
  ['GET /checks', async api => ({ items: await api.getChecks() })],
  ['GET /checks/([^/]+)', (api, { ids }) => api.getCheck(ids[0])],
  [
    'GET /checks/([^/]+)/results',
    (api, { ids, query }) =>
      api.getCheckResults(ids[0], {
        result: query.has('result')
          ? (query.getAll('result') as 'fail'[])
          : undefined,
      }),
  ],
  ['GET /evaluations', api => api.getEvaluations()],
  ['GET /grants', api => api.getGrants()],
  ['GET /gates', api => api.getGates({})],
  [
    'GET /gates/summary',
    (api, { query }) =>
      api.getGatesSummary({ groupBy: query.get('groupBy') as 'ownerTree' }),
  ],
  ['GET /gates/matrix', api => api.getGatesMatrix({})],
  ['GET /gates/top-items', api => api.getTopItems({})],
  ['GET /gates/trend', api => api.getGatesTrend({})],
  [`GET ${GATE}`, (api, { ids }) => api.getEntityGates(entityOf(ids))],
  [
    `GET ${GATE}/scorecards/([^/]+)`,
    (api, { ids }) => api.getGateDetail(entityOf(ids), ids[3]),
  ],
  [
    `GET ${GATE}/scorecards/([^/]+)/timeline`,
    async (api, { ids, query }) => ({
      items: await api.getTimeline(entityOf(ids), ids[3], {
        limit: Number(query.get('limit') ?? 50),
        before: query.get('before') ?? undefined,
        item: query.get('item') ?? undefined,
      }),
    }),
  ],
  [
    `GET ${GATE}/scorecards/([^/]+)/report`,
    (api, { ids, query }) => {
      const format = query.get('format');
      return format === 'markdown' || format === 'csv'
        ? api.getReportFile(entityOf(ids), ids[3], format)
        : api.getReadinessReport(entityOf(ids), ids[3]);
    },
  ],
  [
    'GET /scorecards/([^/]+)/items/([^/]+)/impact',
    (api, { ids, query }) =>
      api.getItemImpact(ids[0], ids[1], {
        cursor: query.get('cursor') ?? undefined,
      }),
  ],
  ['POST /attestations', (api, { body }) => api.createAttestation(body)],
  [
    'DELETE /attestations/([^/]+)',
    (api, { ids, query }) =>
      api.revokeAttestation(ids[0], query.get('reason') ?? ''),
  ],
  ['POST /approvals', (api, { body }) => api.createApproval(body)],
  ['GET /approvals/([^/]+)', (api, { ids }) => api.getApproval(ids[0])],
  [
    'POST /waivers',
    (api, { body }) =>
      body.dryRun ? api.previewWaiver(body) : api.requestWaiver(body),
  ],
  [
    'POST /waivers/([^/]+)/decision',
    (api, { ids, body }) => api.decideWaiver(ids[0], body),
  ],
  [
    'GET /queue',
    (api, { query }) =>
      api.getQueue({ cursor: query.get('cursor') ?? undefined }),
  ],
];

/** Somebody owns something: for the widget of the home page. */
export function owning(api: FakeReadinessApi) {
  api.gates = ownedGates(Date.now());
  api.summary = OWNED_SUMMARY;
}

/** Somebody has asked for an evaluation: for the page of evaluations. */
export function running(api: FakeReadinessApi) {
  api.evaluations = [runningOverview(Date.now())];
}

/** Fakes the readiness API of a page, and tells which. */
export async function fakeReadiness(
  page: Page,
  change: (api: FakeReadinessApi) => void = () => undefined,
): Promise<FakeReadinessApi> {
  const api = new FakeReadinessApi();
  api.entity = peopleGates(Date.now());
  change(api);
  await page.route(API, route => answer(api, route));
  return api;
}

async function answer(api: FakeReadinessApi, route: Route) {
  const request = route.request();
  const { pathname, searchParams: query } = new URL(request.url());
  const asked = `${request.method()} ${pathname.split('/api/readiness')[1]}`;
  for (const [pattern, give] of ROUTES) {
    const found = new RegExp(`^${pattern}$`).exec(asked);
    if (found) {
      const ids = found.slice(1).map(decodeURIComponent);
      const body = request.postDataJSON();
      const given = await give(api, { ids, query, body });
      await route.fulfill(
        typeof given === 'string' ? { body: given } : { json: given as object },
      );
      return;
    }
  }
  throw new Error(`The fixtures have no answer to ${asked}`);
}
