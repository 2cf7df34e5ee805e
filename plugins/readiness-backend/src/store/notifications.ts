/**
 * The outbox of notifications: how far each kind of message has come, held by one replica while it sends; and
 * what the messages are made of.
 */
import { Knex } from 'knex';
import { readDecisions } from './decisions';
import { oneOf, toMaybeTime, toNumber, toTime } from './sql';
import { AwaitedRow, Transition, WaiverRow } from './types';

export type OutboxName = 'regressions' | 'digest';

export interface OutboxState {
  /** What came before is not told; of the digest, when it was due. */
  since: Date;
  /** Digests of what was sent lately, by scope. */
  told: Record<string, string>;
}

/** A gate's own verdict that the service turned. */
export type TurnedVerdict = Required<
  Pick<Transition, 'id' | 'at' | 'entityRef' | 'scorecard' | 'from' | 'to'>
>;

/** The entities of a shard: how many there are, and which of the given ones. */
export interface Population {
  /** `''`: those that have no state anywhere. */
  cluster: string;
  entityRefs: string[];
  total: number;
}

interface OutboxRecord {
  name: string;
  since: string;
  told: string;
  lease_until: string | null;
  worker: string | null;
}

export class NotificationOutbox {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Begins then, where there is no outbox yet: history is nobody's news. */
  async prepare(since: Readonly<Record<OutboxName, Date>>): Promise<void> {
    await this.#db<OutboxRecord>('notification_outbox')
      .insert(
        Object.entries(since).map(([name, at]) => ({
          name,
          since: toTime(at),
          told: '{}',
          lease_until: null,
          worker: null,
        })),
      )
      .onConflict('name')
      .ignore();
  }

  /** Undefined while somebody else holds it. */
  async hold(
    name: OutboxName,
    worker: string,
    now: Date,
    until: Date,
  ): Promise<OutboxState | undefined> {
    const [row] = await this.#db<OutboxRecord>('notification_outbox')
      .where({ name })
      .where(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<=', toTime(now)),
      )
      .update({ lease_until: toTime(until), worker })
      .returning(['since', 'told']);
    return row && { since: new Date(row.since), told: JSON.parse(row.told) };
  }

  /** Writes what was sent, and holds on until then or lets go; false where another replica took over meanwhile. */
  async keep(
    name: OutboxName,
    worker: string,
    { since, told }: OutboxState,
    until?: Date,
  ): Promise<boolean> {
    const written = await this.#db<OutboxRecord>('notification_outbox')
      .where({ name, worker })
      .update({
        since: toTime(since),
        told: JSON.stringify(told),
        lease_until: toMaybeTime(until),
        ...(!until && { worker: null }),
      });
    return written > 0;
  }

  /** Gates' own verdicts that the service turned after then, in the order of time. */
  async turnedVerdicts(after: Date): Promise<TurnedVerdict[]> {
    const rows = await this.#db('transitions')
      .where('at', '>', toTime(after))
      .where({ item: '', environment: '', cause: 'service' })
      .whereNot({ scorecard: '' })
      // What was never judged before did not turn.
      .whereNot({ from: '' })
      .orderBy(['at', 'id'])
      .select('id', 'at', 'entity_ref', 'scorecard', 'from', 'to');
    return rows.map(row => ({
      id: toNumber(row.id),
      at: new Date(row.at),
      entityRef: row.entity_ref,
      scorecard: row.scorecard,
      from: row.from,
      to: row.to,
    }));
  }

  /** Shards that these entities are part of. */
  async populations(entityRefs: readonly string[]): Promise<Population[]> {
    const db = this.#db;
    const placed: { cluster: string; entity_ref: string }[] = await db('state')
      .where(oneOf(db, 'entity_ref', entityRefs))
      .distinct('cluster', 'entity_ref');
    const totals: { cluster: string; total: number | string }[] = await db(
      'state',
    )
      .where(oneOf(db, 'cluster', [...new Set(placed.map(row => row.cluster))]))
      .groupBy('cluster')
      .select('cluster')
      .countDistinct({ total: 'entity_ref' });
    const populations = totals.map(({ cluster, total }) => ({
      cluster,
      total: toNumber(total),
      entityRefs: placed
        .filter(row => row.cluster === cluster)
        .map(row => row.entity_ref),
    }));
    const somewhere = new Set(placed.map(row => row.entity_ref));
    const nowhere = entityRefs.filter(ref => !somewhere.has(ref));
    if (nowhere.length === 0) return populations;
    const total = await this.#countUnplaced();
    return [...populations, { cluster: '', entityRefs: nowhere, total }];
  }

  async #countUnplaced(): Promise<number> {
    const db = this.#db;
    const [{ total }] = await db('entities as e')
      .whereNotExists(
        db('state as s')
          .whereRaw('s.entity_ref = e.entity_ref')
          .select('s.entity_ref'),
      )
      .count({ total: '*' });
    return toNumber(total);
  }

  /** Words that stand and end after the one and before the other; a row for each party that may renew one. */
  async endingWords(after: Date, before: Date): Promise<AwaitedRow[]> {
    // Once a digest, so that no index is kept for it.
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
