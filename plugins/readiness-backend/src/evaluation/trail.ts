/** Verdicts that turned and signatures that lapsed are events of the audit log, as what people do is. */
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { GateChanges } from '../store/types';

interface Told {
  eventId: string;
  meta: Record<string, string>;
}

/** For a store to call once changes are written. What cannot be told is logged: the change holds. */
export function auditChanges(
  auditor: AuditorService,
  logger: LoggerService,
): (changes: GateChanges) => Promise<void> {
  return async changes => {
    try {
      for (const { eventId, meta } of eventsOf(changes)) {
        const event = await auditor.createEvent({
          eventId,
          severityLevel: 'low',
          meta,
        });
        await event.success();
      }
    } catch (error) {
      logger.error('The audit log does not take changes', error as Error);
    }
  };
}

/** A first judgement is no change. */
function eventsOf({ transitions, lapses }: GateChanges): Told[] {
  const turned = transitions.filter(
    ({ item, from }) => item === undefined && from !== '',
  );
  return [
    ...turned.map(({ entityRef = '', scorecard = '', ...rest }) => ({
      eventId: 'verdict-change',
      meta: {
        entityRef,
        scorecard,
        environment: rest.environment,
        from: rest.from,
        to: rest.to,
        cause: rest.cause,
      },
    })),
    ...lapses.map(({ decisionId, reason }) => ({
      eventId: 'approval-lapse',
      meta: { approval: decisionId, reason },
    })),
  ];
}
