/** When what is old goes: read from app-config once at start, and done once an hour by one replica. See config.d.ts. */
import type {
  LoggerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { readOptionalDuration } from './duration';
import type { ReadinessStore } from './store/types';

const DAY = 24 * 60 * 60_000;

export const CLEAN_UP_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { hours: 1 },
  timeout: { minutes: 50 },
  initialDelay: { minutes: 5 },
  scope: 'global',
};

/** In milliseconds; for ever where nothing is said. */
export interface Retention {
  departed: number;
  evaluations: number;
  history?: number;
  reports?: number;
}

/** @throws Error that names the key */
export function readRetention(config: Config): Retention {
  const kept = (what: keyof Retention) => {
    const key = `readiness.retention.${what}`;
    const age = readOptionalDuration(config, key);
    if (age === undefined || age >= DAY) return age;
    throw new Error(`${key}: less than a day`);
  };
  return {
    departed: kept('departed') ?? 30 * DAY,
    evaluations: kept('evaluations') ?? 30 * DAY,
    history: kept('history'),
    reports: kept('reports'),
  };
}

export interface CleanUpOptions {
  store: Pick<ReadinessStore, 'cleanUp'>;
  retention: Retention;
  logger: LoggerService;
  clock: () => Date;
}

export async function cleanUp(
  { store, retention, logger, clock }: CleanUpOptions,
  signal?: AbortSignal,
): Promise<void> {
  const now = clock().getTime();
  const before = (age: number) => new Date(now - age);
  const { departed, evaluations, history, reports } = retention;
  const counts = await store.cleanUp(
    {
      departed: before(departed),
      evaluations: before(evaluations),
      ...(history !== undefined && { history: before(history) }),
      ...(reports !== undefined && { reports: before(reports) }),
    },
    signal,
  );
  if (counts.size > 0)
    logger.info(
      `Cleaned up: ${[...counts]
        .map(([table, rows]) => `${rows} of ${table}`)
        .join(', ')}`,
    );
}
