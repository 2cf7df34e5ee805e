/** Scorecards and checks, as they were loaded. */
import type { Router } from 'express';
import { scorecardDefinition } from '../definitions';
import { demandCheck, demandScorecard } from '../gates';
import type { RouterOptions } from '../options';
import { scorecardOverview } from '../views';

export function addDefinitionRoutes(
  router: Router,
  options: RouterOptions,
): void {
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
    res.json(demandCheck(definitions, req.params.check).definition);
  });
}
