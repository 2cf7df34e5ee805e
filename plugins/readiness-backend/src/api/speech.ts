/** What the routes share where somebody speaks of an item. */
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CompiledItem, CompiledScorecard } from '../definitions/types';
import { asksOf } from '../evaluation/asks';
import type { AnsweredItem } from '../evaluation/answers';
import { isInShadow } from '../evaluation/applicability';
import type { ComputedGate } from '../evaluation/gates';
import type { ApprovalAsk, AttestationAsk } from '../people/asks';
import type { Callers } from './callers';
import { named } from './fields';
import { demandScorecard } from './gates';
import type { EntityReading, GateReader } from './gates';
import { isAmong } from './membership';
import type { Member } from './membership';
import type { RouterOptions } from './options';
import { whyNotSpeak } from './rights';

/** An item that the caller may know of. @throws NotFoundError, InputError */
export async function demandItem(
  { definitions, callers }: Pick<RouterOptions, 'definitions' | 'callers'>,
  credentials: BackstageCredentials,
  asked: { scorecard: string; item: string },
): Promise<{ scorecard: CompiledScorecard; item: CompiledItem }> {
  const scorecard = demandScorecard(definitions, asked.scorecard);
  const item = await knownItem(callers, credentials, scorecard, asked.item);
  if (!item) {
    throw new InputError(
      `item: the scorecard ${asked.scorecard} has no item ${named(asked.item)}`,
    );
  }
  return { scorecard, item };
}

/** Undefined where there is none, and where it is in shadow for somebody who does not own the scorecard. */
export async function knownItem(
  callers: Callers,
  credentials: BackstageCredentials,
  { definition: { owner }, items }: CompiledScorecard,
  id: string,
): Promise<CompiledItem | undefined> {
  const item = items.find(({ definition }) => definition.id === id);
  const hidden =
    item && isInShadow(item) && !(await callers.isOwnedBy(credentials, owner));
  return hidden ? undefined : item;
}

/** @throws NotFoundError where the scorecard does not judge the entity */
export function demandGate(
  reader: GateReader,
  reading: EntityReading | undefined,
  { entityRef, scorecard }: { entityRef: string; scorecard: string },
): ComputedGate {
  const gate = reading && reader.gate(reading, scorecard);
  if (!gate) {
    throw new NotFoundError(
      `The scorecard ${scorecard} does not judge ${entityRef}`,
    );
  }
  return gate;
}

/** The question of the item that the member answers: of several, one that is open. @throws InputError, NotAllowedError */
export function demandAsk<K extends 'attestation' | 'approval'>(
  kind: K,
  gate: ComputedGate,
  id: string,
  member: Member,
): PeopleAsk & { kind: K } {
  const item = itemOf(gate, id);
  const asks = asksOf(gate, item).filter(
    (ask): ask is PeopleAsk & { kind: K } => ask.kind === kind,
  );
  if (asks.length === 0)
    throw new InputError(`item: ${id} asks nobody for an ${kind}`);
  const own = asks.filter(({ by }) => isAmong(member, by));
  const ask = own.find(({ satisfied }) => !satisfied) ?? own[0] ?? asks[0];
  const why = whyNotSpeak(ask, member);
  if (why) throw new NotAllowedError(why);
  return ask;
}

type PeopleAsk = AttestationAsk | ApprovalAsk;

export function itemOf({ items }: ComputedGate, id: string): AnsweredItem {
  return items.find(item => item.id === id)!;
}
