/** Asks a question's kinds of evidence in order. */
import type { Question } from '../definitions/types';
import { isStated } from '../definitions/stated';
import { judgeKubernetes } from './kubernetes';
import { judgePrometheus } from './prometheus';
import type { EntityInCluster, Judgement } from './types';

/**
 * `cannotExist` is left only where the catalog, people or tools are asked next (what they say is laid over
 * the stored result, since it changes without the cluster), or where there is nothing to ask here at all.
 */
export type Judged = Judgement;

/**
 * The next kind is asked only where the one before cannot exist here: never on unknown or fail, or
 * a broken read would turn into somebody's word.
 */
export function judgeQuestion(
  { check, params }: Question,
  context: EntityInCluster,
): Judged {
  if (check.definition.grant === 'extended' && !context.extendedGrant) {
    return {
      r: 'unknown',
      cause: 'not-configured',
      message:
        'This check needs the extended grant: apply its RBAC manifest and set readiness.grants.extended to true',
    };
  }
  const reasons: string[] = [];
  for (const evidence of check.evidence) {
    // What the catalog says is of no cluster; what people say changes without one.
    if (evidence.kind === 'catalog' || isStated(evidence.kind))
      return { r: 'cannotExist', reason: reasons.join('; ') };
    if (evidence.kind !== 'kubernetes' && evidence.kind !== 'prometheus') {
      reasons.push(
        `evidence of kind ${evidence.kind} is not evaluated by this version`,
      );
      continue;
    }
    const judgement =
      evidence.kind === 'kubernetes'
        ? judgeKubernetes(evidence, params, context)
        : judgePrometheus(evidence, params, context);
    if (judgement.r !== 'cannotExist') return judgement;
    reasons.push(judgement.reason);
  }
  const reason = reasons.join('; ');
  return check.evidence.some(({ kind }) => kind === 'kubernetes')
    ? { r: 'unknown', cause: 'not-configured', message: reason }
    : { r: 'cannotExist', reason };
}
