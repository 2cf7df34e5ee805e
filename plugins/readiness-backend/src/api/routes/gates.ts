/** Gates: in lists and counts, of one entity, and how they came about. */
import { NotFoundError } from '@backstage/errors';
import type {
  GateQuery,
  SummaryQuery,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Request, Router } from 'express';
import type { GateFilter } from '../../store/types';
import type { DecisionReader } from '../decisionReader';
import { demandScorecard } from '../gates';
import type { GateReader } from '../gates';
import { audienceOf, demandEntity } from '../options';
import type { RouterOptions } from '../options';
import { peopleOf } from '../peopleViews';
import { reportOf, sendReport } from '../report';
import type { ReportFormat } from '../report';
import { timelineOf } from '../timeline';
import {
  clusterFreshness,
  entitySummary,
  gateDetail,
  gateOverview,
} from '../views';

export function addGateRoutes(
  router: Router,
  options: RouterOptions,
  reader: GateReader,
  decisions: DecisionReader,
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
      const query = req.query as unknown as { limit?: number; before?: string };
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
