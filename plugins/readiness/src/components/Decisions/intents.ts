/** What somebody wants to do about an item; each opens a dialog. */
import type { WaiverView } from '@readiness-gates/backstage-plugin-readiness-common';

/** `request` is a waiver that nobody has decided yet. */
export type RevokedWord = 'attestation' | 'approval' | 'waiver' | 'request';

export type Intent =
  | { act: 'attest' | 'approve' | 'decline'; item: string }
  | { act: 'waive'; item: string; renews?: WaiverView }
  | { act: 'allow' | 'deny' | 'review'; waiver: WaiverView; text: string }
  | { act: 'revoke'; word: RevokedWord; id: string; text: string }
  | { act: 'snapshot'; id: string; text: string };

/** Which gate it is about. */
export interface GateKey {
  entityRef: string;
  scorecard: string;
}
