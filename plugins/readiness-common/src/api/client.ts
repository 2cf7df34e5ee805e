/** The typed client of the readiness API, for frontends, other backends and scripts. */
import { ResponseError } from '@backstage/errors';
import createClient from 'openapi-fetch';
import type { paths } from './generated';
import type {
  ApprovalRequest,
  ApprovalView,
  AttestationRequest,
  AttestationView,
  CheckDetail,
  CheckOverview,
  CheckResultPage,
  CheckResultQuery,
  DecisionQuery,
  EntityGates,
  EvaluationOverview,
  EvaluationView,
  GateDetail,
  GateMatrix,
  GatePage,
  GateQuery,
  GateSummary,
  GateTrend,
  GrantsView,
  ItemImpact,
  MatrixQuery,
  QueueView,
  ReadinessReport,
  ReportQuery,
  ReportView,
  ScorecardEvidence,
  ScorecardList,
  SummaryQuery,
  TopItemQuery,
  TopItems,
  TimelineQuery,
  TransitionView,
  TrendQuery,
  VerdictAnswer,
  VerdictRequest,
  WaiverDecisionRequest,
  WaiverPreview,
  WaiverRequest,
  WaiverView,
} from './types';
import type { Scorecard } from '../model';

/** An entity by its parts; `namespace` is `default` where a ref leaves it out. */
export interface EntityPath {
  kind: string;
  namespace: string;
  name: string;
}

export interface RequestOptions {
  /** Sent as bearer token. A frontend's fetch adds its own. */
  token?: string;
  signal?: AbortSignal;
}

/** A page of a list; `nextCursor` names the page after it. */
export interface ListPage<T> {
  items: T[];
  nextCursor?: string;
}

/** Every method throws {@link ResponseError} for an answer that is not 2xx. */
export interface ReadinessApi {
  getScorecards(options?: RequestOptions): Promise<ScorecardList>;
  getScorecard(id: string, options?: RequestOptions): Promise<Scorecard>;
  /** Where the evidence of a scorecard comes from, and what of it cannot be read. */
  getScorecardEvidence(
    id: string,
    options?: RequestOptions,
  ): Promise<ScorecardEvidence>;
  getChecks(options?: RequestOptions): Promise<CheckOverview[]>;
  getCheck(id: string, options?: RequestOptions): Promise<CheckDetail>;
  /** Who does not pass a check. */
  getCheckResults(
    check: string,
    query?: CheckResultQuery,
    options?: RequestOptions,
  ): Promise<CheckResultPage>;
  /** Who would be blocked if an item were enforced today, for everybody. */
  getItemImpact(
    scorecard: string,
    item: string,
    query?: { limit?: number; cursor?: string },
    options?: RequestOptions,
  ): Promise<ItemImpact>;
  getGates(query: GateQuery, options?: RequestOptions): Promise<GatePage>;
  getGatesSummary(
    query: SummaryQuery,
    options?: RequestOptions,
  ): Promise<GateSummary>;
  /** Every gate that the filters match, as CSV. */
  getGatesFile(
    query: Omit<GateQuery, 'limit' | 'cursor' | 'format'>,
    options?: RequestOptions,
  ): Promise<string>;
  /** Entities, each with its gates. */
  getGatesMatrix(
    query: MatrixQuery,
    options?: RequestOptions,
  ): Promise<GateMatrix>;
  /** What is open in most gates. */
  getTopItems(query: TopItemQuery, options?: RequestOptions): Promise<TopItems>;
  /** How gates went, day by day; with `since` also what changed since then, and why. */
  getGatesTrend(
    query: TrendQuery,
    options?: RequestOptions,
  ): Promise<GateTrend>;
  getEntityGates(
    entity: EntityPath,
    options?: RequestOptions,
  ): Promise<EntityGates>;
  getGateDetail(
    entity: EntityPath,
    scorecard: string,
    options?: RequestOptions,
  ): Promise<GateDetail>;
  getTimeline(
    entity: EntityPath,
    scorecard: string,
    query?: TimelineQuery,
    options?: RequestOptions,
  ): Promise<TransitionView[]>;
  /** The living checklist; `since`: what counts as achieved, ISO 8601. */
  getReadinessReport(
    entity: EntityPath,
    scorecard: string,
    query?: { since?: string },
    options?: RequestOptions,
  ): Promise<ReadinessReport>;
  /** The same as a file to keep. */
  getReportFile(
    entity: EntityPath,
    scorecard: string,
    format: 'markdown' | 'csv',
    options?: RequestOptions,
  ): Promise<string>;
  /** Asks for an evaluation of the clusters where the entity lives, or of one cluster. */
  evaluate(
    target: { entityRef: string } | { cluster: string },
    options?: RequestOptions,
  ): Promise<EvaluationView[]>;
  getEvaluation(id: string, options?: RequestOptions): Promise<EvaluationView>;
  getEvaluations(options?: RequestOptions): Promise<EvaluationOverview>;
  getGrants(options?: RequestOptions): Promise<GrantsView>;
  getVerdict(
    request: VerdictRequest,
    options?: RequestOptions,
  ): Promise<VerdictAnswer>;

  getAttestations(
    query: DecisionQuery,
    options?: RequestOptions,
  ): Promise<ListPage<AttestationView>>;
  getAttestation(
    id: string,
    options?: RequestOptions,
  ): Promise<AttestationView>;
  createAttestation(
    request: AttestationRequest,
    options?: RequestOptions,
  ): Promise<AttestationView>;
  revokeAttestation(
    id: string,
    reason: string,
    options?: RequestOptions,
  ): Promise<AttestationView>;
  getApprovals(
    query: DecisionQuery,
    options?: RequestOptions,
  ): Promise<ListPage<ApprovalView>>;
  /** With the snapshot that was signed, which lists leave out. */
  getApproval(id: string, options?: RequestOptions): Promise<ApprovalView>;
  createApproval(
    request: ApprovalRequest,
    options?: RequestOptions,
  ): Promise<ApprovalView>;
  revokeApproval(
    id: string,
    reason: string,
    options?: RequestOptions,
  ): Promise<ApprovalView>;
  getWaivers(
    query: DecisionQuery,
    options?: RequestOptions,
  ): Promise<ListPage<WaiverView>>;
  getWaiver(id: string, options?: RequestOptions): Promise<WaiverView>;
  requestWaiver(
    request: WaiverRequest,
    options?: RequestOptions,
  ): Promise<WaiverView>;
  /** What the request would ask for and cover; nothing is stored. */
  previewWaiver(
    request: WaiverRequest,
    options?: RequestOptions,
  ): Promise<WaiverPreview>;
  decideWaiver(
    id: string,
    decision: WaiverDecisionRequest,
    options?: RequestOptions,
  ): Promise<WaiverView>;
  revokeWaiver(
    id: string,
    reason: string,
    options?: RequestOptions,
  ): Promise<WaiverView>;
  getReports(
    query: ReportQuery,
    options?: RequestOptions,
  ): Promise<ListPage<ReportView>>;
  /** What waits for the caller. */
  getQueue(
    query?: { limit?: number; cursor?: string },
    options?: RequestOptions,
  ): Promise<QueueView>;
}

type Discovery = { getBaseUrl(pluginId: string): Promise<string> };
type Fetch = { fetch: typeof fetch };

export class ReadinessClient implements ReadinessApi {
  readonly #discovery: Discovery;
  readonly #fetch: typeof fetch;

  constructor(options: { discoveryApi: Discovery; fetchApi?: Fetch }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi?.fetch ?? fetch;
  }

  async getScorecards(options?: RequestOptions) {
    return this.#call(options, (api, init) => api.GET('/scorecards', init));
  }

  async getScorecard(id: string, options?: RequestOptions) {
    const scorecard = await this.#call(options, (api, init) =>
      api.GET('/scorecards/{scorecard}', {
        ...init,
        params: { path: { scorecard: id } },
      }),
    );
    return scorecard as Scorecard;
  }

  async getScorecardEvidence(id: string, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/scorecards/{scorecard}/evidence', {
        ...init,
        params: { path: { scorecard: id } },
      }),
    );
  }

  async getChecks(options?: RequestOptions) {
    const { items } = await this.#call(options, (api, init) =>
      api.GET('/checks', init),
    );
    return items;
  }

  async getCheck(id: string, options?: RequestOptions) {
    const check = await this.#call(options, (api, init) =>
      api.GET('/checks/{check}', { ...init, params: { path: { check: id } } }),
    );
    return check as unknown as CheckDetail;
  }

  async getCheckResults(
    check: string,
    query: CheckResultQuery = {},
    options?: RequestOptions,
  ) {
    return this.#call(options, (api, init) =>
      api.GET('/checks/{check}/results', {
        ...init,
        params: { path: { check }, query },
      }),
    );
  }

  async getItemImpact(
    scorecard: string,
    item: string,
    query: { limit?: number; cursor?: string } = {},
    options?: RequestOptions,
  ) {
    return this.#call(options, (api, init) =>
      api.GET('/scorecards/{scorecard}/items/{item}/impact', {
        ...init,
        params: { path: { scorecard, item }, query },
      }),
    );
  }

  async getGates(query: GateQuery, options?: RequestOptions) {
    const page = await this.#call(options, (api, init) =>
      api.GET('/gates', { ...init, params: { query } }),
    );
    return page as GatePage;
  }

  async getGatesSummary(query: SummaryQuery, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/gates/summary', { ...init, params: { query } }),
    );
  }

  async getGatesFile(
    query: Omit<GateQuery, 'limit' | 'cursor' | 'format'>,
    options?: RequestOptions,
  ) {
    return this.#call(options, (api, init) =>
      api.GET('/gates', {
        ...init,
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }

  async getGatesMatrix(query: MatrixQuery, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/gates/matrix', { ...init, params: { query } }),
    );
  }

  async getTopItems(query: TopItemQuery, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/gates/top-items', { ...init, params: { query } }),
    );
  }

  async getGatesTrend(query: TrendQuery, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/gates/trend', { ...init, params: { query } }),
    );
  }

  async getEntityGates(entity: EntityPath, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/entities/{kind}/{namespace}/{name}', {
        ...init,
        params: { path: entity },
      }),
    );
  }

  async getGateDetail(
    entity: EntityPath,
    scorecard: string,
    options?: RequestOptions,
  ) {
    return this.#call(options, (api, init) =>
      api.GET('/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}', {
        ...init,
        params: { path: { ...entity, scorecard } },
      }),
    );
  }

  async getReadinessReport(
    entity: EntityPath,
    scorecard: string,
    query: { since?: string } = {},
    options?: RequestOptions,
  ) {
    const report = await this.#call(options, (api, init) =>
      api.GET(
        '/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}/report',
        { ...init, params: { path: { ...entity, scorecard }, query } },
      ),
    );
    return report as ReadinessReport;
  }

  async getReportFile(
    entity: EntityPath,
    scorecard: string,
    format: 'markdown' | 'csv',
    options?: RequestOptions,
  ) {
    return this.#call(options, (api, init) =>
      api.GET(
        '/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}/report',
        {
          ...init,
          params: { path: { ...entity, scorecard }, query: { format } },
          parseAs: 'text',
        },
      ),
    );
  }

  async getTimeline(
    entity: EntityPath,
    scorecard: string,
    query: TimelineQuery = {},
    options?: RequestOptions,
  ) {
    const { items } = await this.#call(options, (api, init) =>
      api.GET(
        '/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}/timeline',
        {
          ...init,
          params: { path: { ...entity, scorecard }, query },
        },
      ),
    );
    return items;
  }

  async evaluate(
    target: { entityRef: string } | { cluster: string },
    options?: RequestOptions,
  ) {
    const { items } = await this.#call(options, (api, init) =>
      api.POST('/evaluations', { ...init, body: target }),
    );
    return items;
  }

  async getEvaluation(id: string, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/evaluations/{evaluation}', {
        ...init,
        params: { path: { evaluation: id } },
      }),
    );
  }

  async getEvaluations(options?: RequestOptions) {
    return this.#call(options, (api, init) => api.GET('/evaluations', init));
  }

  async getGrants(options?: RequestOptions) {
    return this.#call(options, (api, init) => api.GET('/grants', init));
  }

  async getVerdict(request: VerdictRequest, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.POST('/verdicts', { ...init, body: request }),
    );
  }

  async getAttestations(query: DecisionQuery, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/attestations', { ...init, params: { query } }),
    );
  }

  async getAttestation(id: string, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/attestations/{decision}', {
        ...init,
        params: { path: { decision: id } },
      }),
    );
  }

  async createAttestation(
    request: AttestationRequest,
    options?: RequestOptions,
  ) {
    return this.#call(options, (api, init) =>
      api.POST('/attestations', { ...init, body: request }),
    );
  }

  async revokeAttestation(
    id: string,
    reason: string,
    options?: RequestOptions,
  ) {
    return this.#call(options, (api, init) =>
      api.DELETE('/attestations/{decision}', {
        ...init,
        params: { path: { decision: id }, query: { reason } },
      }),
    );
  }

  async getApprovals(query: DecisionQuery, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/approvals', { ...init, params: { query } }),
    );
  }

  async getApproval(id: string, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/approvals/{decision}', {
        ...init,
        params: { path: { decision: id } },
      }),
    );
  }

  async createApproval(request: ApprovalRequest, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.POST('/approvals', { ...init, body: request }),
    );
  }

  async revokeApproval(id: string, reason: string, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.DELETE('/approvals/{decision}', {
        ...init,
        params: { path: { decision: id }, query: { reason } },
      }),
    );
  }

  async getWaivers(query: DecisionQuery, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/waivers', { ...init, params: { query } }),
    );
  }

  async getWaiver(id: string, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/waivers/{decision}', {
        ...init,
        params: { path: { decision: id } },
      }),
    );
  }

  async requestWaiver(request: WaiverRequest, options?: RequestOptions) {
    const waiver = await this.#call(options, (api, init) =>
      api.POST('/waivers', { ...init, body: request }),
    );
    return waiver as WaiverView;
  }

  async previewWaiver(request: WaiverRequest, options?: RequestOptions) {
    const preview = await this.#call(options, (api, init) =>
      api.POST('/waivers', { ...init, body: { ...request, dryRun: true } }),
    );
    return preview as WaiverPreview;
  }

  async decideWaiver(
    id: string,
    decision: WaiverDecisionRequest,
    options?: RequestOptions,
  ) {
    return this.#call(options, (api, init) =>
      api.POST('/waivers/{decision}/decision', {
        ...init,
        params: { path: { decision: id } },
        body: decision,
      }),
    );
  }

  async revokeWaiver(id: string, reason: string, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.DELETE('/waivers/{decision}', {
        ...init,
        params: { path: { decision: id }, query: { reason } },
      }),
    );
  }

  async getReports(query: ReportQuery, options?: RequestOptions) {
    return this.#call(options, (api, init) =>
      api.GET('/reports', { ...init, params: { query } }),
    );
  }

  async getQueue(
    query: { limit?: number; cursor?: string } = {},
    options?: RequestOptions,
  ) {
    return this.#call(options, (api, init) =>
      api.GET('/queue', { ...init, params: { query } }),
    );
  }

  async #call<T>(
    options: RequestOptions | undefined,
    send: (
      api: ReturnType<typeof createClient<paths>>,
      init: { headers?: Record<string, string>; signal?: AbortSignal },
    ) => Promise<{ data?: T; response: Response }>,
  ): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl('readiness');
    // The body of an error is read twice, by the generated client and by ResponseError: keep a copy.
    let answer: Response | undefined;
    const api = createClient<paths>({
      baseUrl,
      fetch: async request => {
        const response = await this.#send(request);
        answer = response.ok ? response : response.clone();
        return response;
      },
    });
    const headers = options?.token
      ? { Authorization: `Bearer ${options.token}` }
      : undefined;
    const { data, response } = await send(api, {
      headers,
      signal: options?.signal,
    });
    if (!response.ok || data === undefined) {
      throw await ResponseError.fromResponse(answer ?? response);
    }
    return data;
  }

  /**
   * Takes the request apart: Backstage's fetch makes a request of whatever it is given, more than
   * once, and the body of a `Request` can be used only once.
   */
  async #send(request: Request): Promise<Response> {
    const { url, method, headers, signal } = request;
    const body = method === 'GET' ? undefined : await request.text();
    return this.#fetch(url, { method, headers, body, signal });
  }
}
