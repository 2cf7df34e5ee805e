/**
 * Tells people: owners of what their services turned, the operator of storms, deciders and owners of what waits for
 * them. Messages are written to the outbox once, whichever replica comes first, and sent from there.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { GateReader } from '../api/gates';
import { decidersOf } from '../api/rights';
import type { Definitions } from '../definitions/types';
import type { GateContext } from '../evaluation/answers';
import { groupBy } from '../evaluation/gates';
import type {
  Message,
  NotificationStore,
  TurnedVerdict,
} from '../store/notifications';
import type { MirroredEntity, ReadinessStore, WaiverRow } from '../store/types';
import { Delivery } from './delivery';
import { digestsOf, itemText } from './digest';
import { linksBelow } from './links';
import type { Links } from './links';
import { isPerson, namedTo } from './recipients';
import { regressionsAmong } from './regressions';
import type { Regression } from './regressions';
import { lastDigestTime } from './settings';
import type { NotificationSettings } from './settings';
import { entityRefsOf, stormsIn } from './storms';
import type { Evaluation, Storm } from './storms';
import {
  brokenGlassText,
  digestText,
  regressionText,
  stormText,
} from './texts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** As long as a shard's lease: a replica that has not ended its evaluation by then is dead, or a report's was none. */
const ABANDONED_AFTER_MS = 2 * MINUTE;
/** How far back one looks for what nobody told. */
const NEWS_FOR_MS = DAY;
const KEEP_MARKS_MS = 3 * DAY;
const KEEP_MESSAGES_MS = 7 * DAY;

export interface NotifierOptions {
  service: NotificationService;
  outbox: NotificationStore;
  store: ReadinessStore;
  definitions: Definitions;
  gateContext: () => Promise<GateContext>;
  settings: NotificationSettings;
  /** `app.baseUrl`. */
  appUrl: string;
  logger: LoggerService;
  clock: () => Date;
  /** Told of each message that was tried, whether it is through. */
  tried?: (sent: boolean) => void;
}

/** That has ended in this replica: all that it turned is written. */
export interface EndedEvaluation {
  /** The time that its transitions carry. */
  at: Date;
  /** Absent for a sweep. */
  cluster?: string;
}

export class Notifier {
  readonly #options: NotifierOptions;
  readonly #reader: GateReader;
  readonly #links: Links;
  readonly #delivery: Delivery;
  #began: Date | undefined;

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.#reader = new GateReader(options);
    this.#links = linksBelow(options.appUrl);
    this.#delivery = new Delivery(options);
  }

  /** Where nobody ever began, news begins now: with tomorrow's digest, and with what turns from here on. */
  async prepare(): Promise<void> {
    const { outbox, settings, clock } = this.#options;
    const now = clock();
    this.#began = await outbox.begin(now);
    if (this.#began >= now)
      await outbox.post([digestMark(lastDigestTime(settings, now))], [], now);
  }

  /** Tells what is to be told after it. Never throws: an evaluation does not fail for a message. */
  async evaluated(ended: EndedEvaluation): Promise<void> {
    const sweep = ended.cluster === undefined;
    await this.#try(() => this.#tellRegressions(ended));
    if (sweep) await this.#try(() => this.#tellDigest());
    if (sweep) await this.#try(() => this.#prune());
    await this.#deliver(sweep);
  }

  /** The deciding group is told at once. Never throws: the waiver holds, and the digest tells of it too. */
  async brokeGlass(waiver: WaiverRow): Promise<void> {
    await this.#try(async () => {
      const { outbox, clock } = this.#options;
      const messages = await this.#brokenGlassMessages(waiver);
      await outbox.post([], messages, clock());
    });
    await this.#deliver(false);
  }

  async #tellRegressions({ at, cluster }: EndedEvaluation): Promise<void> {
    const { outbox, clock } = this.#options;
    const now = clock();
    const oldest = new Date(now.getTime() - NEWS_FOR_MS);
    const rows = await outbox.turnedVerdicts(
      this.#began && this.#began > oldest ? this.#began : oldest,
      new Date(now.getTime() - ABANDONED_AFTER_MS),
      at,
    );
    for (const turned of groupBy(rows, row => row.at.toISOString()).values()) {
      const own = turned[0].at.getTime() === at.getTime();
      const messages = await this.#messagesOf({
        turned,
        ...(own && { cluster }),
      });
      const marks = turned.map(({ id }) => String(id));
      await outbox.post(marks, messages, now);
    }
  }

  async #messagesOf({ cluster, turned }: Evaluation): Promise<Message[]> {
    const { store, settings } = this.#options;
    if (!this.#tells('regressions')) return [];
    const regressions = await regressionsAmong(turned, this.#reader);
    const regressed = new Set(regressions.map(({ id }) => id));
    // What was incomplete and did not regress was judged for the first time, or answered.
    const changed = turned.filter(
      ({ id, from }) => from !== 'incomplete' || regressed.has(id),
    );
    const storms = await stormsIn(
      { cluster, turned: changed },
      store,
      settings.storm,
    );
    const stormy = new Set(storms.flatMap(({ entityRefs }) => entityRefs));
    return [
      ...storms.flatMap(storm => this.#stormMessage(storm, changed)),
      ...this.#ownersMessages(
        regressions.filter(it => !stormy.has(it.entityRef)),
      ),
    ];
  }

  #ownersMessages(regressions: readonly Regression[]): Message[] {
    const byOwner = groupBy(
      regressions.flatMap(gate =>
        gate.owners.map(owner => ({ ...gate, owner })),
      ),
      ({ owner }) => owner,
    );
    return [...byOwner].map(([owner, gates]) => ({
      key: `readiness:regressions:${gates[0].id}:${owner}`,
      recipient: owner,
      payload: regressionText(owner, gates, this.#links),
    }));
  }

  #stormMessage(
    { cluster, entityRefs, total }: Storm,
    turned: readonly TurnedVerdict[],
  ): Message[] {
    const { settings, logger } = this.#options;
    const changed = entityRefs.length;
    if (settings.operator === undefined) {
      logger.warn(
        `${changed} of ${total} entities on ${cluster} changed at once; name who is told of it in readiness.notifications.operator`,
      );
      return [];
    }
    const of = turned.filter(row => entityRefs.includes(row.entityRef));
    const counts = [...groupBy(of, ({ to }) => to)].map(([to, rows]) => [
      to,
      entityRefsOf(rows).length,
    ]);
    return [
      {
        key: `readiness:storm:${turned[0].id}:${cluster}`,
        recipient: settings.operator,
        payload: stormText(
          { cluster, total, changed, turned: Object.fromEntries(counts) },
          this.#links,
        ),
      },
    ];
  }

  async #tellDigest(): Promise<void> {
    const { outbox, settings, clock } = this.#options;
    const now = clock();
    const mark = digestMark(lastDigestTime(settings, now));
    if (await outbox.isMarked(mark)) return;
    await outbox.post([mark], await this.#digestMessages(mark, now), now);
  }

  async #digestMessages(mark: string, now: Date): Promise<Message[]> {
    if (!this.#tells('digest')) return [];
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
    const mirror = await this.#mirrored([
      ...[...awaiting, ...waivers].flatMap(({ entities }) => entities),
      ...ending,
    ]);
    const digests = digestsOf({
      definitions,
      mirror,
      awaiting,
      ending,
      waivers,
      now,
      endsBefore,
    });
    return [...digests].map(([recipient, lines]) => ({
      key: `readiness:${mark}:${recipient}`,
      recipient,
      payload: digestText(lines, this.#links),
    }));
  }

  async #brokenGlassMessages(waiver: WaiverRow): Promise<Message[]> {
    if (!this.#tells('breakGlass')) return [];
    const { id, item, by, until, body } = waiver;
    const { scorecards } = this.#options.definitions;
    const scorecard = scorecards.get(waiver.scorecard);
    const recipient = decidersOf(scorecard);
    if (recipient === undefined || !isPerson(recipient)) return [];
    const refs = waiver.entities.map(({ entityRef }) => entityRef);
    const mirror = await this.#mirrored(waiver.entities);
    const news = {
      item: itemText(scorecard, item) ?? item,
      of: namedTo(recipient, refs, mirror),
      by,
      reason: body.reason,
      until: until!,
    };
    return [
      {
        key: `readiness:break-glass:${id}`,
        recipient,
        payload: brokenGlassText(news, this.#links),
      },
    ];
  }

  async #mirrored(
    of: readonly { entityRef: string }[],
  ): Promise<Map<string, MirroredEntity>> {
    const entityRefs = [...new Set(of.map(({ entityRef }) => entityRef))];
    const rows = await this.#options.store.entities({ entityRefs });
    return new Map(rows.map(row => [row.entityRef, row]));
  }

  async #prune(): Promise<void> {
    const { outbox, logger, clock } = this.#options;
    const before = (age: number) => new Date(clock().getTime() - age);
    const unsent = await outbox.prune(
      before(KEEP_MESSAGES_MS),
      before(KEEP_MARKS_MS),
    );
    if (unsent > 0)
      logger.warn(`Notifications dropped, unsent for a week: ${unsent}`);
  }

  #tells(what: 'regressions' | 'digest' | 'breakGlass'): boolean {
    const { settings } = this.#options;
    return settings.enabled && settings[what];
  }

  /** While nothing comes through, only sweeps try: evaluations and people do not wait for it one after the other. */
  async #deliver(sweep: boolean): Promise<void> {
    if (!this.#options.settings.enabled) return;
    if (sweep || !this.#delivery.down)
      await this.#try(() => this.#delivery.run());
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.logger.error(
        'People could not be told; it is tried again',
        error instanceof Error ? error : undefined,
      );
    }
  }
}

const digestMark = (due: Date) => `digest:${due.toISOString()}`;
