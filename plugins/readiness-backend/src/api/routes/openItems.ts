/** What is open across entities: who fails a check, and who would be blocked if an item were enforced today. */
import { NotFoundError } from '@backstage/errors';
import type {
  CheckResultQuery,
  Verdict,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Router } from 'express';
import type { ImpactListing } from '../../store/types';
import { asks, itemKey, nameOf, seenItems } from '../askedItems';
import { named } from '../fields';
import { demandCheck, demandScorecard } from '../gates';
import type { RouterOptions } from '../options';
import { knownItem } from '../speech';
import { entitySummary } from '../views';

const LIMIT = 50;

export function addOpenItemRoutes(
  router: Router,
  options: RouterOptions,
): void {
  const { store, definitions, callers } = options;

  router.get('/checks/:check/results', async (req, res) => {
    const credentials = await callers.reader(req);
    const { check } = req.params;
    demandCheck(definitions, check);
    const {
      scorecard: scorecards,
      limit = LIMIT,
      cursor,
      ...filter
    } = req.query as unknown as CheckResultQuery;
    const seen = await seenItems(credentials, options);
    const asking = seen.filter(
      ({ scorecard, item }) =>
        asks(item, check) &&
        (scorecards?.includes(nameOf(scorecard).id) ?? true),
    );
    const items = new Map(
      asking.map(it => [
        keyOf(it.scorecard.definition.id, it.item.definition.id),
        it,
      ]),
    );
    const page = await store.checkResults(
      {
        ...filter,
        check,
        items: asking.map(itemKey),
        allowedRefs: await callers.visibleRefs(credentials),
      },
      { limit, cursor },
    );
    res.json({
      ...page,
      items: page.items.map(({ row, entity }) => {
        const { scorecard, item } = items.get(keyOf(row.scorecard, row.item))!;
        const { id, text } = item.definition;
        return {
          entity: entitySummary(entity),
          scorecard: nameOf(scorecard),
          item: { id, text, severity: row.severity },
          result: row.result,
          enforced: row.enforced,
          holds: row.holds,
        };
      }),
    });
  });

  router.get('/scorecards/:scorecard/items/:item/impact', async (req, res) => {
    const credentials = await callers.reader(req);
    const scorecard = demandScorecard(definitions, req.params.scorecard);
    const asked = req.params.item;
    const item = await knownItem(callers, credentials, scorecard, asked);
    if (!item) {
      throw new NotFoundError(
        `The scorecard ${scorecard.definition.id} has no item ${named(asked)}`,
      );
    }
    const { limit = LIMIT, cursor } = req.query as {
      limit?: number;
      cursor?: string;
    };
    const { id, text, severity, enforcement, notEvaluated } = item.definition;
    const { items, counts, nextCursor } = await store.itemImpact(
      {
        scorecard: scorecard.definition.id,
        item: id,
        allowedRefs: await callers.visibleRefs(credentials),
      },
      { limit, cursor },
    );
    const judged = Object.values(counts).reduce((sum, one) => sum + one, 0);
    res.json({
      scorecard: nameOf(scorecard),
      item: {
        id,
        text,
        severity,
        enforcement,
        ...(notEvaluated && { notEvaluated }),
      },
      ...counts,
      judged,
      passing: notEvaluated ? 0 : counts.passing,
      entities: {
        items: items.map(({ entity, ...listing }) => ({
          entity: entitySummary(entity),
          ...listing,
          after: verdictAfter(listing),
        })),
        total: judged - counts.passing,
        ...(nextCursor && { nextCursor }),
      },
    });
  });
}

const keyOf = (scorecard: string, item: string) => `${scorecard}\n${item}`;

/** What the gate would say if the item were enforced. */
function verdictAfter({
  effect,
  verdict,
}: Pick<ImpactListing, 'effect' | 'verdict'>): Verdict {
  switch (effect) {
    case 'wouldBlock':
    case 'alreadyBlocked':
      return 'blocked';
    case 'wouldHold':
      return 'incomplete';
    default:
      return verdict;
  }
}
