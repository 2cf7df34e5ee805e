/** What stands now of what somebody said, given the gate that it is about. */
import { approvalStatus, attestationStatus } from '../people/status';
import type {
  ApprovalStatus,
  AttestationStatus,
  Standing,
} from '../people/status';
import type { AnsweredItem } from '../evaluation/answers';
import type { ComputedGate } from '../evaluation/gates';
import {
  approvalsFor,
  attestationsFor,
  statedEvidence,
} from '../evaluation/stated';
import type { ApprovalRow, AttestationRow } from '../store/types';

/** A gate may be gone, and a question be asked no longer: then dates and the trail alone tell. */
export function attestationStanding(
  row: AttestationRow,
  gate: ComputedGate | undefined,
  now: Date,
): Standing<AttestationStatus> {
  for (const item of itemsWith(gate, row)) {
    for (const question of item.stated) {
      if (question.key !== row.question) continue;
      const evidence = statedEvidence(question.check).find(
        one => one.kind === 'attestation',
      );
      if (evidence?.kind !== 'attestation') continue;
      const given = attestationsFor(question, evidence, gate!.askedOf(item));
      const own = given.find(it => it.row.id === row.id);
      if (own) return own.standing;
    }
  }
  return attestationStatus(row, [], { images: [], owners: [] }, now);
}

export function approvalStanding(
  row: ApprovalRow,
  gate: ComputedGate | undefined,
  now: Date,
): Standing<ApprovalStatus> {
  for (const item of itemsWith(gate, row)) {
    for (const question of item.stated) {
      const own = approvalsFor(question, gate!.askedOf(item)).find(
        it => it.row.id === row.id,
      );
      if (own) return own.standing;
    }
  }
  return approvalStatus(row, undefined, now);
}

/** An attestation may have been given under another item that asks the same. */
function itemsWith(
  gate: ComputedGate | undefined,
  { question }: { question: string },
): AnsweredItem[] {
  return (
    gate?.items.filter(({ stated }) =>
      stated.some(({ key }) => key === question),
    ) ?? []
  );
}
