/** Scorecards and checks: as they were loaded, who asks what, and what of their evidence cannot be read. */
import type { Router } from 'express';
import { asks, checkUse, splitItems } from '../askedItems';
import {
  checkOverview,
  checksAskedBy,
  scorecardDefinition,
  scorecardEvidence,
  scorecardListing,
  scorecardsByCheck,
} from '../definitions';
import { demandCheck, demandScorecard } from '../gates';
import type { RouterOptions } from '../options';

export function addDefinitionRoutes(
  router: Router,
  options: RouterOptions,
): void {
  addScorecardRoutes(router, options);
  addCheckRoutes(router, options);
}

function addScorecardRoutes(router: Router, options: RouterOptions): void {
  const { definitions, callers, clock, gateContext } = options;
  router.get('/scorecards', async (req, res) => {
    const credentials = await callers.reader(req);
    const { seen } = await splitItems(credentials, options);
    res.json({
      items: [...definitions.scorecards.values()].map(scorecard =>
        scorecardListing(
          scorecard,
          seen.filter(it => it.scorecard === scorecard).map(it => it.item),
          clock(),
        ),
      ),
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
  router.get('/scorecards/:scorecard/evidence', async (req, res) => {
    const credentials = await callers.reader(req);
    const scorecard = demandScorecard(definitions, req.params.scorecard);
    const { seen } = await splitItems(credentials, options);
    const items = seen.filter(it => it.scorecard === scorecard);
    const [mayReadClusters, { settings, observations }] = await Promise.all([
      callers.mayReadClusters(credentials),
      gateContext(),
    ]);
    res.json(
      scorecardEvidence(
        checksAskedBy(items.map(({ item }) => item)).flatMap(
          id => definitions.checks.get(id) ?? [],
        ),
        settings,
        mayReadClusters ? observations.all() : undefined,
      ),
    );
  });
}

function addCheckRoutes(router: Router, options: RouterOptions): void {
  const { definitions, callers, store } = options;
  router.get('/checks', async (req, res) => {
    const credentials = await callers.reader(req);
    const { seen, hidden } = await splitItems(credentials, options);
    const counts = await store.checkCounts({
      hidden: hidden.map(({ scorecard, item }) => ({
        scorecard: scorecard.definition.id,
        item: item.definition.id,
      })),
      allowedRefs: await callers.visibleRefs(credentials),
    });
    const scorecards = scorecardsByCheck(seen);
    res.json({
      items: [...definitions.checks.values()].map(({ definition }) =>
        checkOverview(
          definition,
          scorecards.get(definition.id),
          counts.get(definition.id),
        ),
      ),
    });
  });
  router.get('/checks/:check', async (req, res) => {
    const credentials = await callers.reader(req);
    const { definition } = demandCheck(definitions, req.params.check);
    const { seen } = await splitItems(credentials, options);
    const uses = seen
      .filter(({ item }) => asks(item, definition.id))
      .map(checkUse);
    res.json({ ...definition, uses });
  });
}
