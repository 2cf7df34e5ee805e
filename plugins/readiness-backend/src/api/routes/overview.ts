/** Gates of many entities: in lists and counts, as a matrix, what fails most of them, and how they went. */
import { pipeline } from 'node:stream/promises';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type {
  GateListing,
  GateQuery,
  Item,
  MatrixQuery,
  SummaryQuery,
  TopItemQuery,
  TrendQuery,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Request, Response, Router } from 'express';
import type { CompiledScorecard } from '../../definitions/types';
import { EXPECTS_WORKLOAD } from '../../evaluation/answers';
import { gatesCsv } from '../../report/gatesCsv';
import type {
  GateFilter,
  GatePage,
  GateRow,
  ItemKey,
  OwnGateFilter,
  SummaryRow,
  TopItem,
} from '../../store/types';
import { itemKey, seenItems } from '../askedItems';
import { demandFew, nameBlockers } from '../blockers';
import { DAY_MS } from '../fields';
import type { GateReader } from '../gates';
import type { RouterOptions } from '../options';
import type { OwnerTree } from '../ownerTree';
import { EXPECTATION_TEXT, entitySummary } from '../views';

const LIMIT = 50;
const TOP = 20;
const DAYS = 90;
const CSV_PAGE = 500;

/** As the validation of the document leaves it. */
interface Owned {
  owned?: boolean;
  owner?: string[];
}

export function addOverviewRoutes(
  router: Router,
  options: RouterOptions,
  reader: GateReader,
): void {
  const { store, callers, clock } = options;

  /** Who asks, and what of the query filters, cut to what they may see. */
  const asked = async <Q extends object>(req: Request) => {
    const credentials = await callers.reader(req);
    const allowedRefs = await callers.visibleRefs(credentials);
    const { owned, ...query } = req.query as Owned;
    const own = owned && (await callers.ownershipRefs(credentials));
    const owner = own ? ownersAmong(own, query.owner) : query.owner;
    return {
      credentials,
      query: { ...query, ...(owner && { owner }) } as unknown as Q,
      allowedRefs,
    };
  };

  router.get('/gates', async (req, res) => {
    const { credentials, query, allowedRefs } = await asked<GateQuery>(req);
    const {
      sort = 'name',
      order = 'asc',
      limit = LIMIT,
      cursor,
      format,
      blockers = 0,
      ...rest
    } = query;
    demandFew(blockers, limit);
    const filter = { ...(rest as GateFilter), allowedRefs };
    if (format === 'csv') {
      await sendCsv(res, store.gatePages(filter, CSV_PAGE), options);
      return;
    }
    const page = await store.listGates(filter, { sort, order, limit, cursor });
    const blockingOf = await nameBlockers(
      page.items.map(({ gate }) => gate),
      blockers,
      { options, reader, credentials },
    );
    res.json({ ...page, items: listings(page.items, options, blockingOf) });
  });

  router.get('/gates/summary', async (req, res) => {
    const { credentials, query, allowedRefs } = await asked<SummaryQuery>(req);
    const { groupBy = 'scorecard', ...rest } = query;
    const filter = { ...(rest as GateFilter), allowedRefs };
    if (groupBy === 'ownerTree') {
      res.json(await summaryOfTree(filter, credentials, options));
      return;
    }
    res.json({ groups: await store.summarizeGates(filter, groupBy) });
  });

  router.get('/gates/matrix', async (req, res) => {
    const { query, allowedRefs } = await asked<MatrixQuery>(req);
    const {
      sort = 'name',
      order = 'asc',
      limit = LIMIT,
      cursor,
      ...filter
    } = query;
    const page = await store.listMatrix(
      { ...(filter as GateFilter), allowedRefs },
      { sort, order, limit, cursor },
    );
    res.json({
      ...page,
      items: page.items.map(({ entity, gates }) => ({
        entity: entitySummary(entity),
        gates: gates.map(({ scorecard, state, changedAt }) => ({
          scorecard,
          state,
          changedAt: changedAt.toISOString(),
        })),
      })),
    });
  });

  router.get('/gates/top-items', async (req, res) => {
    const { credentials, query, allowedRefs } = await asked<TopItemQuery>(req);
    const { limit = TOP, ...filter } = query;
    const { items, gates } = await store.topItems(
      {
        ...(filter as OwnGateFilter),
        allowedRefs,
        items: await countedItems(credentials, options),
      },
      limit,
    );
    res.json({ items: items.flatMap(item => topItem(item, options)), gates });
  });

  router.get('/gates/trend', async (req, res) => {
    const { query, allowedRefs } = await asked<TrendQuery>(req);
    const { days = DAYS, since, groupBy = 'scorecard', ...rest } = query;
    const filter = { ...(rest as OwnGateFilter), allowedRefs };
    const today = clock();
    const from = new Date(today.getTime() - (days - 1) * DAY_MS);
    if (since) demandPast(since, today);
    const [trend, groups] = await Promise.all([
      store.trend(filter, dayOf(from), dayOf(today)),
      since ? store.compareGates(filter, since, groupBy) : undefined,
    ]);
    res.json({
      days: trend,
      ...(groups && { comparison: { since, groupBy, groups } }),
    });
  });
}

function ownersAmong(own: string[], named: string[] = own): string[] {
  return own.filter(ref => named.includes(ref));
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10);

/** @throws InputError */
function demandPast(since: string, now: Date): void {
  const time = Date.parse(since);
  if (Number.isNaN(time) || dayOf(new Date(time)) !== since)
    throw new InputError(
      `since: ${JSON.stringify(since)} is no day such as ${dayOf(now)}`,
    );
  if (since > dayOf(now))
    throw new InputError(`since: ${since} is in the future`);
}

function listings(
  items: GatePage['items'],
  { definitions }: Pick<RouterOptions, 'definitions'>,
  blockingOf: (gate: GateRow) => Pick<GateListing, 'blocking'> = () => ({}),
): GateListing[] {
  return items.map(({ gate, entity }) => ({
    entity: entitySummary(entity),
    scorecard: nameOf(gate.scorecard, definitions.scorecards),
    environment: gate.environment,
    state: gate.state,
    changedAt: gate.changedAt.toISOString(),
    ...blockingOf(gate),
  }));
}

function nameOf(
  id: string,
  named: ReadonlyMap<string, { definition: { title: string } }>,
) {
  return { id, title: named.get(id)?.definition.title ?? id };
}

/**
 * Page by page, no faster than it is taken, by name whatever the list is sorted by. Where a page fails the file breaks
 * off: half a list must not look whole.
 */
async function sendCsv(
  res: Response,
  pages: AsyncIterable<GatePage['items']>,
  options: Pick<RouterOptions, 'definitions' | 'logger'>,
): Promise<void> {
  const lines = csvOf(pages, options);
  // What fails before there is anything to send is an error like any other.
  const first = await lines.next();
  res.setHeader('content-disposition', 'attachment; filename="gates.csv"');
  // Nothing in it may be taken for a page.
  res.setHeader('x-content-type-options', 'nosniff');
  res.type('text/csv; charset=utf-8');
  try {
    await pipeline(async function* all() {
      yield first.value;
      yield* lines;
    }, res);
  } catch (error) {
    // Whoever closed the connection needs no telling.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE')
      options.logger.error('A file of gates broke off', error as Error);
  }
}

async function* csvOf(
  pages: AsyncIterable<GatePage['items']>,
  options: Pick<RouterOptions, 'definitions'>,
): AsyncGenerator<string, string> {
  let isFirst = true;
  for await (const page of pages) {
    yield gatesCsv(listings(page, options), isFirst);
    isFirst = false;
  }
  return '';
}

async function summaryOfTree(
  filter: GateFilter,
  credentials: BackstageCredentials,
  { store, callers }: RouterOptions,
): Promise<{ groups: SummaryRow[]; parents: Record<string, string[]> }> {
  let tree: OwnerTree | undefined;
  const groups = await store.summarizeGates(filter, 'owner', async owners => {
    const found = await callers.ownerTree(credentials, owners.filter(Boolean));
    tree = found;
    return new Map(owners.map(owner => [owner, found.lineOf(owner)]));
  });
  return {
    groups,
    parents: tree?.parentsOf(groups.map(({ group }) => group)) ?? {},
  };
}

/** Items that the caller may know of, and what is in no checklist and open as an item is. */
async function countedItems(
  credentials: BackstageCredentials,
  options: RouterOptions,
): Promise<ItemKey[]> {
  const seen = await seenItems(credentials, options);
  const expecting = [...options.definitions.scorecards.values()].filter(
    ({ definition }) => definition.expects,
  );
  return [
    ...seen.map(itemKey),
    ...expecting.map(({ definition }) => ({
      scorecard: definition.id,
      item: EXPECTS_WORKLOAD,
    })),
  ];
}

/** Nothing where the item has gone since gates were computed. */
function topItem(
  { scorecard: id, item: itemId, ...counts }: TopItem,
  { definitions }: Pick<RouterOptions, 'definitions'>,
) {
  const scorecard = definitions.scorecards.get(id);
  const item = scorecard && itemOf(scorecard, itemId);
  if (!item) return [];
  const { text, severity, checks } = item;
  const asked = new Set(checks.map(({ check }) => check));
  return [
    {
      scorecard: nameOf(id, definitions.scorecards),
      item: { id: itemId, text, severity },
      checks: [...asked].map(check => nameOf(check, definitions.checks)),
      ...counts,
    },
  ];
}

/** That a workload is found is in no checklist, and blocks as an item does. */
function itemOf(
  { definition: { expects }, items }: CompiledScorecard,
  id: string,
): Pick<Item, 'text' | 'severity' | 'checks'> | undefined {
  return expects && id === EXPECTS_WORKLOAD
    ? { text: EXPECTATION_TEXT, severity: 'blocking', checks: [] }
    : items.find(item => item.definition.id === id)?.definition;
}
