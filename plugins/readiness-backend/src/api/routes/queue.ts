/** What waits for the caller: to decide, review, attest or sign, and what of theirs is about to end. */
import { InputError } from '@backstage/errors';
import type {
  QueueEntry,
  QueueView,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Router } from 'express';
import { resolveItem } from '../../evaluation/applicability';
import { waiverStatus } from '../../people/status';
import { canonicalRef } from '../../people/voices';
import { decodeCursor, encodeCursor } from '../../store/cursor';
import type {
  AwaitedRow,
  DecisionRow,
  MirroredEntity,
  WaiverRow,
} from '../../store/types';
import type { Viewer } from '../decisionReader';
import { DAY_MS } from '../fields';
import type { Member } from '../membership';
import { whyDecided, whyNotDecide } from '../rights';
import type { DecisionOptions } from './decisions';

const LIMIT = 50;
const LIST = 'queue';
const SOON_MS = 14 * DAY_MS;
/** So early that only what has no word at all is before it. */
const NEVER = new Date(0);
const KINDS = ['attestation', 'approval'] as const;

export function addQueueRoute(router: Router, options: DecisionOptions): void {
  const { callers, decisions } = options;
  router.get('/queue', async (req, res) => {
    const { credentials, member } = await callers.person(
      await callers.reader(req),
      'have a queue',
    );
    const viewer = await decisions.viewer(credentials);
    const { limit = LIMIT, cursor } = req.query as {
      limit?: number;
      cursor?: string;
    };
    res.json(await queueOf({ member, viewer, limit, cursor }, options));
  });
}

interface Asked {
  member: Member;
  viewer: Viewer;
  limit: number;
  cursor?: string;
}

/**
 * Waivers first, since others wait for them or they end on a day; then what nobody has given a word on,
 * then words that end soon. Waivers are few; the rest is paged by the store.
 */
async function queueOf(
  asked: Asked,
  options: DecisionOptions,
): Promise<QueueView> {
  const { limit, cursor } = asked;
  const from = positionOf(cursor);
  const waivers = await waiversFor(asked, options);
  const rest = waivers.filter(({ key }) => from.waiver < key);
  const shown = rest.slice(0, limit);
  const room = limit - shown.length;
  const [counts, awaited] = await Promise.all([
    countsOf(waivers, asked, options),
    room > 0
      ? awaitedFor(asked, SOON_MS, room, from.awaited, options)
      : undefined,
  ]);
  const items = [
    ...(await waiverEntries(shown, asked, options)),
    ...(await awaitedEntries(awaited?.items ?? [], options)),
  ];
  const nextCursor = awaited
    ? awaited.nextCursor && encodeCursor(LIST, [LAST, awaited.nextCursor])
    : encodeCursor(LIST, [shown[shown.length - 1].key, '']);
  return { items, counts, ...(nextCursor && { nextCursor }) };
}

/** After every key of a waiver. */
const LAST = '~';

function positionOf(cursor: string | undefined) {
  if (cursor === undefined) return { waiver: '' };
  const [waiver, awaited] = decodeCursor(LIST, cursor, ['string', 'string']);
  if (waiver === '') throw new InputError('cursor: not one of this list');
  return {
    waiver: String(waiver),
    ...(awaited !== '' && { awaited: String(awaited) }),
  };
}

interface QueuedWaiver {
  row: WaiverRow;
  kind: 'review' | 'decide' | 'expiring';
  /** The order of the queue: the kind, then the end. */
  key: string;
}

const RANK: Record<QueuedWaiver['kind'], number> = {
  review: 0,
  decide: 1,
  expiring: 2,
};

async function waiversFor(
  asked: Asked,
  options: DecisionOptions,
): Promise<QueuedWaiver[]> {
  const { store, decisions, clock } = options;
  const { member, viewer } = asked;
  const now = clock();
  const seen = (row: WaiverRow) =>
    row.entities.some(({ entityRef }) => viewer.sees(entityRef));
  const open = await store.decisions({ kinds: ['waiver'], awaitingAt: now });
  const toDecide = waiversIn(open)
    .filter(seen)
    .filter(row => whyDecided(row, now) === undefined)
    .filter(row => !whyNotDecide(row, decisions.decidersOf(row), member))
    .map(row => queued(row, row.body.breakGlass ? 'review' : 'decide'));
  const ending = (await ownWaivers(asked, options))
    .filter(seen)
    .filter(row => waiverStatus(row, now).status === 'approved')
    .filter(({ until }) => until!.getTime() < now.getTime() + SOON_MS)
    .map(row => queued(row, 'expiring'));
  return [...toDecide, ...ending].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Of entities that the caller owns, and those that the caller requested for them. */
async function ownWaivers(
  { member }: Asked,
  { store }: DecisionOptions,
): Promise<WaiverRow[]> {
  const owned = (await store.entities()).filter(({ owner }) =>
    member.refs.has(canonicalRef(owner ?? '') ?? ''),
  );
  if (owned.length === 0) return [];
  return waiversIn(
    await store.decisions({
      kinds: ['waiver'],
      entityRefs: owned.map(({ entityRef }) => entityRef),
    }),
  );
}

const waiversIn = (rows: readonly DecisionRow[]): WaiverRow[] =>
  rows.filter((row): row is WaiverRow => row.kind === 'waiver');

function queued(row: WaiverRow, kind: QueuedWaiver['kind']): QueuedWaiver {
  return {
    row,
    kind,
    key: `${RANK[kind]} ${row.until!.toISOString()} ${row.id}`,
  };
}

function awaitedFor(
  { member, viewer }: Asked,
  withinMs: number | undefined,
  limit: number,
  cursor: string | undefined,
  { store, clock }: DecisionOptions,
  kinds: readonly AwaitedRow['kind'][] = KINDS,
) {
  return store.awaited({
    parties: member.guest ? [] : [...member.refs],
    kinds,
    dueBefore:
      withinMs === undefined ? NEVER : new Date(clock().getTime() + withinMs),
    ...(viewer.visible && { allowedRefs: viewer.visible }),
    limit,
    ...(cursor && { cursor }),
  });
}

async function countsOf(
  waivers: readonly QueuedWaiver[],
  asked: Asked,
  options: DecisionOptions,
): Promise<QueueView['counts']> {
  const totalOf = async (
    kinds: readonly AwaitedRow['kind'][],
    withinMs?: number,
  ) => (await awaitedFor(asked, withinMs, 1, undefined, options, kinds)).total;
  const [attest, approve, all] = await Promise.all([
    totalOf(['attestation']),
    totalOf(['approval']),
    totalOf(KINDS, SOON_MS),
  ]);
  const count = (kind: QueuedWaiver['kind']) =>
    waivers.filter(waiver => waiver.kind === kind).length;
  return {
    attest,
    approve,
    decide: count('decide'),
    review: count('review'),
    expiring: all - attest - approve + count('expiring'),
  };
}

async function waiverEntries(
  waivers: readonly QueuedWaiver[],
  { viewer }: Asked,
  options: DecisionOptions,
): Promise<QueueEntry[]> {
  const rows = waivers.map(({ row }) => row);
  const views = (await options.decisions.views(rows, viewer)) as WaiverView[];
  const firsts = rows.map(
    ({ entities }) => entities.find(it => viewer.sees(it.entityRef))!.entityRef,
  );
  const entities = await entitiesByRef(firsts, options);
  return waivers.map(({ row, kind }, index) => ({
    kind,
    ...subjectOf(row, firsts[index], entities, options),
    dueAt: row.until!.toISOString(),
    ...(kind === 'expiring' && { expires: 'waiver' as const }),
    waiver: views[index],
  }));
}

async function awaitedEntries(
  rows: readonly AwaitedRow[],
  options: DecisionOptions,
): Promise<QueueEntry[]> {
  const refs = rows.map(({ entityRef }) => entityRef);
  const entities = await entitiesByRef(refs, options);
  return rows.map(row => ({
    ...(row.dueAt
      ? {
          kind: 'expiring' as const,
          expires: row.kind as 'attestation' | 'approval',
          dueAt: row.dueAt.toISOString(),
        }
      : {
          kind:
            row.kind === 'approval'
              ? ('approve' as const)
              : ('attest' as const),
        }),
    ...subjectOf(row, row.entityRef, entities, options),
  }));
}

async function entitiesByRef(
  refs: readonly string[],
  { store }: DecisionOptions,
): Promise<Map<string, MirroredEntity>> {
  const entities = refs.length
    ? await store.entities({ entityRefs: [...new Set(refs)] })
    : [];
  return new Map(entities.map(entity => [entity.entityRef, entity]));
}

/** What an entry is about, in words; of what is defined no longer the ids are left. */
function subjectOf(
  { scorecard: id, item }: { scorecard: string; item: string },
  entityRef: string,
  entities: ReadonlyMap<string, MirroredEntity>,
  { definitions, clock }: DecisionOptions,
): Pick<QueueEntry, 'entityRef' | 'entityTitle' | 'scorecard' | 'item'> {
  const scorecard = definitions.scorecards.get(id);
  const compiled = scorecard?.items.find(
    ({ definition }) => definition.id === item,
  );
  const entity = entities.get(entityRef);
  return {
    entityRef,
    ...(entity?.title && { entityTitle: entity.title }),
    scorecard: { id, title: scorecard?.definition.title ?? id },
    item: {
      id: item,
      text: compiled?.definition.text ?? item,
      severity: compiled
        ? resolveItem(compiled, entity?.entity ?? {}, clock()).severity
        : 'recommended',
    },
  };
}
