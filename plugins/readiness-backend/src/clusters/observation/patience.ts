/** Waits as long as a busy server asks, and gives up where that is longer than a request may be put off. */
import { setTimeout as wait } from 'node:timers/promises';

/** Before the second request; twice as long before each after it, where the server asks for less. */
const FIRST_PAUSE_MS = 500;
/** Where a busy server does not say how long. */
const UNSAID_MS = 1_000;
/** So that not all who wait come back at once: up to so much of the pause longer, and no more than a second. */
const JITTER = 0.2;
const MAX_JITTER_MS = 1_000;

/** What an answer says of a busy server. */
export interface Busy {
  status: number;
  askedMs: number;
}

export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/** A 429, or a 503 that names a time; undefined for every other answer. */
export function busyWith({
  status,
  headers,
}: Pick<Response, 'status' | 'headers'>): Busy | undefined {
  const header = headers.get('retry-after')?.trim();
  if (status !== 429 && !(status === 503 && header)) return undefined;
  const askedMs = header ? pauseMs(header, headers.get('date')) : undefined;
  return { status, askedMs: askedMs ?? UNSAID_MS };
}

/** Seconds, or a date, which is reckoned from the server's own clock where it shows it. */
function pauseMs(retryAfter: string, date: string | null): number | undefined {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const until = Date.parse(retryAfter);
  if (Number.isNaN(until)) return undefined;
  return Math.max(until - (Date.parse(date ?? '') || Date.now()), 0);
}

/** One for each server: when it asks one request to wait, all others wait too. */
export class Patience {
  private notBefore = 0;
  private last: Busy = { status: 429, askedMs: 0 };

  constructor(
    private readonly server: string,
    private readonly maxWaitMs: number,
  ) {}

  /** Sends until the server takes it. @throws BusyError */
  async ask<T extends { busy?: Busy }>(
    send: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    let giveUpAt: number | undefined;
    for (let attempt = 0; ; attempt++) {
      const pause = this.notBefore - performance.now();
      if (pause > 0) {
        giveUpAt ??= performance.now() + this.maxWaitMs;
        if (this.notBefore > giveUpAt) throw this.tooBusy();
        await wait(withJitter(pause), undefined, { signal });
      }
      const answer = await send();
      if (!answer.busy) return answer;
      giveUpAt ??= performance.now() + this.maxWaitMs;
      this.hold(answer.busy, attempt);
    }
  }

  private hold(busy: Busy, attempt: number): void {
    const pause = Math.max(busy.askedMs, FIRST_PAUSE_MS * 2 ** attempt);
    this.last = busy;
    this.notBefore = Math.max(this.notBefore, performance.now() + pause);
  }

  private tooBusy(): BusyError {
    const { status, askedMs } = this.last;
    const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;
    return new BusyError(
      `${
        this.server
      } is too busy: it answered ${status} and asked for ${seconds(
        askedMs,
      )}, and a request is put off for ${seconds(this.maxWaitMs)} at most`,
    );
  }
}

function withJitter(pause: number): number {
  return pause + Math.random() * Math.min(pause * JITTER, MAX_JITTER_MS);
}
