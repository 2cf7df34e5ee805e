/**
 * What a checklist claims of itself, held against what the evidence says. A claim is free text: only what
 * says a share ("85-90%", "7/7"), that all is done ("✅", "Complete") or that one may go ("READY") is judged.
 */
import { RESULTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  ComputedView,
  GateState,
  ResultCounts,
  ResultKind,
} from '@readiness-gates/backstage-plugin-readiness-common';

export type ClaimStanding = 'holds' | 'unproven' | 'untrue';

/** What the evidence says of that which a claim is about. */
export interface Truth {
  /** Percent that passed, at the least and at the most. */
  low: number;
  high: number;
  /** Of the claim that all of it is done. */
  all: ClaimStanding;
  /** Of the claim that it is ready, where that is another question. */
  ready?: ClaimStanding;
}

type Claim =
  | { kind: 'ready' }
  | { kind: 'all' }
  | { kind: 'share'; percent: number };

/** Such words take back what stands beside them. */
const TAKES_BACK =
  /[⏳❌🔴🟡]|\b(not|pending|planned|partial|partially|in progress|to be|to do|todo)\b/iu;
const PERCENT = /(\d+(?:\.\d+)?)\s*(?:[-–—]\s*\d+(?:\.\d+)?\s*)?%/u;
const RATIO = /\b(\d+)\s*(?:\/|of)\s*(\d+)\b/iu;
const READY = /\bready\b/iu;
const ALL = /[✅✔☑🟢]|\b(all|complete|completed|done|passed|validated)\b/iu;

/** `undefined` where it says nothing that evidence could bear out. */
export function readClaim(text: string): Claim | undefined {
  if (TAKES_BACK.test(text)) return undefined;
  const percent = percentOf(text);
  if (percent !== undefined)
    return percent >= 100 ? { kind: 'all' } : { kind: 'share', percent };
  if (READY.test(text)) return { kind: 'ready' };
  return ALL.test(text) ? { kind: 'all' } : undefined;
}

function percentOf(text: string): number | undefined {
  const percent = PERCENT.exec(text);
  if (percent) return Number(percent[1]);
  const [part, whole] = (RATIO.exec(text) ?? []).slice(1).map(Number);
  return whole > 0 && part <= whole ? (part / whole) * 100 : undefined;
}

export function standingOf(
  text: string,
  truth: Truth | undefined,
): ClaimStanding | undefined {
  const claim = readClaim(text);
  if (!claim || !truth) return undefined;
  if (claim.kind === 'all') return truth.all;
  if (claim.kind === 'ready') return truth.ready ?? truth.all;
  if (truth.low >= claim.percent) return 'holds';
  return truth.high < claim.percent ? 'untrue' : 'unproven';
}

export function truthOfGate({ score, counts, verdict }: GateState): Truth {
  const readiness = {
    ready: 'holds',
    incomplete: 'unproven',
    blocked: 'untrue',
  } as const;
  return {
    low: score.low,
    high: score.high,
    all: allDone(counts) ?? 'holds',
    ready: readiness[verdict],
  };
}

/** `undefined` where nothing was asked: there is no truth to hold a claim against. */
export function truthOfCounts(counts: ResultCounts): Truth | undefined {
  const all = allDone(counts);
  return all && { ...shareOf(counts), all };
}

export const truthOfResult = (result: ResultKind): Truth | undefined =>
  truthOfCounts(countsOf([result]));

/** What is waived was not done. */
function allDone(counts: ResultCounts): ClaimStanding | undefined {
  if (counts.fail + counts.waived > 0) return 'untrue';
  if (counts.unknown + counts.pending > 0) return 'unproven';
  return counts.pass > 0 ? 'holds' : undefined;
}

/** The share that passed of what passed or failed, and what the open ones leave of it. */
export function shareOf(counts: ResultCounts): { low: number; high: number } {
  const { pass, fail, unknown, pending } = counts;
  const open = unknown + pending;
  return {
    low: shareIn(pass, pass + fail + open),
    high: shareIn(pass + open, pass + fail + open),
  };
}

/** One decimal, and never rounded up to 100: 99.96 % is not all. */
function shareIn(part: number, whole: number): number {
  return whole === 0 ? 100 : shownPercent((part / whole) * 100);
}

export function shownPercent(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  return rounded >= 100 && value < 100 ? 99.9 : rounded;
}

export function countsOf(results: readonly ResultKind[]): ResultCounts {
  const count = (kind: ResultKind) =>
    results.filter(result => result === kind).length;
  return Object.fromEntries(
    RESULTS.map(kind => [kind, count(kind)]),
  ) as ResultCounts;
}

/** How many passed of how many apply, of those that are asked at all. */
export function passedOf(counts: ResultCounts) {
  const asked = RESULTS.reduce((sum, result) => sum + counts[result], 0);
  return { passed: counts.pass, applicable: asked - counts.notApplicable };
}

/** These parts show the gate as it stands now; others show what was, or what is to do. */
const OF_THE_GATE: ComputedView[] = [
  'report-header',
  'readiness-score',
  'readiness-status',
];

interface ClaimedSection {
  claim?: string;
  items: { claim?: string; view?: ComputedView }[];
}

/** A section that repeats the claim of a part it shows is about the gate, not about its own few items. */
export function isAboutGate({ claim, items }: ClaimedSection): boolean {
  return (
    claim !== undefined &&
    items.some(item => item.claim === claim && isGateView(item.view))
  );
}

export const isGateView = (view?: ComputedView): boolean =>
  view !== undefined && OF_THE_GATE.includes(view);
