/**
 * Params that an entity sets for itself: `readiness-gates.io/param.<check>.<param>`. Only those that
 * the check marks `entityMaySet`, within their bounds: nobody grades their own paper.
 */
import { ANNOTATION_PARAM_PREFIX } from '@readiness-gates/backstage-plugin-readiness-common';
import type { JsonValue } from '@backstage/types';
import { digestOf } from '../definitions/digest';
import { paramViolation } from '../definitions/params';
import type { Question } from '../definitions/types';

/** The annotations of an entity that set params, for what decides how it is judged. */
export function paramAnnotations(
  entity: Record<string, unknown>,
): [name: string, value: string][] {
  const { annotations = {} } = (entity.metadata ?? {}) as {
    annotations?: Record<string, string>;
  };
  return Object.entries(annotations)
    .filter(([name]) => name.startsWith(ANNOTATION_PARAM_PREFIX))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** An item's questions as an entity has them, or why one of its annotations is refused. */
export function questionsFor(
  questions: readonly Question[],
  entity: Record<string, unknown>,
): { questions: readonly Question[]; refused?: string } {
  const annotations = paramAnnotations(entity);
  if (annotations.length === 0) return { questions };
  const own = questions.map(question => questionFor(question, annotations));
  const refused = own.find(it => typeof it === 'string');
  return refused === undefined
    ? { questions: own as Question[] }
    : { questions, refused: refused as string };
}

function questionFor(
  question: Question,
  annotations: readonly [string, string][],
): Question | string {
  const { definition } = question.check;
  const prefix = `${ANNOTATION_PARAM_PREFIX}${definition.id}.`;
  const own = annotations.filter(([name]) => name.startsWith(prefix));
  if (own.length === 0) return question;
  const params = { ...question.params };
  for (const [annotation, text] of own) {
    const name = annotation.slice(prefix.length);
    const param = Object.hasOwn(definition.params, name)
      ? definition.params[name]
      : undefined;
    if (!param?.entityMaySet) {
      return `The annotation ${annotation} sets what only the scorecard may set`;
    }
    const value = parsed(text);
    const violation = paramViolation(param, value);
    if (violation) return `The annotation ${annotation} ${violation}`;
    params[name] = value;
  }
  return { ...question, key: `${question.key}~${digestOf(params)}`, params };
}

/** Annotations are text: `true`, `3` and `["a"]` mean what JSON says, everything else is a string. */
function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
