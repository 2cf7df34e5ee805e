/**
 * Judges one question by the catalog. Takes values and gives a value: what a check reads of related
 * entities is looked up in an index, and a finding names the entities that its texts may speak of.
 */
import { MAX_FINDINGS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  Finding,
  Verdict,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { scorecardOf } from '../definitions/catalog';
import { ExpressionError } from '../definitions/types';
import type {
  Bindings,
  CatalogEvidence,
  RelatedRead,
} from '../definitions/types';
import type {
  CatalogEntity,
  CatalogIndex,
  RelatedEntity,
} from './catalogIndex';
import { Redactions } from './redaction';
import type { Judgement } from './types';

/** The most that one read may lead to: a check is never asked of a part of them. */
export const MAX_RELATED = 1000;
/** Texts that speak of more are for those alone who may read the whole catalog. */
const MAX_TOLD = 100;
/** Stands for refs that were too many to keep; nobody with a restricted view sees it. */
export const MANY_ENTITIES = '*';

/** What a question is asked of. */
export interface EntityInCatalog {
  entityRef: string;
  catalog: Pick<CatalogIndex, 'get' | 'related'>;
  /** What the stored gate of an entity says; undefined where the scorecard does not judge it. */
  verdictOf: (entityRef: string, scorecard: string) => Verdict | undefined;
  now: Date;
}

export function judgeCatalog(
  evidence: CatalogEvidence,
  params: Record<string, unknown>,
  context: EntityInCatalog,
): Judgement {
  const entity = context.catalog.get(context.entityRef);
  if (!entity) return { r: 'unread' };
  const reads = new Map<string, RelatedEntity[]>();
  for (const [name, read] of evidence.reads) {
    const related = relatedOf(entity, read, params, context);
    if (related.length > MAX_RELATED) {
      const message = `${name}: ${
        related.length
      } entities are related by ${read.relation.join(
        '.',
      )}; a check reads at most ${MAX_RELATED}`;
      return { r: 'unknown', cause: 'check-error', message };
    }
    reads.set(name, related);
  }
  const asked: Asked = { evidence, params, entity, reads, context };
  const silent = cannotTell(asked);
  if (silent) return silent;
  const subjects = subjectsOf(asked);
  if (subjects.length === 0) return withoutSubjects(asked);
  return combine(subjects.map(subject => judgeSubject(subject, asked)));
}

interface Asked {
  evidence: CatalogEvidence;
  params: Record<string, unknown>;
  entity: CatalogEntity;
  reads: ReadonlyMap<string, readonly RelatedEntity[]>;
  context: EntityInCatalog;
}

type SubjectJudgement =
  | { r: 'pass' }
  | { r: 'fail'; finding: Finding }
  | { r: 'notApplicable'; rule: string }
  | { r: 'threw'; cause: ExpressionError['unknown']; message: string };

function relatedOf(
  entity: CatalogEntity,
  { relation, verdictOn }: RelatedRead,
  params: Record<string, unknown>,
  { catalog, verdictOf }: EntityInCatalog,
): RelatedEntity[] {
  const related = catalog.related(entity, relation);
  if (!verdictOn) return related;
  const scorecard = scorecardOf(verdictOn, params);
  return related.map(one => {
    const verdict = verdictOf(one.ref, scorecard);
    return verdict ? { ...one, entity: { ...one.entity, verdict } } : one;
  });
}

/** The next kind is asked where the catalog does not say; never on a fail. */
function cannotTell(asked: Asked): Judgement | undefined {
  const { evidence, entity } = asked;
  if (evidence.tells.length === 0) return undefined;
  try {
    const bindings = bindingsFor(entity, asked);
    const unmet = evidence.tells.find(({ test }) => !test.run(bindings));
    return unmet && { r: 'cannotExist', reason: `only where ${unmet.rule}` };
  } catch (error) {
    return checkError(error);
  }
}

function subjectsOf({ evidence, entity, reads, context }: Asked) {
  return evidence.each === undefined
    ? [{ ref: context.entityRef, entity }]
    : reads.get(evidence.each)!;
}

function withoutSubjects({ evidence, context }: Asked): Judgement {
  const { result, rule } = evidence.none!;
  if (result === 'notApplicable') return { r: 'notApplicable', rule };
  const finding = { ...placeOf(context.entityRef), message: rule };
  return { r: 'fail', total: 1, findings: [finding] };
}

function judgeSubject(subject: RelatedEntity, asked: Asked): SubjectJudgement {
  const { evidence } = asked;
  try {
    const bindings = bindingsFor(subject.entity, asked);
    const excluded = evidence.where.find(({ test }) => !test.run(bindings));
    if (excluded) return { r: 'notApplicable', rule: excluded.rule };
    if (evidence.expression.run(bindings)) return { r: 'pass' };
    return { r: 'fail', finding: findingFor(subject, bindings, asked) };
  } catch (error) {
    const { cause, message } = checkError(error);
    return { r: 'threw', cause, message };
  }
}

function checkError(error: unknown) {
  if (!(error instanceof ExpressionError)) throw error;
  return {
    r: 'unknown' as const,
    cause: error.unknown,
    message: error.message,
  };
}

function bindingsFor(
  object: CatalogEntity,
  { evidence, params, entity, reads, context: { now } }: Asked,
): Bindings {
  const bindings: Bindings = { object, entity, params, now };
  for (const [name, related] of reads)
    bindings[name] = related.map(one => one.entity);
  const variables: Record<string, unknown> = {};
  bindings.variables = variables;
  for (const { name, value } of evidence.variables)
    variables[name] = value.run(bindings);
  return bindings;
}

function findingFor(
  { ref }: RelatedEntity,
  bindings: Bindings,
  asked: Asked,
): Finding {
  const { evidence } = asked;
  const text = new Redactions().of(bindings, evidence.reveals);
  const speaksOf = entitiesTold(ref, asked);
  return {
    ...placeOf(ref),
    ...(evidence.path && { path: text(evidence.path.run(bindings)) }),
    ...(evidence.found && { found: text(evidence.found.run(bindings)) }),
    ...(evidence.wanted && { wanted: text(evidence.wanted.run(bindings)) }),
    message: text(evidence.message.run(bindings)),
    ...(speaksOf.length > 0 && { speaksOf }),
  };
}

const placeOf = (ref: string) => ({
  cluster: '',
  environment: '',
  kind: 'Entity',
  name: ref,
});

/** Refs whose entities a reader must be allowed to read to see the finding; the judged one goes without saying. */
function entitiesTold(
  subject: string,
  { evidence, reads, context }: Asked,
): string[] {
  const refs = new Set([subject]);
  for (const name of evidence.told) {
    for (const { ref } of reads.get(name) ?? []) refs.add(ref);
  }
  refs.delete(context.entityRef);
  return refs.size > MAX_TOLD ? [MANY_ENTITIES] : [...refs].sort();
}

/** A fail wins over an error, an error over a pass; a rule that excludes every subject is shown. */
function combine(judgements: readonly SubjectJudgement[]): Judgement {
  const findings = judgements.flatMap(j => (j.r === 'fail' ? [j.finding] : []));
  if (findings.length > 0) {
    return {
      r: 'fail',
      findings: findings.slice(0, MAX_FINDINGS),
      total: findings.length,
    };
  }
  for (const judgement of judgements) {
    if (judgement.r === 'threw')
      return {
        r: 'unknown',
        cause: judgement.cause,
        message: judgement.message,
      };
  }
  if (judgements.some(({ r }) => r === 'pass')) return { r: 'pass' };
  const rules = judgements.flatMap(j =>
    j.r === 'notApplicable' ? [j.rule] : [],
  );
  return {
    r: 'notApplicable',
    rule: `Only where ${[...new Set(rules)].join('; ')}`,
  };
}
