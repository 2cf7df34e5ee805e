/** Gates of one entity, and how they came about. */
import { NotFoundError } from '@backstage/errors';
import type { Request, Router } from 'express';
import type { DecisionReader } from '../decisionReader';
import { demandScorecard } from '../gates';
import type { GateReader } from '../gates';
import { audienceOf, demandEntity } from '../options';
import type { RouterOptions } from '../options';
import { peopleOf } from '../peopleViews';
import { reportOf, sendReport } from '../report';
import type { ReportFormat } from '../report';
import { timelineOf } from '../timeline';
import { clusterFreshness, gateDetail, gateOverview } from '../views';

interface TimelineQuery {
  limit?: number;
  before?: string;
  item?: string;
}

const TREND_MS = 13 * 7 * 24 * 3_600_000;

const trendStart = (now: Date) =>
  new Date(now.getTime() - TREND_MS).toISOString().slice(0, 10);

export function addGateRoutes(
  router: Router,
  options: RouterOptions,
  reader: GateReader,
  decisions: DecisionReader,
): void {
  const { store, definitions, clock, resources } = options;
  router.get('/entities/:kind/:namespace/:name', async (req, res) => {
    const { credentials, entityRef } = await demandEntity(options, req);
    const reading = await reader.read(entityRef);
    if (!reading) {
      res.json({ entityRef, gates: [], clusters: [] });
      return;
    }
    const [rows, trends] = await Promise.all([
      store.gates([entityRef]),
      store.gateTrends(entityRef, trendStart(clock())),
    ]);
    const gates = await Promise.all(
      reader.gates(reading).map(async gate => {
        const { id, owner } = gate.scorecard.definition;
        const row = rows.find(r => r.scorecard === id && r.environment === '');
        return gateOverview(
          gate,
          await audienceOf(options, credentials, owner),
          clock(),
          { trend: trends.get(id), changedAt: row?.changedAt },
        );
      }),
    );
    const { observations, clusters } = reading.context;
    const freshness = clusterFreshness(
      reader.clustersOf(reading),
      observations,
      clusters,
      resources,
      await audienceOf(options, credentials),
    );
    res.json({ entityRef, gates, clusters: freshness });
  });

  /** One gate as its reader may see it. @throws NotFoundError, NotAllowedError */
  const detailFor = async (req: Request) => {
    const { credentials, entityRef } = await demandEntity(options, req);
    const scorecard = demandScorecard(definitions, req.params.scorecard);
    const { id, owner } = scorecard.definition;
    const reading = await reader.read(entityRef);
    const gate = reading && reader.gate(reading, id);
    if (!gate)
      throw new NotFoundError(
        `The scorecard ${id} does not judge ${entityRef}`,
      );
    const audience = await audienceOf(options, credentials, owner);
    const row = (await store.gates([entityRef])).find(
      r => r.scorecard === id && r.environment === '',
    );
    const { observations, clusters, now } = reading.context;
    const freshness = clusterFreshness(
      reader.clustersOf(reading),
      observations,
      clusters,
      resources,
      audience,
    );
    const viewer = await decisions.viewer(credentials);
    const detail = gateDetail(
      entityRef,
      gate,
      freshness,
      audience,
      await peopleOf(reading, gate, viewer, decisions),
      now,
      row?.changedAt,
    );
    return { detail, scorecard, audience, now };
  };

  router.get(
    '/entities/:kind/:namespace/:name/scorecards/:scorecard',
    async (req, res) => {
      const { detail } = await detailFor(req);
      res.json(detail);
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/scorecards/:scorecard/report',
    async (req, res) => {
      const { format = 'json', since } = req.query as unknown as {
        format?: ReportFormat;
        since?: string;
      };
      const { detail, scorecard, audience, now } = await detailFor(req);
      const report = await reportOf(
        { detail, scorecard, audience, now, ...(since && { since }) },
        store,
      );
      await sendReport(res, report, format);
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/scorecards/:scorecard/timeline',
    async (req, res) => {
      const { credentials, entityRef } = await demandEntity(options, req);
      const scorecard = demandScorecard(definitions, req.params.scorecard);
      const reading = await reader.read(entityRef);
      const query = req.query as unknown as TimelineQuery;
      const items = await timelineOf(
        scorecard,
        {
          entityRef,
          clusters: reading ? reader.clustersOf(reading) : [],
          ...query,
        },
        await audienceOf(options, credentials, scorecard.definition.owner),
        store,
      );
      res.json({ items });
    },
  );
}
