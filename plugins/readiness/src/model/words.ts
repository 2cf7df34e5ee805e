/** What people and tools were asked and have said of an item, and how each word stands. */
import BlockIcon from '@material-ui/icons/Block';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import GavelIcon from '@material-ui/icons/Gavel';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import UndoIcon from '@material-ui/icons/Undo';
import type { ComponentType } from 'react';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import type {
  Ask,
  GateDetail,
  ItemView,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { allItems } from './gate';
import type { Tone } from './tones';

export type WordStatus =
  | NonNullable<ItemView['attestations']>[number]['status']
  | NonNullable<ItemView['approvals']>[number]['status']
  | WaiverView['status'];

type Look = { tone: Tone; Icon: ComponentType<SvgIconProps> };

/** `approved` is of a sign-off here; an approved waiver has the look of what is waived. */
export const STATUS_LOOKS: Record<WordStatus, Look> = {
  valid: { tone: 'good', Icon: CheckCircleIcon },
  approved: { tone: 'good', Icon: CheckCircleIcon },
  requested: { tone: 'open', Icon: HourglassEmptyIcon },
  expired: { tone: 'open', Icon: HourglassEmptyIcon },
  lapsed: { tone: 'open', Icon: HourglassEmptyIcon },
  declined: { tone: 'bad', Icon: CancelIcon },
  denied: { tone: 'bad', Icon: BlockIcon },
  revoked: { tone: 'muted', Icon: UndoIcon },
};

export const WAIVER_APPROVED: Look = { tone: 'decided', Icon: GavelIcon };

/** Those asks that nobody has answered for now. */
export function openAsks(item: ItemView): Ask[] {
  return (item.asks ?? []).filter(ask => !isAnswered(item, ask));
}

function isAnswered(item: ItemView, { kind }: Ask): boolean {
  if (kind === 'attestation')
    return (item.attestations ?? []).some(({ status }) => status === 'valid');
  if (kind === 'approval')
    return (item.approvals ?? []).some(({ status }) => status === 'approved');
  return !item.answers.some(({ result }) => result === 'pending');
}

const WAIVABLE = ['fail', 'unknown', 'pending'];

/** Whether there is something open that a waiver could cover. */
export function canBeWaived(item: ItemView): boolean {
  return (
    item.waiving !== undefined &&
    item.answers.some(({ result }) => WAIVABLE.includes(result))
  );
}

/** A word that counts or is asked for stands before those that are over; the newest first. */
export function byStanding<W extends { status: WordStatus; at: string }>(
  words: W[] = [],
): { standing: W[]; over: W[] } {
  const newestFirst = [...words].sort(
    (a, b) => Date.parse(b.at) - Date.parse(a.at),
  );
  const stands = ({ status }: W) =>
    ['valid', 'approved', 'requested'].includes(status);
  const standing = newestFirst.filter(stands);
  const over = newestFirst.filter(word => !stands(word));
  // With nothing that counts, the last word tells why not.
  return standing.length > 0
    ? { standing, over }
    : { standing: over.slice(0, 1), over: over.slice(1) };
}

/** What a sign-off is put under: enforced blocking items, sign-offs left out; what is open first. */
export function signedItems(detail: GateDetail): ItemView[] {
  const items = allItems(detail).filter(
    item =>
      item.enforced &&
      item.severity === 'blocking' &&
      !item.notEvaluated &&
      !item.asks?.some(({ kind }) => kind === 'approval'),
  );
  return [
    ...items.filter(item => !isWell(item)),
    ...items.filter(item => isWell(item)),
  ];
}

export const isWell = ({ result }: Pick<ItemView, 'result'>) =>
  result === 'pass' || result === 'notApplicable';

/** The gate's ref, which policies may put conditions on. */
export function gateRef(gate: { entityRef: string; scorecard: string }) {
  return `${gate.entityRef}#${gate.scorecard}`;
}

export function sameRef(a: string | undefined, b: string): boolean {
  return a !== undefined && a.toLowerCase() === b.toLowerCase();
}

/** The waiver that the item leans on without anybody's decision. */
export function brokenGlass({
  answers,
  waivers,
}: Pick<ItemView, 'answers' | 'waivers'>): WaiverView | undefined {
  const used = new Set(answers.map(({ waiver }) => waiver?.id));
  return waivers?.find(({ id, breakGlass }) => breakGlass && used.has(id));
}
