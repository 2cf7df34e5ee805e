/**
 * Judges one question by the objects of one cluster. Takes values and gives a value: what was not
 * read completely is `unread`, what the check's rules exclude is not applicable, and a check that
 * throws is unknown for itself alone.
 */
import { MAX_FINDINGS } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Finding } from '@readiness-gates/backstage-plugin-readiness-common';
import { ExpressionError } from '../definitions/types';
import type { Bindings, KubernetesEvidence } from '../definitions/types';
import { isRead, requiredReads } from './reads';
import type { RequiredRead } from './reads';
import { redact, secretValues } from './redaction';
import { namespacesOf, subjectsOf } from './subjects';
import type { AskedSubject } from './subjects';
import type { EntityInCluster, Judgement } from './types';

export function judgeKubernetes(
  evidence: KubernetesEvidence,
  params: Record<string, unknown>,
  context: EntityInCluster,
): Judgement {
  const missing = missingKind(evidence, context);
  if (missing) return { r: 'cannotExist', reason: missing };
  if (!isRead(context.snapshot, required(evidence), namespacesOf(context)))
    return { r: 'unread' };
  const subjects = subjectsOf(evidence, context);
  if (subjects.length === 0) return withoutSubjects(evidence, context);
  return combine(
    subjects.map(subject => judgeSubject(evidence, params, subject, context)),
  );
}

/** What one subject says. `threw` keeps its message: another subject's fail still wins. */
type SubjectJudgement =
  | { r: 'pass' }
  | { r: 'fail'; finding: Finding }
  | { r: 'notApplicable'; rule: string }
  | { r: 'threw'; message: string };

const requiredBy = new WeakMap<KubernetesEvidence, RequiredRead[]>();

function required(evidence: KubernetesEvidence): RequiredRead[] {
  const known = requiredBy.get(evidence);
  if (known) return known;
  const reads = requiredReads(evidence);
  requiredBy.set(evidence, reads);
  return reads;
}

/** A kind the cluster does not serve, where the check says that this ends this evidence. */
function missingKind(
  evidence: KubernetesEvidence,
  { snapshot }: EntityInCluster,
): string | undefined {
  for (const { resource, whenNotServed } of evidence.reads.values()) {
    if (whenNotServed === 'fallback' && !snapshot.served(resource)) {
      // Discovery that failed is not a kind that is missing.
      if (snapshot.observationOf(resource)?.outcome.complete === true) {
        return `the cluster does not serve ${resource}`;
      }
    }
  }
  return undefined;
}

function withoutSubjects(
  evidence: KubernetesEvidence,
  context: EntityInCluster,
): Judgement {
  const none = evidence.none ?? {
    result: 'notApplicable' as const,
    rule: `there is no ${evidence.each} to ask`,
  };
  if (none.result === 'notApplicable')
    return { r: 'notApplicable', rule: none.rule };
  const [{ kind, name, namespace }] = context.workloads;
  return {
    r: 'fail',
    total: 1,
    findings: [
      {
        cluster: context.snapshot.cluster.name,
        environment: context.environment,
        namespace,
        kind,
        name,
        message: none.rule,
      },
    ],
  };
}

function judgeSubject(
  evidence: KubernetesEvidence,
  params: Record<string, unknown>,
  subject: AskedSubject,
  context: EntityInCluster,
): SubjectJudgement {
  try {
    const bindings = bindingsFor(evidence, params, subject, context);
    const excluded = evidence.where.find(({ test }) => !test.run(bindings));
    if (excluded) return { r: 'notApplicable', rule: excluded.rule };
    if (evidence.expression.run(bindings)) return { r: 'pass' };
    return {
      r: 'fail',
      finding: findingFor(evidence, subject, bindings, context),
    };
  } catch (error) {
    if (error instanceof ExpressionError)
      return { r: 'threw', message: error.message };
    throw error;
  }
}

function bindingsFor(
  evidence: KubernetesEvidence,
  params: Record<string, unknown>,
  { subject, bindings: own, named }: AskedSubject,
  { snapshot, entity, environment, now, clusterFacts }: EntityInCluster,
): Bindings {
  const { cluster, version } = snapshot;
  const bindings: Bindings = {
    ...own,
    params,
    entity,
    environment,
    now,
    namespaceObject:
      (named.namespace &&
        snapshot.get('namespaces', undefined, named.namespace)) ||
      {},
    cluster: {
      name: cluster.name,
      environment: cluster.environment ?? '',
      version: version ?? {},
      ...clusterFacts,
    },
  };
  for (const [name, { resource, relation }] of evidence.reads) {
    bindings[name] = snapshot.related(subject, relation, resource);
  }
  const variables: Record<string, unknown> = {};
  bindings.variables = variables;
  for (const { name, value } of evidence.variables)
    variables[name] = value.run(bindings);
  return bindings;
}

function findingFor(
  evidence: KubernetesEvidence,
  { named, pathPrefix }: AskedSubject,
  bindings: Bindings,
  { snapshot, environment }: EntityInCluster,
): Finding {
  const secrets = secretValues(bindings, evidence.reveals);
  const text = (value: string) => redact(value, secrets);
  const path = evidence.path?.run(bindings);
  return {
    cluster: snapshot.cluster.name,
    environment,
    ...named,
    ...(path !== undefined && {
      path: text(pathPrefix ? joinPath(pathPrefix, path) : path),
    }),
    ...(evidence.found && { found: text(evidence.found.run(bindings)) }),
    ...(evidence.wanted && { wanted: text(evidence.wanted.run(bindings)) }),
    message: text(evidence.message.run(bindings)),
  };
}

function joinPath(prefix: string, path: string): string {
  return path === '' ? prefix : `${prefix}.${path}`;
}

/** A fail wins over an error, an error over a pass; a rule that excludes every subject is shown. */
function combine(judgements: readonly SubjectJudgement[]): Judgement {
  const findings = judgements.flatMap(j => (j.r === 'fail' ? [j.finding] : []));
  if (findings.length > 0) {
    const distinct = distinctFindings(findings);
    return {
      r: 'fail',
      findings: distinct.slice(0, MAX_FINDINGS),
      total: distinct.length,
    };
  }
  for (const judgement of judgements) {
    if (judgement.r === 'threw') {
      return { r: 'unknown', cause: 'check-error', message: judgement.message };
    }
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

/** Ten equal pods give one finding; the order is stable, so that an unchanged cluster changes nothing. */
function distinctFindings(findings: readonly Finding[]): Finding[] {
  const byText = new Map<string, Finding>();
  for (const finding of findings) {
    const {
      namespace = '',
      kind,
      name,
      container = '',
      path = '',
      found = '',
      message,
    } = finding;
    const key = [namespace, kind, name, container, path, found, message].join(
      '\u0000',
    );
    if (!byText.has(key)) byText.set(key, finding);
  }
  return [...byText.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, finding]) => finding);
}
