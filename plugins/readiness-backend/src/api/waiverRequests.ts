/** Makes a waiver of what somebody asks for: who and what it is about, until when, after which one. */
import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { readinessWaiverRequestPermission } from '@readiness-gates/backstage-plugin-readiness-common';
import type { WaiverRequest } from '@readiness-gates/backstage-plugin-readiness-common';
import type { CompiledItem, CompiledScorecard } from '../definitions/types';
import { scorecardsFor } from '../evaluation/applicability';
import { Slices } from '../slices';
import { eventOf } from '../people/status';
import { ownersOf } from '../people/voices';
import type { DecidedEntity, MirroredEntity, WaiverRow } from '../store/types';
import type { Person } from './callers';
import type { DecisionReader } from './decisionReader';
import { DAY_MS, named, reasonOf, untilOf } from './fields';
import type { EntityReading, GateReader } from './gates';
import { isAmong } from './membership';
import type { Member } from './membership';
import type { RouterOptions } from './options';
import { gateOf } from './permissions';
import { entityPredicate } from './predicates';
import { parseRef } from './refs';
import { decidersOf, whose } from './rights';
import { demandGate, demandItem } from './speech';
import { waivedEntity } from './waiving';

const MOST_ENTITIES = 1_000;
const BREAK_GLASS_MS = DAY_MS;
/** Entities that are read in one go. */
const PAGE = 200;

type Options = Pick<
  RouterOptions,
  'store' | 'definitions' | 'callers' | 'clock'
> & { reader: GateReader; decisions: DecisionReader };

/** A request that may be made, but for what it covers. */
export interface CheckedRequest {
  /** Of those that something is open of, in the order of their refs. */
  entityRefs: readonly string[];
  deciders: string;
  until: Date;
  renewals: number;
  /** What is covered now of these; those that nothing is open of are left out. @throws InputError */
  covers: (readings: readonly EntityReading[]) => DecidedEntity[];
  row: (entities: DecidedEntity[]) => WaiverRow;
}

/** @throws NotFoundError, InputError, NotAllowedError, ConflictError */
export async function checkRequest(
  request: WaiverRequest,
  { credentials, member }: Person,
  options: Options,
): Promise<CheckedRequest> {
  if ((request.entityRef === undefined) === (request.predicate === undefined))
    throw new InputError('Give entityRef or predicate, one of them');
  const { breakGlass } = request;
  const single = request.entityRef && parseRef(request.entityRef);
  if (single) await options.callers.demandEntity(credentials, single);
  if (member.guest)
    throw new NotAllowedError(
      'A guest cannot request a waiver: sign in under a name',
    );
  const { scorecard, item } = await demandItem(options, credentials, request);
  const deciders = demandDeciders(scorecard);
  const asked = single
    ? await oneEntity(single, request, credentials, options)
    : await matchingEntities(request, credentials, options);
  if (breakGlass) demandBreaker(asked, member, deciders);
  const until = endOf(request, item, options.clock());
  const reason = reasonOf(request.reason, 'accept a gap');
  const renewed = await demandRenewed(request, credentials, options);
  const entityRefs = await openOnes(asked, request, options);
  if (renewed) demandSubset(entityRefs, renewed);
  const renewals = renewed ? renewed.body.renewals + 1 : 0;
  const { cluster = '', environment = '', predicate } = request;
  const compensatingControl = request.compensatingControl?.trim();
  return {
    entityRefs,
    deciders,
    until,
    renewals,
    covers: readings => covered(readings, request, options.reader),
    row: entities => ({
      kind: 'waiver',
      id: randomUUID(),
      scorecard: request.scorecard,
      item: request.item,
      check: item.questions[0]?.check.definition.id ?? '',
      question: '',
      revision: scorecard.definition.revision,
      cluster,
      environment,
      by: member.ref,
      at: options.clock(),
      until,
      entities,
      events: [],
      body: {
        reason,
        ...(compensatingControl && { compensatingControl }),
        ...(breakGlass && { breakGlass }),
        ...(renewed && { renews: renewed.id }),
        renewals,
        ...(predicate && { predicate }),
      },
    }),
  };
}

function demandDeciders(scorecard: CompiledScorecard): string {
  const deciders = decidersOf(scorecard);
  if (deciders) return deciders;
  const { id, source } = scorecard.definition;
  throw new ConflictError(
    `The scorecard ${id} names nobody who decides on waivers: its author must add \`waivers: { decidedBy: group:default/NAME }\` or \`owner\` to ${source.file}`,
  );
}

async function oneEntity(
  entityRef: string,
  { scorecard }: WaiverRequest,
  credentials: BackstageCredentials,
  { callers, reader }: Options,
): Promise<MirroredEntity[]> {
  await callers.demandGate(
    credentials,
    readinessWaiverRequestPermission,
    entityRef,
    scorecard,
  );
  const reading = await reader.read(entityRef);
  demandGate(reader, reading, { entityRef, scorecard });
  return [reading!.entity];
}

/** Those that match, that the caller may see, and that a policy lets them ask for. */
async function matchingEntities(
  { predicate, scorecard }: WaiverRequest,
  credentials: BackstageCredentials,
  { callers, definitions, store }: Options,
): Promise<MirroredEntity[]> {
  const matches = entityPredicate(predicate);
  if ('problem' in matches)
    throw new InputError(`predicate: ${matches.problem}`);
  const [visible, [may]] = await Promise.all([
    callers.visibleRefs(credentials),
    callers.gateFilters(credentials, [readinessWaiverRequestPermission]),
  ]);
  const sees = visible && new Set(visible);
  const entities = (await store.entities())
    .filter(({ entityRef }) => !sees || sees.has(entityRef))
    .filter(({ entity }) => matches(entity))
    .filter(row =>
      scorecardsFor(row.entity, definitions).some(
        ({ definition }) => definition.id === scorecard,
      ),
    );
  const allowed = entities.filter(row => may(gateOf(row, scorecard)));
  if (entities.length > 0 && allowed.length === 0) {
    throw new NotAllowedError(
      `This needs the permission ${readinessWaiverRequestPermission.name}`,
    );
  }
  return allowed;
}

function demandBreaker(
  entities: readonly MirroredEntity[],
  member: Member,
  deciders: string,
): void {
  for (const { entityRef, entity } of entities) {
    const who = [...new Set([...ownersOf(entity), deciders])];
    if (!isAmong(member, who)) {
      throw new NotAllowedError(
        `Breaking the glass for ${entityRef} is for ${whose(who)}`,
      );
    }
  }
}

function endOf(
  { until, breakGlass }: WaiverRequest,
  { definition }: CompiledItem,
  now: Date,
): Date {
  const { id, waivable, maxWaiverDays } = definition;
  if (!waivable) throw new InputError(`item: ${id} cannot be waived`);
  const ownMs = maxWaiverDays * DAY_MS;
  const glass = breakGlass === true && ownMs > BREAK_GLASS_MS;
  return untilOf(until, {
    now,
    most: new Date(now.getTime() + (glass ? BREAK_GLASS_MS : ownMs)),
    why: glass
      ? 'a broken glass holds at most 24 hours'
      : `a waiver of ${id} holds at most ${maxWaiverDays} days`,
  });
}

async function demandRenewed(
  { renews, scorecard, item }: WaiverRequest,
  credentials: BackstageCredentials,
  { decisions }: Options,
): Promise<WaiverRow | undefined> {
  if (!renews) return undefined;
  const viewer = await decisions.viewer(credentials);
  const row = await decisions.find('waiver', renews, viewer);
  if (!row || row.scorecard !== scorecard || row.item !== item) {
    throw new InputError(
      `renews: ${named(renews)} is no waiver of ${item} of ${scorecard}`,
    );
  }
  if (!eventOf(row, 'approved') && !row.body.breakGlass)
    throw new InputError(`renews: ${named(renews)} was never approved`);
  return row;
}

function demandSubset(
  entityRefs: readonly string[],
  { id, entities }: WaiverRow,
): void {
  const before = new Set(entities.map(({ entityRef }) => entityRef));
  const other = entityRefs.find(ref => !before.has(ref));
  if (other)
    throw new InputError(
      `renews: ${id} does not name ${other}; request a waiver of its own for it`,
    );
}

async function openOnes(
  entities: readonly MirroredEntity[],
  request: WaiverRequest,
  { reader }: Options,
): Promise<string[]> {
  const context = await reader.context();
  const slices = new Slices();
  const refs: string[] = [];
  for (let at = 0; at < entities.length; at += PAGE) {
    const page = entities.slice(at, at + PAGE).map(row => row.entityRef);
    for (const reading of await reader.readMany(page, context)) {
      await slices.pause();
      if (openOf([reading], request, reader).length > 0)
        refs.push(reading.entity.entityRef);
    }
    if (refs.length > MOST_ENTITIES) {
      throw new InputError(
        `predicate: more than ${MOST_ENTITIES} entities match with ${request.item} open; narrow it`,
      );
    }
  }
  if (refs.length === 0) throw nothingOpen(request, entities.length);
  return refs.sort();
}

function covered(
  readings: readonly EntityReading[],
  request: WaiverRequest,
  reader: GateReader,
): DecidedEntity[] {
  const entities = openOf(readings, request, reader);
  if (entities.length === 0) throw nothingOpen(request, readings.length);
  return entities;
}

function openOf(
  readings: readonly EntityReading[],
  { scorecard, item, cluster = '', environment = '' }: WaiverRequest,
  reader: GateReader,
): DecidedEntity[] {
  return readings.flatMap(reading => {
    const { entityRef } = reading.entity;
    const gate = reader.gate(reading, scorecard);
    const place = { item, cluster, environment };
    return (gate && waivedEntity(entityRef, gate, place)) ?? [];
  });
}

function nothingOpen(
  { item, cluster, environment, entityRef }: WaiverRequest,
  matching: number,
): InputError {
  const where = [
    ...(environment ? [`in ${named(environment)}`] : []),
    ...(cluster ? [`on ${named(cluster)}`] : []),
  ].join(' ');
  const what = `${item} is open ${where}`.trim();
  return new InputError(
    entityRef
      ? `item: nothing of ${what} for ${entityRef}, so there is nothing to waive`
      : `predicate: ${matching} entities match, and of none ${what}`,
  );
}
