/** Every write is an event of the audit log, also one that was refused. */
import type { Request } from 'express';
import type { Person } from './callers';
import type { RouterOptions } from './options';

export interface AuditedWrite {
  eventId: string;
  severityLevel?: 'low' | 'medium' | 'high' | 'critical';
  meta: Record<string, unknown>;
}

/** `write` gives its answer, and what the event says of it besides. */
export async function audited<T>(
  { auditor }: Pick<RouterOptions, 'auditor'>,
  request: Request,
  { eventId, severityLevel = 'medium', meta }: AuditedWrite,
  write: () => Promise<{ answer: T; meta: Record<string, unknown> }>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId,
    request,
    severityLevel,
    meta: meta as never,
  });
  try {
    const { answer, meta: told } = await write();
    await event.success({ meta: told as never });
    return answer;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}

/** What a person says: `to` is the verb. A service that tries is refused, and that is an event too. */
export async function auditedWord<T>(
  options: Pick<RouterOptions, 'auditor' | 'callers'>,
  request: Request,
  { to, ...event }: AuditedWrite & { to: string },
  write: (
    person: Person,
  ) => Promise<{ answer: T; meta: Record<string, unknown> }>,
): Promise<T> {
  const { callers } = options;
  const credentials = await callers.reader(request);
  return audited(options, request, event, async () =>
    write(await callers.person(credentials, to)),
  );
}
