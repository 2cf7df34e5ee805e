/**
 * Tells people: owners of what their services turned, the operator of storms, deciders and owners of what waits
 * for them. Run after each evaluation and sweep in every replica; each message is sent by one of them, and one
 * that was sent before a replica died is updated by the next, since its scope is the same.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { GateReader } from '../api/gates';
import { decidersOf } from '../api/rights';
import type { Definitions } from '../definitions/types';
import type { GateContext } from '../evaluation/answers';
import { groupBy } from '../evaluation/gates';
import { ownersOf } from '../people/voices';
import type {
  NotificationOutbox,
  OutboxName,
  OutboxState,
  Population,
} from '../store/notifications';
import type { MirroredEntity, ReadinessStore, WaiverRow } from '../store/types';
import { blockedGates } from './blocking';
import { digestsOf, itemText } from './digest';
import { linksBelow } from './links';
import type { Links } from './links';
import {
  digestOf,
  entityRefsOf,
  evaluationsOf,
  regressionsIn,
  stormsAmong,
} from './regressions';
import type { Evaluation } from './regressions';
import { lastDigestTime } from './settings';
import type { NotificationSettings } from './settings';
import {
  brokenGlassText,
  digestText,
  regressionText,
  stormText,
} from './texts';
import type { Payload } from './texts';

/** An evaluation writes its transitions for a while after the time that they carry. */
const WRITTEN_WITHIN_MS = 60_000;
/** How long it is tried to tell something, and remembered what was told. */
const NEWS_FOR_MS = 60 * 60_000;
const LEASE_MS = 60_000;
const SEND_WITHIN_MS = 10_000;
/** After so many in a row that could not be sent, the rest waits for the next run. */
const GIVE_UP_AFTER = 3;

export interface NotifierOptions {
  service: NotificationService;
  outbox: NotificationOutbox;
  store: ReadinessStore;
  definitions: Definitions;
  gateContext: () => Promise<GateContext>;
  settings: NotificationSettings;
  /** `app.baseUrl`. */
  appUrl: string;
  logger: LoggerService;
  clock: () => Date;
  /** Tells replicas apart. */
  worker: string;
}

/** What the evaluation loop drives. */
export interface Evaluating {
  runNext(): Promise<boolean>;
  sweep(): Promise<void>;
}

interface Message {
  /** The same message sent again updates what is there. */
  scope: string;
  recipient: string;
  /** Of what it is about: with more in it, it is sent again. */
  digest: string;
  /** Undefined where there is nothing to say any more. */
  write(): Promise<Payload | undefined>;
}

export class Notifier {
  readonly #options: NotifierOptions;
  readonly #reader: GateReader;
  readonly #links: Links;
  /** Said once, until something could be sent. */
  #warned = false;
  #failedInARow = 0;

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.#reader = new GateReader(options);
    this.#links = linksBelow(options.appUrl);
  }

  /** The same evaluations and sweeps, each with what is to be told after it. */
  after(engine: Evaluating): Evaluating {
    return {
      runNext: async () => {
        const ran = await engine.runNext();
        if (ran) await this.run();
        return ran;
      },
      sweep: async () => {
        await engine.sweep();
        await this.run();
      },
    };
  }

  /** Begins now, where there is no outbox yet. */
  async prepare(): Promise<void> {
    const { outbox, settings, clock } = this.#options;
    const now = clock();
    await outbox.prepare({
      regressions: now,
      digest: lastDigestTime(settings, now),
    });
  }

  /** Tells what is to be told by now. Never throws: an evaluation does not fail for a message. */
  async run(): Promise<void> {
    const { settings } = this.#options;
    this.#failedInARow = 0;
    try {
      if (settings.regressions) await this.#tellRegressions();
      if (settings.digest) await this.#tellDigest();
    } catch (error) {
      this.#warn(error);
    }
  }

  /** The deciding group is told at once. Never throws: the waiver holds, and the digest tells of it too. */
  async brokeGlass(waiver: WaiverRow): Promise<void> {
    const { settings, definitions, logger } = this.#options;
    if (!settings.breakGlass) return;
    const scorecard = definitions.scorecards.get(waiver.scorecard);
    const recipient = decidersOf(scorecard) ?? settings.operator;
    if (recipient === undefined) {
      logger.warn(
        `${waiver.by} broke the glass (waiver ${waiver.id}), and the scorecard ${waiver.scorecard} names nobody who decides`,
      );
      return;
    }
    try {
      const entities = await this.#entities([waiver]);
      const payload = brokenGlassText(
        {
          item: itemText(scorecard, waiver.item) ?? waiver.item,
          entities: waiver.entities.map(({ entityRef }) => {
            const entity = entities.get(entityRef);
            return entity?.title ?? entity?.name ?? entityRef;
          }),
          by: waiver.by,
          reason: waiver.body.reason,
          until: waiver.until!,
        },
        this.#links,
      );
      await this.#send(
        recipient,
        `readiness:break-glass:${waiver.id}`,
        payload,
      );
    } catch (error) {
      this.#warn(error);
    }
  }

  async #tellRegressions(): Promise<void> {
    const { outbox, clock } = this.#options;
    const now = clock();
    await this.#holding('regressions', now, async state => {
      const oldest = new Date(now.getTime() - NEWS_FOR_MS);
      const newest = new Date(now.getTime() - WRITTEN_WITHIN_MS);
      forget(state.told, oldest);
      const rows = await outbox.turnedVerdicts(
        state.since > oldest ? state.since : oldest,
      );
      for (const evaluation of evaluationsOf(rows)) {
        if (evaluation.at > newest) continue;
        const key = evaluation.at.toISOString();
        const digest = digestOf(evaluation.turned);
        if (state.told[key] === digest) continue;
        const messages = await this.#messagesOf(evaluation);
        if (await this.#deliver('regressions', messages, state))
          state.told[key] = digest;
      }
    });
  }

  async #messagesOf(evaluation: Evaluation): Promise<Message[]> {
    const { outbox, store, settings } = this.#options;
    const storms = stormsAmong(
      await outbox.populations(entityRefsOf(evaluation.turned)),
      settings.storm,
    );
    const regressions = regressionsIn(evaluation, storms);
    const entities = await store.entities({
      entityRefs: entityRefsOf(regressions),
    });
    const owners = new Map(
      entities.map(({ entityRef, entity }) => [entityRef, ownersOf(entity)]),
    );
    const byOwner = groupBy(
      regressions.flatMap(row =>
        (owners.get(row.entityRef) ?? []).map(owner => ({ ...row, owner })),
      ),
      ({ owner }) => owner,
    );
    const at = evaluation.at.toISOString();
    return [
      ...storms.flatMap(storm => this.#stormMessage(storm, evaluation)),
      ...[...byOwner].map(([owner, rows]) => ({
        scope: `${at} readiness:regressions:${owner}`,
        recipient: owner,
        digest: digestOf(rows),
        write: async () => {
          const gates = await blockedGates(rows, this.#reader);
          return gates.length === 0
            ? undefined
            : regressionText(owner, gates, this.#links);
        },
      })),
    ];
  }

  #stormMessage(
    { cluster, entityRefs, total }: Population,
    { at, turned }: Evaluation,
  ): Message[] {
    const { settings, logger, store } = this.#options;
    if (settings.operator === undefined) {
      logger.warn(
        `${entityRefs.length} of ${total} entities on ${
          cluster || 'no cluster'
        } changed at once; name who is told of it in readiness.notifications.operator`,
      );
      return [];
    }
    const of = turned.filter(({ entityRef }) => entityRefs.includes(entityRef));
    const counts = [...groupBy(of, ({ to }) => to)];
    return [
      {
        scope: `${at.toISOString()} readiness:storm:${cluster}`,
        recipient: settings.operator,
        digest: digestOf(of),
        write: async () => {
          const entities = await store.entities({ entityRefs });
          return stormText(
            {
              cluster,
              total,
              changed: entityRefs.length,
              turned: Object.fromEntries(
                counts.map(([to, rows]) => [to, entityRefsOf(rows).length]),
              ),
              names: entities.map(({ title, name }) => title ?? name),
            },
            this.#links,
          );
        },
      },
    ];
  }

  async #tellDigest(): Promise<void> {
    const { settings, clock } = this.#options;
    const now = clock();
    await this.#holding('digest', now, async state => {
      const periods = Math.floor(
        (now.getTime() - state.since.getTime()) / settings.digestEveryMs,
      );
      if (periods < 1) return;
      const due = new Date(
        state.since.getTime() + periods * settings.digestEveryMs,
      );
      const messages = await this.#digestMessages(due, now);
      const late = now.getTime() - due.getTime() >= NEWS_FOR_MS;
      if (!(await this.#deliver('digest', messages, state)) && !late) return;
      state.since = due;
      state.told = {};
    });
  }

  async #digestMessages(due: Date, now: Date): Promise<Message[]> {
    const { store, outbox, definitions, settings } = this.#options;
    const endsBefore = new Date(now.getTime() + settings.endsWithinMs);
    const [awaitingRows, ending, waivers] = await Promise.all([
      store.decisions({ kinds: ['waiver'], awaitingAt: now }),
      outbox.endingWords(now, endsBefore),
      outbox.waiversEnding(now),
    ]);
    const awaiting = awaitingRows.flatMap(row =>
      row.kind === 'waiver' ? [row] : [],
    );
    const entities = await this.#entities([
      ...awaiting,
      ...waivers,
      ...ending.map(({ entityRef }) => ({ entities: [{ entityRef }] })),
    ]);
    const digests = digestsOf({
      definitions,
      entities,
      awaiting,
      ending,
      waivers,
      now,
      endsBefore,
    });
    return [...digests].map(([recipient, lines]) => ({
      scope: `${due.toISOString()} readiness:digest:${recipient}`,
      recipient,
      digest: due.toISOString(),
      write: async () => digestText(lines, this.#links),
    }));
  }

  async #entities(
    named: readonly { entities: readonly { entityRef: string }[] }[],
  ): Promise<Map<string, MirroredEntity>> {
    const entityRefs = named.flatMap(({ entities }) =>
      entities.map(({ entityRef }) => entityRef),
    );
    const rows = await this.#options.store.entities({
      entityRefs: [...new Set(entityRefs)],
    });
    return new Map(rows.map(row => [row.entityRef, row]));
  }

  /** Does nothing while another replica holds the outbox. What `work` leaves in the state is kept, whatever happens. */
  async #holding(
    name: OutboxName,
    now: Date,
    work: (state: OutboxState) => Promise<void>,
  ): Promise<void> {
    const { outbox, worker } = this.#options;
    const state = await outbox.hold(name, worker, now, later(now, LEASE_MS));
    if (!state) return;
    try {
      await work(state);
    } catch (error) {
      if (!(error instanceof RestWaits)) throw error;
    } finally {
      await outbox.keep(name, worker, state);
    }
  }

  /** True where all of them are told. @throws RestWaits */
  async #deliver(
    name: OutboxName,
    messages: readonly Message[],
    state: OutboxState,
  ): Promise<boolean> {
    const { outbox, worker, clock } = this.#options;
    let all = true;
    for (const { scope, recipient, digest, write } of messages) {
      if (state.told[scope] === digest) continue;
      const payload = await write();
      if (payload && !(await this.#send(recipient, scope, payload))) {
        all = false;
        this.#failedInARow += 1;
        if (this.#failedInARow === GIVE_UP_AFTER) throw new RestWaits();
        continue;
      }
      this.#failedInARow = 0;
      state.told[scope] = digest;
      const until = later(clock(), LEASE_MS);
      if (!(await outbox.keep(name, worker, state, until)))
        throw new RestWaits();
    }
    return all;
  }

  async #send(
    recipient: string,
    scope: string,
    payload: Payload,
  ): Promise<boolean> {
    try {
      await within(
        SEND_WITHIN_MS,
        this.#options.service.send({
          recipients: { type: 'entity', entityRef: recipient },
          payload: { ...payload, scope },
        }),
      );
      this.#warned = false;
      return true;
    } catch (error) {
      this.#warn(error);
      return false;
    }
  }

  #warn(error: unknown): void {
    if (this.#warned) return;
    this.#warned = true;
    this.#options.logger.warn(
      `Nobody can be told of changes: ${
        error instanceof Error ? error.message : error
      }. Is the notifications backend installed? Switch messages off with readiness.notifications.enabled: false`,
    );
  }
}

/** For the next run, here or in another replica. */
class RestWaits extends Error {}

const later = (date: Date, milliseconds: number) =>
  new Date(date.getTime() + milliseconds);

/** Scopes begin with their time. */
function forget(told: Record<string, string>, before: Date): void {
  const oldest = before.toISOString();
  for (const scope of Object.keys(told)) {
    if (scope < oldest) delete told[scope];
  }
}

async function within(
  milliseconds: number,
  work: Promise<void>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
