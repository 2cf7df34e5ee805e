/** Evaluations: what runs, what ran, asking for one, and what the reader account lacks. */
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { EvaluationView } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Request, Response, Router } from 'express';
import { clusterShard } from '../../store';
import type { EvaluationRow, RunSummary } from '../../store/types';
import type { GateReader } from '../gates';
import type { RouterOptions } from '../options';
import { parseRef } from '../refs';

const EVALUATIONS_SHOWN = 50;

export function addEvaluationRoutes(
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

/** What went wrong on a cluster is for those who may read clusters. */
function withoutErrors({ message: _message, ...run }: RunSummary): RunSummary {
  return { ...run, errors: [] };
}
