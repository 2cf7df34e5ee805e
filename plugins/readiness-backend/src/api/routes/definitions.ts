/** Scorecards and checks: as they were loaded, who asks what, and what of their evidence cannot be read. */
import type { Router } from 'express';
import { asks, checkUse, itemKey, seenItems } from '../askedItems';
import {
  checkOverview,
  checksAskedBy,
  scorecardDefinition,
  scorecardEvidence,
  scorecardListing,
  scorecardsByCheck,
} from '../definitions';
import { demandCheck, demandScorecard } from '../gates';
import { OpenCounts } from '../openCounts';
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
    const seen = await seenItems(credentials, options);
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
    const seen = await seenItems(credentials, options);
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
  const { definitions, callers } = options;
  const openCounts = new OpenCounts(options);
  router.get('/checks', async (req, res) => {
    const credentials = await callers.reader(req);
    const seen = await seenItems(credentials, options);
    const counts = await openCounts.of({
      items: seen.map(itemKey),
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
    const seen = await seenItems(credentials, options);
    const uses = seen
      .filter(({ item }) => asks(item, definition.id))
      .map(checkUse);
    res.json({ ...definition, uses });
  });
}
