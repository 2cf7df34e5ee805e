/** Routes on the OpenAPI document: who may ask, what is read, how it is shown. */
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  EvaluationView,
  GateQuery,
  SummaryQuery,
  VerdictRequest,
} from '@readiness-gates/backstage-plugin-readiness-common';
import express from 'express';
import type { Request, Response, Router } from 'express';
import type { Definitions } from '../definitions/types';
import { gatedEnvironmentsOf } from '../evaluation/answers';
import type { GateContext } from '../evaluation/answers';
import { spec } from '../schema/openapi.generated';
import { clusterShard } from '../store';
import type {
  EvaluationRow,
  GateFilter,
  ReadinessStore,
  RunSummary,
} from '../store/types';
import type { Callers } from './callers';
import { demandScorecard, entityRefOf, GateReader, withMaxAge } from './gates';
import { scorecardDefinition } from './definitions';
import { noGate, verdictAnswer } from './verdicts';
import {
  clusterFreshness,
  entitySummary,
  gateDetail,
  gateOverview,
  scorecardOverview,
} from './views';
import type { Audience } from './views';

export interface RouterOptions {
  store: ReadinessStore;
  definitions: Definitions;
  callers: Callers;
  auditor: AuditorService;
  clock: () => Date;
  gateContext: () => Promise<GateContext>;
  /** Resources that checks read, for what is shown as failing. */
  resources: ReadonlySet<string>;
  rbac: (grant: 'default' | 'extended') => string;
  /** An evaluation was asked for: look at once. */
  wake: () => void;
}

const EVALUATIONS_SHOWN = 50;
const MAX_BODY = '100kb';

export function createRouter(options: RouterOptions): Router {
  const router = createValidatedOpenApiRouter(spec as never, {
    middleware: [express.json({ limit: MAX_BODY })],
  }) as unknown as Router;
  const reader = new GateReader(options);
  addDefinitionRoutes(router, options);
  addGateRoutes(router, options, reader);
  addEvaluationRoutes(router, options, reader);
  addVerdictRoute(router, options, reader);
  return router;
}

async function audienceOf(
  { callers }: RouterOptions,
  credentials: BackstageCredentials,
  owner?: string,
): Promise<Audience> {
  const [findings, shadow] = await Promise.all([
    callers.mayReadFindings(credentials),
    callers.isOwnedBy(credentials, owner),
  ]);
  return { findings, shadow };
}

function addDefinitionRoutes(router: Router, options: RouterOptions): void {
  const { definitions, callers } = options;
  router.get('/scorecards', async (req, res) => {
    await callers.reader(req);
    res.json({
      items: [...definitions.scorecards.values()].map(scorecardOverview),
      errors: definitions.errors,
    });
  });
  router.get('/scorecards/:scorecard', async (req, res) => {
    const credentials = await callers.reader(req);
    const scorecard = demandScorecard(definitions, req.params.scorecard);
    const shadow = await callers.isOwnedBy(
      credentials,
      scorecard.definition.owner,
    );
    res.json(scorecardDefinition(scorecard, shadow));
  });
  router.get('/checks', async (req, res) => {
    await callers.reader(req);
    res.json({
      items: [...definitions.checks.values()].map(
        ({ definition }) => definition,
      ),
    });
  });
  router.get('/checks/:check', async (req, res) => {
    await callers.reader(req);
    const check = definitions.checks.get(req.params.check);
    if (!check)
      throw new NotFoundError(`There is no check ${req.params.check}`);
    res.json(check.definition);
  });
}

function addGateRoutes(
  router: Router,
  options: RouterOptions,
  reader: GateReader,
): void {
  const { store, definitions, callers, clock, resources } = options;
  const titleOf = (id: string) =>
    definitions.scorecards.get(id)?.definition.title ?? id;

  router.get('/gates', async (req, res) => {
    const credentials = await callers.reader(req);
    const {
      sort = 'name',
      order = 'asc',
      limit = 50,
      cursor,
      ...filter
    } = req.query as unknown as GateQuery;
    const page = await store.listGates(
      {
        ...(filter as GateFilter),
        allowedRefs: await callers.visibleRefs(credentials),
      },
      { sort, order, limit, cursor },
    );
    res.json({
      ...page,
      items: page.items.map(({ gate, entity }) => ({
        entity: entitySummary(entity),
        scorecard: { id: gate.scorecard, title: titleOf(gate.scorecard) },
        environment: gate.environment,
        state: gate.state,
        changedAt: gate.changedAt.toISOString(),
      })),
    });
  });

  router.get('/gates/summary', async (req, res) => {
    const credentials = await callers.reader(req);
    const { groupBy = 'scorecard', ...filter } =
      req.query as unknown as SummaryQuery;
    const groups = await store.summarizeGates(
      {
        ...(filter as GateFilter),
        allowedRefs: await callers.visibleRefs(credentials),
      },
      groupBy,
    );
    res.json({ groups });
  });

  router.get('/entities/:kind/:namespace/:name', async (req, res) => {
    const { credentials, entityRef } = await demandEntity(options, req);
    const reading = await reader.read(entityRef);
    if (!reading) {
      res.json({ entityRef, gates: [], clusters: [] });
      return;
    }
    const rows = await store.gates([entityRef]);
    const gates = await Promise.all(
      reader.gates(reading).map(async gate => {
        const { id, owner } = gate.scorecard.definition;
        const row = rows.find(r => r.scorecard === id && r.environment === '');
        return gateOverview(
          gate,
          await audienceOf(options, credentials, owner),
          clock(),
          row?.changedAt,
        );
      }),
    );
    const { observations, clusters } = reading.context;
    const freshness = clusterFreshness(
      reader.clustersOf(reading),
      observations,
      clusters,
      resources,
    );
    res.json({ entityRef, gates, clusters: freshness });
  });

  router.get(
    '/entities/:kind/:namespace/:name/scorecards/:scorecard',
    async (req, res) => {
      const { credentials, entityRef } = await demandEntity(options, req);
      const scorecard = demandScorecard(definitions, req.params.scorecard);
      const reading = await reader.read(entityRef);
      const gate = reading && reader.gate(reading, req.params.scorecard);
      if (!gate)
        throw new NotFoundError(
          `The scorecard ${req.params.scorecard} does not judge ${entityRef}`,
        );
      const { observations, clusters } = reading.context;
      const freshness = clusterFreshness(
        reader.clustersOf(reading),
        observations,
        clusters,
        resources,
      );
      const audience = await audienceOf(
        options,
        credentials,
        scorecard.definition.owner,
      );
      res.json(
        gateDetail(entityRef, gate, freshness, audience, reading.context.now),
      );
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/scorecards/:scorecard/timeline',
    async (req, res) => {
      const { credentials, entityRef } = await demandEntity(options, req);
      const { limit = 50, before } = req.query as unknown as {
        limit?: number;
        before?: string;
      };
      const reading = await reader.read(entityRef);
      const transitions = await store.transitions({
        entityRef,
        scorecard: req.params.scorecard,
        clusters: reading ? reader.clustersOf(reading) : [],
        limit,
        ...(before && { before: new Date(before) }),
      });
      const showFindings = await callers.mayReadFindings(credentials);
      res.json({
        items: transitions.map(
          ({
            id: _id,
            entityRef: _ref,
            scorecard: _scorecard,
            at,
            endedAt,
            evidence,
            ...rest
          }) => ({
            ...rest,
            at: at.toISOString(),
            ...(endedAt && { endedAt: endedAt.toISOString() }),
            evidence: showFindings ? evidence : {},
          }),
        ),
      });
    },
  );
}

async function demandEntity(
  { callers }: RouterOptions,
  request: Request,
): Promise<{ credentials: BackstageCredentials; entityRef: string }> {
  const credentials = await callers.reader(request);
  const entityRef = entityRefOf(
    request.params as { kind: string; namespace: string; name: string },
  );
  await callers.demandEntity(credentials, entityRef);
  return { credentials, entityRef };
}

function addEvaluationRoutes(
  router: Router,
  options: RouterOptions,
  reader: GateReader,
): void {
  const { store, callers, clock, rbac } = options;

  router.get('/evaluations', async (req, res) => {
    const credentials = await callers.reader(req);
    await callers.demandClusters(credentials);
    const [shards, evaluations] = await Promise.all([
      store.shards(),
      store.evaluations(EVALUATIONS_SHOWN),
    ]);
    const now = clock();
    res.json({
      shards: shards
        .filter(({ retiredAt }) => !retiredAt)
        .map(({ id, nextAt, leaseUntil, lastRun }) => ({
          id,
          nextAt: nextAt.toISOString(),
          running: leaseUntil !== undefined && leaseUntil > now,
          ...(lastRun && { lastRun }),
        })),
      evaluations: evaluations.map(row => evaluationView(row, true)),
    });
  });

  router.post('/evaluations', async (req, res) =>
    createEvaluation(req, res, options, reader),
  );

  router.get('/evaluations/:evaluation', async (req, res) => {
    const credentials = await callers.reader(req);
    const row = await store.evaluation(req.params.evaluation);
    if (!row)
      throw new NotFoundError(
        `There is no evaluation ${req.params.evaluation}`,
      );
    res.json(evaluationView(row, await callers.mayReadClusters(credentials)));
  });

  router.get('/grants', async (req, res) => {
    const credentials = await callers.reader(req);
    await callers.demandClusters(credentials);
    const observations = await store.observations();
    res.json({
      manifests: { default: rbac('default'), extended: rbac('extended') },
      missing: observations
        .filter(({ complete, cause }) => !complete && cause === 'forbidden')
        .map(({ cluster, resource, namespace, message = '' }) => ({
          cluster,
          resource,
          namespace,
          message,
        })),
    });
  });
}

async function createEvaluation(
  req: Request,
  res: Response,
  options: RouterOptions,
  reader: GateReader,
): Promise<void> {
  const { callers, auditor, store, clock, wake } = options;
  const credentials = await callers.evaluator(req);
  const { entityRef, cluster } = req.body as {
    entityRef?: string;
    cluster?: string;
  };
  const event = await auditor.createEvent({
    eventId: 'evaluation-run',
    request: req,
    severityLevel: 'low',
    meta: { entityRef, cluster },
  });
  try {
    const shards = await shardsAskedFor(
      { entityRef, cluster },
      credentials,
      options,
      reader,
    );
    const by = subjectOf(credentials);
    const rows: EvaluationRow[] = [];
    for (const shard of shards)
      rows.push(await store.requestEvaluation(shard, by, clock()));
    wake();
    await event.success({ meta: { evaluations: rows.map(({ id }) => id) } });
    res
      .status(202)
      .json({ items: rows.map(row => evaluationView(row, false)) });
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}

/** An entity's clusters, or all of them while nobody knows where it lives. */
async function shardsAskedFor(
  { entityRef, cluster }: { entityRef?: string; cluster?: string },
  credentials: BackstageCredentials,
  { callers, gateContext }: RouterOptions,
  reader: GateReader,
): Promise<string[]> {
  if ((entityRef === undefined) === (cluster === undefined)) {
    throw new InputError('Give entityRef or cluster, one of them');
  }
  const known = new Set((await gateContext()).clusters.map(({ name }) => name));
  if (cluster !== undefined) {
    await callers.demandClusters(credentials);
    if (!known.has(cluster))
      throw new NotFoundError(`The cluster ${cluster} is not configured`);
    return [clusterShard(cluster)];
  }
  const ref = parseRef(entityRef!);
  await callers.demandEntity(credentials, ref);
  const reading = await reader.read(ref);
  if (!reading) throw new NotFoundError(`No scorecard judges ${ref}`);
  const own = reader.clustersOf(reading).filter(name => known.has(name));
  return (own.length > 0 ? own : [...known]).map(clusterShard);
}

function parseRef(text: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch (error) {
    throw new InputError(
      `entityRef: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function subjectOf({ principal }: BackstageCredentials): string {
  const { userEntityRef, subject } = principal as {
    userEntityRef?: string;
    subject?: string;
  };
  return userEntityRef ?? subject ?? 'unknown';
}

function evaluationView(
  row: EvaluationRow,
  withErrors: boolean,
): EvaluationView {
  const {
    id,
    shard,
    status,
    requestedAt,
    startedAt,
    finishedAt,
    step,
    done,
    total,
    run,
  } = row;
  return {
    id,
    shard,
    status,
    requestedAt: requestedAt.toISOString(),
    ...(startedAt && { startedAt: startedAt.toISOString() }),
    ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
    ...(step && { step, done, total }),
    ...(run && { run: withErrors ? run : withoutErrors(run) }),
  };
}

function withoutErrors(run: RunSummary): RunSummary {
  return { ...run, errors: [] };
}

function addVerdictRoute(
  router: Router,
  options: RouterOptions,
  reader: GateReader,
): void {
  const { callers, definitions } = options;
  router.post('/verdicts', async (req, res) => {
    const credentials = await callers.reader(req);
    const request = req.body as VerdictRequest;
    const entityRef = parseRef(request.entityRef);
    await callers.demandEntity(credentials, entityRef);
    const asked = {
      entityRef,
      scorecard: request.scorecard,
      environment: request.environment ?? '',
    };
    const scorecard = definitions.scorecards.get(request.scorecard);
    const reading = scorecard && (await reader.read(entityRef));
    if (!reading) {
      res.json(
        noGate(
          asked,
          scorecard
            ? `No scorecard judges ${entityRef}`
            : `There is no scorecard ${request.scorecard}`,
        ),
      );
      return;
    }
    const context = withMaxAge(reading.context, request.maxAge);
    const gate = reader.gate({ ...reading, context }, request.scorecard);
    if (!gate) {
      res.json(
        noGate(
          asked,
          `The scorecard ${request.scorecard} does not judge ${entityRef}`,
        ),
      );
      return;
    }
    const audience = await audienceOf(
      options,
      credentials,
      scorecard.definition.owner,
    );
    res.json(
      verdictAnswer(
        { ...request, entityRef },
        gate,
        gatedEnvironmentsOf(scorecard, context),
        audience,
        context.now,
      ),
    );
  });
}
