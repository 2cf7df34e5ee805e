/** Sends what is in the outbox. A message is tried until it is through: by one replica at a time, ever more seldom. */
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { DueMessage, NotificationStore } from '../store/notifications';

const MINUTE = 60_000;
const SEND_WITHIN_MS = 10_000;
/** Longer than a message is tried, so that nobody else tries it meanwhile. */
const RETRY_AFTER_MS = MINUTE;
const RETRY_WITHIN_MS = 10 * MINUTE;
const AT_ONCE = 100;

export interface DeliveryOptions {
  service: NotificationService;
  outbox: Pick<NotificationStore, 'due' | 'claim' | 'sent'>;
  logger: LoggerService;
  clock: () => Date;
  /** Told of each message that was tried, whether it is through. */
  tried?: (sent: boolean) => void;
}

export class Delivery {
  readonly #options: DeliveryOptions;
  #down = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Whether the last message could not be sent. */
  get down(): boolean {
    return this.#down;
  }

  /** Stops at the first message that cannot be sent: the next will hardly be. */
  async run(): Promise<void> {
    const { outbox, clock } = this.#options;
    for (const message of await outbox.due(clock(), AT_ONCE)) {
      if (!(await outbox.claim(message, retryAt(message, clock())))) continue;
      if (!(await this.#send(message))) return;
      await outbox.sent(message, clock());
    }
  }

  async #send({ key, recipient, payload }: DueMessage): Promise<boolean> {
    try {
      await within(
        SEND_WITHIN_MS,
        this.#options.service.send({
          recipients: { type: 'entity', entityRef: recipient },
          payload: { ...payload, scope: key },
        }),
      );
      this.#down = false;
    } catch (error) {
      this.#warn(error);
      this.#down = true;
    }
    this.#options.tried?.(!this.#down);
    return !this.#down;
  }

  /** Once, until something could be sent. */
  #warn(error: unknown): void {
    if (this.#down) return;
    this.#options.logger.warn(
      `A notification waits: ${
        error instanceof Error ? error.message : error
      }. Is the notifications backend installed? Switch messages off with readiness.notifications.enabled: false`,
    );
  }
}

function retryAt({ attempts }: DueMessage, now: Date): Date {
  const after = Math.min(RETRY_AFTER_MS * 2 ** attempts, RETRY_WITHIN_MS);
  return new Date(now.getTime() + after);
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
