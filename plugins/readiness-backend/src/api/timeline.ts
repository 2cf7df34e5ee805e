/** What changed of one gate, newest first, as a caller may see it. */
import { InputError } from '@backstage/errors';
import type { TransitionView } from '@readiness-gates/backstage-plugin-readiness-common';
import type { CompiledScorecard } from '../definitions/types';
import { isInShadow } from '../evaluation/applicability';
import type {
  ReadinessStore,
  Transition,
  TransitionFilter,
} from '../store/types';
import { shownEvidence } from './unseen';
import type { Audience } from './views';

const LIMIT = 50;

export async function timelineOf(
  scorecard: CompiledScorecard,
  asked: {
    entityRef: string;
    clusters: readonly string[];
    limit?: number;
    before?: string;
    item?: string;
  },
  audience: Audience,
  store: Pick<ReadinessStore, 'transitions'>,
): Promise<TransitionView[]> {
  const { before, limit = LIMIT, ...filter } = asked;
  const hidden = new Set(
    audience.shadow
      ? []
      : scorecard.items.filter(isInShadow).map(item => item.definition.id),
  );
  // Of an item that is hidden, there is nothing but the outages to look for.
  const of =
    filter.item !== undefined && hidden.has(filter.item)
      ? { clusters: filter.clusters }
      : { ...filter, scorecard: scorecard.definition.id };
  const transitions = await visible(
    { ...of, limit, ...(before && { before: timeOf(before) }) },
    hidden,
    store,
  );
  return transitions.map(transition => transitionView(transition, audience));
}

/** Reads on until the page is full: what is hidden leaves no gap. */
async function visible(
  filter: TransitionFilter,
  hidden: ReadonlySet<string>,
  store: Pick<ReadinessStore, 'transitions'>,
): Promise<Transition[]> {
  const { limit } = filter;
  const shown: Transition[] = [];
  let after: Pick<TransitionFilter, 'before' | 'beforeId'> = {};
  for (;;) {
    const page = await store.transitions({ ...filter, ...after });
    shown.push(...page.filter(({ item }) => !item || !hidden.has(item)));
    const last = page.at(-1);
    if (!last || page.length < limit || shown.length >= limit)
      return shown.slice(0, limit);
    after = { before: last.at, beforeId: last.id };
  }
}

function transitionView(
  {
    id: _id,
    entityRef: _ref,
    scorecard: _scorecard,
    at,
    endedAt,
    evidence,
    ...rest
  }: Transition,
  { findings, sees }: Audience,
): TransitionView {
  return {
    ...rest,
    at: at.toISOString(),
    ...(endedAt && { endedAt: endedAt.toISOString() }),
    evidence: findings || isSaid(evidence) ? shownEvidence(evidence, sees) : {},
  };
}

/** Who said something is no evidence of a cluster. */
function isSaid(evidence: Transition['evidence']): boolean {
  return 'decision' in evidence || 'report' in evidence;
}

function timeOf(before: string): Date {
  const time = new Date(before);
  if (Number.isNaN(time.getTime()))
    throw new InputError(`before: ${JSON.stringify(before)} is no time`);
  return time;
}
