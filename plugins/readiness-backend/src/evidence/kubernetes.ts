/**
 * Judges one question by the objects of one cluster. Takes values and gives a value: what was not
 * read completely is `unread`, what the check's rules exclude is not applicable, and a check that
 * throws is unknown for itself alone.
 */
import { MAX_FINDINGS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  Finding,
  UnknownCause,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { ClusterSnapshot } from '../clusters/types';
import { ExpressionError } from '../definitions/types';
import type {
  Bindings,
  KubernetesEvidence,
  SubjectEvidence,
} from '../definitions/types';
import { entryOf } from '../entryOf';
import { bindingsFor, environmentOf } from './bindings';
import type { SubjectBindings } from './bindings';
import { isRead, requiredReads } from './reads';
import type { RequiredRead } from './reads';
import { Redactions } from './redaction';
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
  if (!isAllRead(evidence, context)) return { r: 'unread' };
  const subjects = subjectsOf(evidence, context);
  if (subjects.length === 0) return withoutSubjects(evidence, context);
  let silent: NotApplicable | undefined;
  const judgement = combine(
    subjects.map((subject): SubjectJudgement => {
      const silence = silenceOf(evidence, params, subject, context);
      if (silence?.r === 'notApplicable') silent ??= silence;
      return silence ?? judgeSubject(evidence, params, subject, context);
    }),
  );
  // Never on a fail, or a broken read: they would turn into somebody's word.
  return silent && judgement.r !== 'fail' && judgement.r !== 'unknown'
    ? { r: 'cannotExist', reason: `only where ${silent.rule}` }
    : judgement;
}

/** Of a subject of which the cluster does not tell: the rule, or why that cannot be known. */
function silenceOf(
  evidence: KubernetesEvidence,
  params: Record<string, unknown>,
  subject: AskedSubject,
  context: EntityInCluster,
): NotApplicable | Extract<SubjectJudgement, { r: 'unknown' }> | undefined {
  if (evidence.tells.length === 0) return undefined;
  try {
    const seen = bindingsFor(evidence, params, subject, context);
    const unmet = evidence.tells.find(({ test }) => !seen.run(test));
    return unmet && { r: 'notApplicable', rule: unmet.rule };
  } catch (error) {
    return unknownOf(error);
  }
}

function unknownOf(error: unknown) {
  if (!(error instanceof ExpressionError)) throw error;
  return {
    r: 'unknown' as const,
    cause: error.unknown,
    message: error.message,
  };
}

/** What one subject says. `unknown` keeps its message: another subject's fail still wins. */
export type SubjectJudgement =
  | { r: 'pass' }
  | { r: 'fail'; finding: Finding }
  | { r: 'notApplicable'; rule: string }
  | { r: 'unknown'; cause: UnknownCause; message: string };

type NotApplicable = Extract<SubjectJudgement, { r: 'notApplicable' }>;

const PASS = { r: 'pass' } as const;

const requiredBy = new WeakMap<SubjectEvidence, RequiredRead[]>();

export function required(evidence: SubjectEvidence): RequiredRead[] {
  return entryOf(requiredBy, evidence, () => requiredReads(evidence));
}

type AllRead = Map<readonly RequiredRead[], boolean>;

/** Of each snapshot, since it is the same for all entities of a namespace. */
const allRead = new WeakMap<ClusterSnapshot, Map<string, AllRead>>();
const readFor = new WeakMap<EntityInCluster, AllRead>();

/** Of a whole cluster, only listings of the whole cluster say everything. */
export function isAllRead(
  evidence: SubjectEvidence,
  context: EntityInCluster,
): boolean {
  const { snapshot, whole } = context;
  const reads = required(evidence);
  if (whole)
    return isRead(
      snapshot,
      reads.map(({ resource }) => ({ resource, clusterWide: true })),
      [],
    );
  const known = entryOf(readFor, context, () =>
    entryOf(
      entryOf(allRead, snapshot, () => new Map<string, AllRead>()),
      namespacesOf(context).join(),
      (): AllRead => new Map(),
    ),
  );
  return entryOf(known, reads, () =>
    isRead(snapshot, reads, namespacesOf(context)),
  );
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

export function withoutSubjects(
  evidence: SubjectEvidence,
  context: EntityInCluster,
): Judgement {
  const none = evidence.none ?? {
    result: 'notApplicable' as const,
    rule: `there is no ${evidence.each} to ask`,
  };
  if (none.result === 'notApplicable')
    return { r: 'notApplicable', rule: none.rule };
  const { cluster } = context.snapshot;
  const [workload] = context.whole ? [] : context.workloads;
  const named = workload
    ? {
        namespace: workload.namespace,
        kind: workload.kind,
        name: workload.name,
      }
    : { kind: 'Cluster', name: cluster.name };
  return {
    r: 'fail',
    total: 1,
    findings: [
      {
        cluster: cluster.name,
        environment: context.environment,
        ...named,
        message: none.rule,
      },
    ],
  };
}

/**
 * `more` are variables beside those that every subject of its kind has; `instead` is said in place of
 * the expression where the rules let the subject be asked.
 */
export function judgeSubject(
  evidence: SubjectEvidence,
  params: Record<string, unknown>,
  subject: AskedSubject,
  context: EntityInCluster,
  more?: Bindings,
  instead?: SubjectJudgement,
): SubjectJudgement {
  try {
    const seen = bindingsFor(evidence, params, subject, context, more);
    const excluded = evidence.where.find(({ test }) => !seen.run(test));
    if (excluded) return { r: 'notApplicable', rule: excluded.rule };
    if (instead) return instead;
    if (seen.run(evidence.expression)) return PASS;
    return {
      r: 'fail',
      finding: findingFor(evidence, subject, seen, context),
    };
  } catch (error) {
    // A variable that needs the data that is not there.
    if (instead && error instanceof ExpressionError) return instead;
    return unknownOf(error);
  }
}

/** Gone with the context, when the entity is judged. */
const redactions = new WeakMap<EntityInCluster, Redactions>();

function redactionsOf(context: EntityInCluster): Redactions {
  return entryOf(redactions, context, () => new Redactions());
}

function findingFor(
  evidence: SubjectEvidence,
  asked: AskedSubject,
  { bindings, run }: SubjectBindings,
  context: EntityInCluster,
): Finding {
  const { named, pathPrefix } = asked;
  const { snapshot } = context;
  const text = redactionsOf(context).of(bindings, evidence.reveals);
  const path = evidence.path && run(evidence.path);
  return {
    cluster: snapshot.cluster.name,
    environment: environmentOf(asked, context),
    ...named,
    ...(path !== undefined && {
      path: text(pathPrefix ? joinPath(pathPrefix, path) : path),
    }),
    ...(evidence.found && { found: text(run(evidence.found)) }),
    ...(evidence.wanted && { wanted: text(run(evidence.wanted)) }),
    message: text(run(evidence.message)),
  };
}

function joinPath(prefix: string, path: string): string {
  return path === '' ? prefix : `${prefix}.${path}`;
}

/** A fail wins over an error, an error over a pass; a rule that excludes every subject is shown. */
export function combine(judgements: readonly SubjectJudgement[]): Judgement {
  const findings: Finding[] = [];
  const rules = new Set<string>();
  let unknown: Judgement | undefined;
  let passes = false;
  for (const judgement of judgements) {
    if (judgement.r === 'fail') findings.push(judgement.finding);
    else if (judgement.r === 'unknown') unknown ??= judgement;
    else if (judgement.r === 'pass') passes = true;
    else rules.add(judgement.rule);
  }
  if (findings.length > 0) {
    const distinct = distinctFindings(findings);
    return {
      r: 'fail',
      findings: distinct.slice(0, MAX_FINDINGS),
      total: distinct.length,
    };
  }
  if (unknown) return unknown;
  if (passes) return PASS;
  return {
    r: 'notApplicable',
    rule: `Only where ${[...rules].join('; ')}`,
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
