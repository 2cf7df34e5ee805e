/** What stands of a decision now. Pure: the row with its trail, the facts and a clock. */
import type {
  ApprovalRow,
  AttestationRow,
  DecisionRow,
  WaiverRow,
} from '../store/types';

/** What is true of an entity now, as far as attestations depend on it. */
export interface EntityFacts {
  /** Digests (or names, where none is known) of what runs where the word is asked for. */
  images: readonly string[];
  /** Refs, sorted. */
  owners: readonly string[];
}

export interface Standing<S extends string> {
  status: S;
  reason?: string;
}

export type AttestationStatus = 'valid' | 'expired' | 'revoked' | 'lapsed';
export type ApprovalStatus =
  | 'approved'
  | 'declined'
  | 'lapsed'
  | 'revoked'
  | 'expired';
export type WaiverStatus =
  | 'requested'
  | 'approved'
  | 'denied'
  | 'revoked'
  | 'expired';

export function attestationStatus(
  row: AttestationRow,
  lapsesOn: readonly ('newImage' | 'ownerChanged')[],
  facts: EntityFacts,
  now: Date,
): Standing<AttestationStatus> {
  const revoked = eventOf(row, 'revoked');
  if (revoked) return { status: 'revoked', reason: revoked.reason };
  if (hasEnded(row, now)) return { status: 'expired' };
  const { images, owner } = row.body;
  const other = facts.images.find(image => !images.includes(image));
  if (lapsesOn.includes('newImage') && other !== undefined)
    return { status: 'lapsed', reason: `Another image runs: ${other}` };
  if (lapsesOn.includes('ownerChanged') && owner !== facts.owners.join(' ')) {
    return {
      status: 'lapsed',
      reason: `The owner changed to ${facts.owners.join(', ') || 'nobody'}`,
    };
  }
  return { status: 'valid' };
}

/** `lapse`: why it lapses now by a rule that nobody has written down yet. */
export function approvalStatus(
  row: ApprovalRow,
  lapse: string | undefined,
  now: Date,
): Standing<ApprovalStatus> {
  const revoked = eventOf(row, 'revoked');
  if (revoked) return { status: 'revoked', reason: revoked.reason };
  if (row.body.decision === 'decline')
    return { status: 'declined', reason: row.body.reason };
  const lapsed = eventOf(row, 'lapsed')?.reason ?? lapse;
  if (lapsed !== undefined) return { status: 'lapsed', reason: lapsed };
  return { status: hasEnded(row, now) ? 'expired' : 'approved' };
}

export function waiverStatus(
  row: WaiverRow,
  now: Date,
): Standing<WaiverStatus> {
  const revoked = eventOf(row, 'revoked');
  if (revoked) return { status: 'revoked', reason: revoked.reason };
  const denied = eventOf(row, 'denied');
  if (denied) return { status: 'denied', reason: denied.reason };
  if (hasEnded(row, now)) return { status: 'expired' };
  const approved = eventOf(row, 'approved') ?? row.body.breakGlass;
  return { status: approved ? 'approved' : 'requested' };
}

export function eventOf(
  { events }: DecisionRow,
  action: DecisionRow['events'][number]['action'],
) {
  return events.find(event => event.action === action);
}

function hasEnded({ until }: DecisionRow, now: Date): boolean {
  return until !== undefined && until <= now;
}
