/**
 * The `notification_outbox` and `notification_marks` tables: messages until they are sent, and what was made into
 * messages already. Marks and messages go in together or not at all, so that of many replicas one writes a message.
 */
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import { Knex } from 'knex';
import { readDecisions } from './decisions';
import { batches, lastByKey, toNumber, toTime } from './sql';
import { AwaitedRow, Transition, WaiverRow } from './types';

/** A gate's own verdict that the service turned. */
export type TurnedVerdict = Required<
  Pick<Transition, 'id' | 'at' | 'entityRef' | 'scorecard' | 'from' | 'to'>
>;

export interface Message {
  /** The scope of the notification: one that is sent again replaces the one that is there. */
  key: string;
  /** Ref of a user or group. */
  recipient: string;
  payload: Omit<NotificationPayload, 'scope'>;
}

export interface DueMessage extends Message {
  attempts: number;
  dueAt: Date;
}

interface OutboxRecord {
  key: string;
  recipient: string;
  payload: string;
  created_at: string;
  attempts: number;
  due_at: string | null;
  sent_at: string | null;
}

interface MarkRecord {
  key: string;
  at: string;
}

const BEGIN = 'begin';

export class NotificationStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Gives when the first replica ever began: what was before is nobody's news. */
  async begin(now: Date): Promise<Date> {
    const db = this.#db;
    await db<MarkRecord>('notification_marks')
      .insert({ key: BEGIN, at: toTime(now) })
      .onConflict('key')
      .ignore();
    const [{ at }] = await db<MarkRecord>('notification_marks')
      .where({ key: BEGIN })
      .select('at');
    return new Date(at);
  }

  async isMarked(key: string): Promise<boolean> {
    const rows = await this.#db<MarkRecord>('notification_marks')
      .where({ key })
      .select('key');
    return rows.length > 0;
  }

  /** Writes the messages, unless somebody has any of the marks already; false then. */
  async post(
    marks: readonly string[],
    messages: readonly Message[],
    now: Date,
  ): Promise<boolean> {
    try {
      await this.#db.transaction(async trx => {
        await mark(trx, marks, now);
        const rows = lastByKey(messages, ({ key }) => key);
        for await (const batch of batches([...rows.values()])) {
          await trx<OutboxRecord>('notification_outbox')
            .insert(batch.map(message => toRecord(message, now)))
            .onConflict('key')
            .ignore();
        }
      });
      return true;
    } catch (error) {
      if (error instanceof MarkedBefore) return false;
      throw error;
    }
  }

  /** The longest due first. */
  async due(now: Date, limit: number): Promise<DueMessage[]> {
    const rows: OutboxRecord[] = await this.#db('notification_outbox')
      .where('due_at', '<=', toTime(now))
      .orderBy(['due_at', 'key'])
      .limit(limit)
      .select('*');
    return rows.map(row => ({
      key: row.key,
      recipient: row.recipient,
      payload: JSON.parse(row.payload),
      attempts: row.attempts,
      dueAt: new Date(row.due_at!),
    }));
  }

  /** Nobody else tries it until then; false where somebody else does already. */
  async claim(
    { key, dueAt, attempts }: DueMessage,
    until: Date,
  ): Promise<boolean> {
    const claimed = await this.#db<OutboxRecord>('notification_outbox')
      .where({ key, due_at: toTime(dueAt) })
      .update({ due_at: toTime(until), attempts: attempts + 1 });
    return claimed > 0;
  }

  async sent({ key }: DueMessage, now: Date): Promise<void> {
    await this.#db<OutboxRecord>('notification_outbox')
      .where({ key })
      .update({ due_at: null, sent_at: toTime(now) });
  }

  /** Forgets what is older; gives how many messages were never sent. */
  async prune(messages: Date, marks: Date): Promise<number> {
    const db = this.#db;
    const old = () =>
      db<OutboxRecord>('notification_outbox').where(
        'created_at',
        '<',
        toTime(messages),
      );
    const unsent = await old().whereNotNull('due_at').delete();
    await old().delete();
    await db<MarkRecord>('notification_marks')
      .where('at', '<', toTime(marks))
      .whereNot({ key: BEGIN })
      .delete();
    return unsent;
  }

  /**
   * Gates' own verdicts that the service turned after `since`, by an evaluation at one of these times or up to
   * `until`, and that nobody has made into messages; in the order of time.
   */
  async turnedVerdicts(
    since: Date,
    until: Date,
    finished: Date,
  ): Promise<TurnedVerdict[]> {
    const db = this.#db;
    const rows = await db('transitions as t')
      .where('t.at', '>', toTime(since))
      .where(at =>
        at
          .where('t.at', '<=', toTime(until))
          .orWhere('t.at', '=', toTime(finished)),
      )
      .where({ 't.item': '', 't.environment': '', 't.cause': 'service' })
      .whereNot({ 't.scorecard': '' })
      // What was never judged before did not turn.
      .whereNot({ 't.from': '' })
      .whereNotExists(
        db('notification_marks as m')
          .whereRaw('m.key = CAST(t.id AS text)')
          .select('m.key'),
      )
      .orderBy(['t.at', 't.id'])
      .select('t.id', 't.at', 't.entity_ref', 't.scorecard', 't.from', 't.to');
    return rows.map(row => ({
      id: toNumber(row.id),
      at: new Date(row.at),
      entityRef: row.entity_ref,
      scorecard: row.scorecard,
      from: row.from,
      to: row.to,
    }));
  }

  /** Words that stand and end after the one and before the other; a row for each party that may renew one. */
  async endingWords(after: Date, before: Date): Promise<AwaitedRow[]> {
    // Once a day, so that no index is kept for it.
    const rows = await this.#db('awaited')
      .whereIn('kind', ['attestation', 'approval'])
      .where('due_at', '>', toTime(after))
      .where('due_at', '<=', toTime(before))
      .orderBy(['due_at', 'entity_ref', 'scorecard', 'item', 'kind', 'party'])
      .select('*');
    return rows.map(row => ({
      entityRef: row.entity_ref,
      scorecard: row.scorecard,
      item: row.item,
      kind: row.kind,
      party: row.party,
      severity: row.severity,
      dueAt: new Date(row.due_at),
    }));
  }

  /** Waivers whose end is to come, whatever became of them; broken glasses left out. */
  async waiversEnding(after: Date): Promise<WaiverRow[]> {
    const ids: string[] = await this.#db('decisions')
      .where({ kind: 'waiver', break_glass: false })
      .where('until', '>', toTime(after))
      .pluck('id');
    const rows = await readDecisions(this.#db, { ids });
    return rows.flatMap(row => (row.kind === 'waiver' ? [row] : []));
  }
}

class MarkedBefore extends Error {}

/** In one order everywhere, so that two replicas never wait for each other. @throws MarkedBefore */
async function mark(
  trx: Knex,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  for await (const batch of batches([...new Set(keys)].sort())) {
    const marked = await trx<MarkRecord>('notification_marks')
      .insert(batch.map(key => ({ key, at: toTime(now) })))
      .onConflict('key')
      .ignore()
      .returning('key');
    if (marked.length < batch.length) throw new MarkedBefore();
  }
}

function toRecord(
  { key, recipient, payload }: Message,
  now: Date,
): OutboxRecord {
  return {
    key,
    recipient,
    payload: JSON.stringify(payload),
    created_at: toTime(now),
    attempts: 0,
    due_at: toTime(now),
    sent_at: null,
  };
}
