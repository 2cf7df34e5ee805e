/** What a caller may say of a gate, and why not: for routes that refuse, and for views that say so before. */
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  readinessApprovalCreatePermission,
  readinessAttestationCreatePermission,
  readinessReportCreatePermission,
  readinessWaiverDecidePermission,
  readinessWaiverRequestPermission,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { CompiledScorecard } from '../definitions/types';
import type { ApprovalAsk, AttestationAsk } from '../people/asks';
import { waiverStatus } from '../people/status';
import { canonicalRef } from '../people/voices';
import type { WaiverRow } from '../store/types';
import type { Callers } from './callers';
import { isAmong } from './membership';
import type { Member } from './membership';
import type { ReadinessGate } from './permissions';

const PERMISSIONS = {
  attest: readinessAttestationCreatePermission,
  approve: readinessApprovalCreatePermission,
  request: readinessWaiverRequestPermission,
  decide: readinessWaiverDecidePermission,
  report: readinessReportCreatePermission,
};
type Word = keyof typeof PERMISSIONS;

/** A caller, and what a policy allows them. */
export interface Rights {
  /** Absent for a service. */
  member?: Member;
  may: (word: Word, gate: ReadinessGate) => boolean;
}

export async function rightsOf(
  callers: Callers,
  credentials: BackstageCredentials,
): Promise<Rights> {
  const words = Object.keys(PERMISSIONS) as Word[];
  const [member, filters] = await Promise.all([
    callers.member(credentials),
    callers.gateFilters(credentials, Object.values(PERMISSIONS)),
  ]);
  return {
    ...(member && { member }),
    may: (word, gate) => filters[words.indexOf(word)](gate),
  };
}

/** What a policy does not allow, in words. */
export function whyNotAllowed(
  word: Word,
  gate: ReadinessGate,
  { may }: Rights,
): string | undefined {
  return may(word, gate)
    ? undefined
    : `This needs the permission ${PERMISSIONS[word].name}`;
}

const VERBS = { attestation: 'attest', approval: 'sign off' } as const;

/** Whether the member's word counts, whatever a policy says. */
export function whyNotSpeak(
  {
    kind,
    item,
    by,
  }: Pick<AttestationAsk | ApprovalAsk, 'kind' | 'item' | 'by'>,
  member: Member | undefined,
): string | undefined {
  const verb = VERBS[kind];
  if (!member) return `A service token cannot ${verb}: it takes a user`;
  if (member.guest) return `A guest cannot ${verb}: sign in under a name`;
  if (by.length === 0) return `The scorecard names nobody who may ${verb}`;
  return isAmong(member, by)
    ? undefined
    : `The ${kind} of ${item} is for ${whose(by)}`;
}

export function whose(refs: readonly string[]): string {
  return refs
    .map(ref => (ref.startsWith('user:') ? ref : `members of ${ref}`))
    .join(' or ');
}

/** Why a sign-off must wait for others. */
export function whyWait({ item, waitsFor }: ApprovalAsk): string | undefined {
  return waitsFor.length > 0
    ? `The approval of ${item} comes after ${waitsFor.join(', ')}`
    : undefined;
}

/** Ref of the group that decides on the waivers of a scorecard; undefined where it names none. */
export function decidersOf(
  scorecard: CompiledScorecard | undefined,
): string | undefined {
  const { waiversDecidedBy, owner } = scorecard?.definition ?? {};
  return canonicalRef(waiversDecidedBy ?? owner ?? '');
}

export function isDecider(
  member: Member,
  deciders: string | undefined,
): boolean {
  return !member.guest && deciders !== undefined && isAmong(member, [deciders]);
}

/** Why it is not for the member to decide on a waiver. Never for whoever requested it. */
export function whyNotDecide(
  row: WaiverRow,
  deciders: string | undefined,
  member: Member | undefined,
): string | undefined {
  if (!member) return 'A service token cannot decide: it takes a user';
  if (member.guest) return 'A guest cannot decide: sign in under a name';
  if (!isDecider(member, deciders))
    return `It is for ${whose(deciders ? [deciders] : [])} to decide`;
  return isBy(member, row)
    ? 'Whoever requested a waiver cannot decide on it; somebody else must'
    : undefined;
}

/** Why nobody can decide on a waiver any more. */
export function whyDecided(row: WaiverRow, now: Date): string | undefined {
  const { status } = waiverStatus(row, now);
  const decided = row.events.find(({ action }) =>
    ['approved', 'denied', 'reviewed'].includes(action),
  );
  if (decided)
    return `The waiver was ${decided.action} already, by ${decided.by}`;
  if (row.body.breakGlass) return undefined;
  return status === 'requested' ? undefined : `The waiver has ended: ${status}`;
}

export function isBy(member: Member, { by }: { by: string }): boolean {
  return member.ref === canonicalRef(by);
}
