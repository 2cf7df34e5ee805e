/** Reads what stood behind a change. The API leaves its shape open, so nothing here is taken for granted. */
import type {
  Finding,
  TransitionView,
} from '@readiness-gates/backstage-plugin-readiness-common';

export interface Change {
  from: string;
  to: string;
}

/** A workload that changed between two evaluations. */
export interface ChangedWorkload {
  workload: string;
  appeared: boolean;
  generation?: Change;
  replicas?: Change;
  /** One for each image that is another now. */
  images: Change[];
}

export interface ShownEvidence {
  finding?: Pick<Finding, 'kind' | 'namespace' | 'name' | 'message'>;
  workloads: ChangedWorkload[];
  selectionChanged: boolean;
  /** Who decided, in whose words, with which link. */
  by?: string;
  reason?: string;
  message?: string;
  link?: string;
  /** Of an outage: how many reads. */
  reads?: number;
}

type Unknown = Record<string, unknown>;

export function shownEvidence({ evidence }: TransitionView): ShownEvidence {
  const finding = objectOf(evidence.finding);
  return {
    ...(finding && typeof finding.message === 'string'
      ? { finding: finding as unknown as Finding }
      : {}),
    workloads: listOf(evidence.workloads).flatMap(changedWorkload),
    selectionChanged: objectOf(evidence.selection) !== undefined,
    by: textOf(evidence.by),
    reason: textOf(evidence.reason),
    message: textOf(evidence.message),
    link: textOf(evidence.link),
    ...(typeof evidence.total === 'number' && { reads: evidence.total }),
  };
}

function changedWorkload(value: unknown): ChangedWorkload[] {
  const one = objectOf(value);
  const workload = textOf(one?.workload);
  if (!one || !workload) return [];
  return [
    {
      workload,
      appeared: one.appeared === true,
      generation: changeOf(one.generation),
      replicas: changeOf(one.replicas),
      images: imagesOf(one.images),
    },
  ];
}

function changeOf(value: unknown): Change | undefined {
  const change = objectOf(value);
  return change && { from: wordOf(change.from), to: wordOf(change.to) };
}

/** Images that stayed are left out; those that went and came are paired in their order. */
function imagesOf(value: unknown): Change[] {
  const change = objectOf(value);
  if (!change) return [];
  const before = listOf(change.from).map(wordOf);
  const after = listOf(change.to).map(wordOf);
  const gone = before.filter(image => !after.includes(image));
  const come = after.filter(image => !before.includes(image));
  return Array.from(
    { length: Math.max(gone.length, come.length) },
    (_, index) => ({ from: gone[index] ?? '', to: come[index] ?? '' }),
  );
}

function objectOf(value: unknown): Unknown | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Unknown)
    : undefined;
}

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : [];

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const wordOf = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value);
