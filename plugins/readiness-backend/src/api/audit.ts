/** Every write is an event of the audit log, also one that was refused. */
import type { Request } from 'express';
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
