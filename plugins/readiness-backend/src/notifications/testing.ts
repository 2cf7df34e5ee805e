/** A notification service for tests, that may be down. */
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';

export interface FakeNotifications extends NotificationService {
  down: boolean;
  sent: NotificationSendOptions[];
  /** `recipient: title`, in the order of the alphabet; forgets them. */
  take(): string[];
}

export function fakeNotifications(): FakeNotifications {
  const service: FakeNotifications = {
    down: false,
    sent: [],
    send: async options => {
      if (service.down) throw new Error('the service is down');
      service.sent.push(options);
    },
    take: () =>
      service.sent
        .splice(0)
        .map(({ recipients, payload }) => {
          const { entityRef } = recipients as { entityRef: string };
          return `${entityRef}: ${payload.title}`;
        })
        .sort(),
  };
  return service;
}
