/** What a changed state leaves behind: rows of open results, and transitions of items. */
import type {
  Finding,
  ResultKind,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { combineResults } from '@readiness-gates/backstage-plugin-readiness-common';
import type { CompiledScorecard, Question } from '../definitions/types';
import type {
  JudgedWorkload,
  PackedState,
  ProblemRow,
  StateKey,
  StateRow,
  StoredResult,
  Transition,
  TransitionCause,
} from '../store/types';
import { excludedIn, resolveItem } from './applicability';
import type { ResolvedItem } from './applicability';

/** `unread` is an unknown whose cause observations tell. */
const KIND: Record<StoredResult['r'], ResultKind | undefined> = {
  // What people and tools say of it is not the cluster's to tell.
  cannotExist: undefined,
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  unread: 'unknown',
  notApplicable: 'notApplicable',
};

interface ItemResults {
  resolved: ResolvedItem;
  combined: ResultKind;
  results: { question: Question; stored: StoredResult }[];
}

function itemResults(
  scorecard: CompiledScorecard,
  entity: Record<string, unknown>,
  environment: string,
  packed: PackedState,
  now: Date,
): ItemResults[] {
  return scorecard.items
    .filter(({ definition }) => !excludedIn(definition, environment))
    .flatMap(item => {
      const resolved = resolveItem(item, entity, now);
      const results = resolved.questions.flatMap(question => {
        const stored = packed.results[question.key];
        return stored && KIND[stored.r] ? [{ question, stored }] : [];
      });
      const combined = combineResults(
        results.flatMap(({ stored }) => KIND[stored.r] ?? []),
      );
      return combined ? [{ resolved, combined, results }] : [];
    });
}

export function problemRows(
  state: StateRow,
  scorecard: CompiledScorecard,
  entity: Record<string, unknown>,
  now: Date,
): ProblemRow[] {
  const { entityRef, cluster, environment } = state;
  return itemResults(scorecard, entity, environment, state.packed, now).flatMap(
    ({ resolved, combined, results }): ProblemRow[] => {
      if (combined === 'pass' || combined === 'notApplicable') return [];
      const open = results.filter(({ stored }) => KIND[stored.r] === combined);
      const findings = open.flatMap(({ stored }) =>
        stored.r === 'fail' ? stored.findings : [],
      );
      const total = open.reduce(
        (sum, { stored }) => sum + (stored.r === 'fail' ? stored.total : 0),
        0,
      );
      const { definition } = resolved.item;
      return [
        {
          entityRef,
          scorecard: scorecard.definition.id,
          cluster,
          environment,
          item: definition.id,
          check: open[0].question.check.definition.id,
          severity: resolved.severity,
          result: combined,
          cause: causeOf(open[0].stored),
          responsible: definition.responsible,
          findings: findings.slice(0, 50),
          findingsTotal: total,
        },
      ];
    },
  );
}

function causeOf(stored: StoredResult): string {
  if (stored.r === 'unknown') return stored.cause;
  return stored.r === 'unread' ? 'unread' : '';
}

/** One transition for each item whose result turned; the first state of an entity is none. */
export function itemTransitions(
  before: StateRow | undefined,
  after: StateRow,
  scorecard: CompiledScorecard,
  entity: Record<string, unknown>,
  now: Date,
): Transition[] {
  if (!before) return [];
  const { environment } = after;
  const earlier = new Map(
    itemResults(scorecard, entity, environment, before.packed, now).map(r => [
      r.resolved.item.definition.id,
      r,
    ]),
  );
  const cause = causeOfChange(before.packed, after.packed);
  const changes = changedWorkloads(
    before.packed.workloads,
    after.packed.workloads,
  );
  return itemResults(scorecard, entity, environment, after.packed, now).flatMap(
    ({ resolved, combined, results }): Transition[] => {
      const { id } = resolved.item.definition;
      const from = earlier.get(id)?.combined;
      if (from === undefined || from === combined) return [];
      const key: StateKey = after;
      return [
        {
          at: now,
          entityRef: key.entityRef,
          scorecard: key.scorecard,
          item: id,
          cluster: key.cluster,
          environment,
          from,
          to: combined,
          cause: turnedByDefinition(before.packed, after.packed, results)
            ? 'definition'
            : cause,
          evidence: {
            ...(firstFinding(results) && { finding: firstFinding(results) }),
            ...(changes.length > 0 && { workloads: changes }),
            ...(before.packed.selection !== after.packed.selection && {
              selection: {
                from: before.packed.selection,
                to: after.packed.selection,
              },
            }),
          },
        },
      ];
    },
  );
}

function causeOfChange(
  before: PackedState,
  after: PackedState,
): TransitionCause {
  return before.selection === after.selection ? 'service' : 'definition';
}

function turnedByDefinition(
  before: PackedState,
  after: PackedState,
  results: ItemResults['results'],
): boolean {
  return results.some(({ question }) => {
    const { id } = question.check.definition;
    return (
      before.results[question.key] === undefined ||
      before.revisions[id] !== after.revisions[id]
    );
  });
}

function firstFinding(results: ItemResults['results']): Finding | undefined {
  return results.flatMap(({ stored }) =>
    stored.r === 'fail' ? stored.findings : [],
  )[0];
}

/** What changed in the cluster, field by field: image, replicas, generation. */
function changedWorkloads(
  before: readonly JudgedWorkload[],
  after: readonly JudgedWorkload[],
) {
  const nameOf = ({ kind, namespace, name }: JudgedWorkload) =>
    `${kind}/${namespace}/${name}`;
  const earlier = new Map(before.map(workload => [nameOf(workload), workload]));
  return after.flatMap(workload => {
    const from = earlier.get(nameOf(workload));
    const changed = (['generation', 'replicas', 'images'] as const).filter(
      field =>
        JSON.stringify(from?.[field]) !== JSON.stringify(workload[field]),
    );
    if (!from) return [{ workload: nameOf(workload), appeared: true }];
    return changed.length
      ? [
          {
            workload: nameOf(workload),
            ...Object.fromEntries(
              changed.map(f => [f, { from: from[f], to: workload[f] }]),
            ),
          },
        ]
      : [];
  });
}
