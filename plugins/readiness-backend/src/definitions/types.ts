/** Definitions after loading, validation and compilation. What the evaluator leans on; see ./load.ts. */
import type {
  Check,
  DefinitionError,
  Item,
  Scorecard,
  SubjectKind,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { FieldTree, Relation, ResourceName } from '../clusters/types';
import type { QueryTemplate } from '../prometheus/template';

export const CONTAINER_CLASSES = [
  'main',
  'sidecar',
  'init',
  'ephemeral',
] as const;
/** `sidecar`: an init container with `restartPolicy: Always`; `init`: every other init container. */
export type ContainerClass = (typeof CONTAINER_CLASSES)[number];

/** Variables of one evaluation, by name. Values are plain JSON, or what CEL functions return. */
export type Bindings = Record<string, unknown>;

/** A compiled CEL expression. Throws {@link ExpressionError}; never returns another type than T. */
export interface Program<T> {
  readonly source: string;
  run(bindings: Bindings): T;
}

/** A CEL expression threw, gave the wrong type or took too long: unknown for that item alone. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';

  constructor(
    message: string,
    readonly unknown: 'check-error' | 'timeout' = 'check-error',
  ) {
    super(message);
  }
}

export interface ReadDeclaration {
  resource: ResourceName;
  relation: Relation;
  /** What a kind that the cluster does not serve means: no objects, or "this evidence cannot exist here". */
  whenNotServed: 'empty' | 'fallback';
}

/** What is asked of subjects in a cluster, by objects or by metrics. */
export interface SubjectEvidence {
  each: SubjectKind;
  /** For `each: container`. */
  containers: readonly ContainerClass[];
  /**
   * For `each: container`: whether containers come from the workload's template or from its running
   * pods (where LimitRange defaults and injected sidecars show). Without pods, from the template.
   */
  of: 'template' | 'pods';
  /** For `each: RESOURCE.GROUP`: which objects, from the entity's workloads. */
  relation?: Relation;
  /** What no subject at all means; only for `pod`, `node` and `RESOURCE.GROUP`. */
  none?: { result: 'notApplicable' | 'fail'; rule: string };
  /** Where one does not hold of a subject, the cluster cannot tell: the next kind of evidence is asked. */
  tells: readonly Rule[];
  where: readonly Rule[];
  reads: ReadonlyMap<string, ReadDeclaration>;
  /** Each sees those before it, and is evaluated when an expression that names it is run. */
  variables: readonly { name: string; value: Program<unknown> }[];
  expression: Program<boolean>;
  message: Program<string>;
  /** Field path in the subject; for containers relative to the container. */
  path?: Program<string>;
  found?: Program<string>;
  wanted?: Program<string>;
  /** Field paths whose values may be shown although they are env, args, annotations or ConfigMap data. */
  reveals: readonly string[];
  /** Resources and field paths that this evidence reads, its subject included. */
  needs: ReadonlyMap<ResourceName, FieldTree>;
}

export interface KubernetesEvidence extends SubjectEvidence {
  kind: 'kubernetes';
}

/** An answer that the check gives in place of its expression. */
export interface OwnAnswer {
  /** `fallback`: it is not measured here; the next kind of evidence is asked. */
  result: 'notApplicable' | 'fail' | 'unknown' | 'fallback';
  rule: string;
}

export interface SeriesQuery {
  template: QueryTemplate;
  /** Absent: an instant query. */
  range?: { windowMs: number; stepMs: number };
  /** Whether every series of the answer is the subject's, since the query names the subject itself. */
  own: boolean;
}

/** CEL over time series: lists of `{labels, value, values}` by the names of `series`. */
export interface PrometheusEvidence extends SubjectEvidence {
  kind: 'prometheus';
  series: ReadonlyMap<string, SeriesQuery>;
  /** Labels that tell whose a series is. */
  match: { namespace: string; pod?: string; workload?: string };
  /** What it means that the series `of` has nothing of the subject. */
  noData: OwnAnswer & { of: string };
  /** What it means that `query` has nothing of the subject from so long ago. */
  minHistory?: OwnAnswer & { periodMs: number; query: SeriesQuery };
}

/** CEL over the newest report of a type: `report`, `params`, `entity`, `environment`, `now`. */
export interface ReportEvidence {
  kind: 'report';
  type: string;
  /** `candidate`: asked of a candidate, only a report of its commit or image answers. `any`: such as a restore drill. */
  of: 'candidate' | 'any';
  /** How long a report answers after its run ended, in milliseconds. */
  validForMs: number;
  where: readonly { rule: string; test: Program<boolean> }[];
  expression: Program<boolean>;
  message: Program<string>;
  path?: Program<string>;
  found?: Program<string>;
  wanted?: Program<string>;
}

/** Entities that are related to the one that is judged. */
export interface RelatedRead {
  /** Followed one after the other: `[ownedBy, hasMember]` are the members of the owners. */
  relation: readonly string[];
  /** The scorecard whose verdict each of them carries as `verdict`: its id, or the param that holds it. */
  verdictOn?: { id: string } | { param: string };
}

export interface Rule {
  rule: string;
  test: Program<boolean>;
}

/** CEL over the catalog: `entity`, what `reads` declares, `params`, `now`; `object` is the subject. */
export interface CatalogEvidence {
  kind: 'catalog';
  /** The name in `reads` of what is asked one by one; absent: the entity itself is asked. */
  each?: string;
  /** What no subject at all means; only with `each`. */
  none?: { result: 'notApplicable' | 'fail'; rule: string };
  reads: ReadonlyMap<string, RelatedRead>;
  variables: readonly { name: string; value: Program<unknown> }[];
  /** Where one does not hold, the catalog cannot tell: the next kind of evidence is asked. */
  tells: readonly Rule[];
  where: readonly Rule[];
  expression: Program<boolean>;
  message: Program<string>;
  path?: Program<string>;
  found?: Program<string>;
  wanted?: Program<string>;
  /** Names in `reads` that the texts of a finding may speak of. */
  told: ReadonlySet<string>;
  reveals: readonly string[];
}

/** `owner`, the ref of a group or user, or the param whose value is one of these, or a list of them. */
export type Voice = { ref: string } | { param: string };

export interface AttestationEvidence {
  kind: 'attestation';
  by: Voice;
  statement: string;
  /** The longest that it holds, in milliseconds. */
  validForMs: number;
  linkRequired: boolean;
  lapsesOn: readonly ('newImage' | 'ownerChanged')[];
}

export interface ApprovalEvidence {
  kind: 'approval';
  by: Voice;
  /** Approvals of lower steps of the same scorecard come first; a number, or the param that holds it. */
  step: number | { param: string };
  /** Absent: it holds until it lapses. In milliseconds. */
  validForMs?: number;
}

/** What people and tools say. */
export type StatedEvidence =
  | ReportEvidence
  | AttestationEvidence
  | ApprovalEvidence;

export type CompiledEvidence =
  | KubernetesEvidence
  | PrometheusEvidence
  | CatalogEvidence
  | StatedEvidence;

export interface CompiledCheck {
  definition: Check;
  settleMs: number;
  maxAgeMs?: number;
  /** Why no item can ask it here: its kind of evidence is not built, or not configured. */
  notEvaluated?: string;
  /** In order of preference. */
  evidence: readonly [CompiledEvidence, ...CompiledEvidence[]];
}

/** One (check, params, scope): asked once, however many items name it. */
export interface Question {
  /** Stable: `check-id` or `check-id#<digest of params>`, plus `@scope` where not `workload`. */
  key: string;
  check: CompiledCheck;
  params: Record<string, unknown>;
}

export interface CompiledItem {
  definition: Item;
  /** Joined by all-of; empty when the item is not evaluated by this version, or broken. */
  questions: readonly Question[];
  /**
   * Why the item cannot be asked (its check is missing or did not load, its params are invalid):
   * `unknown: check-error` with this sentence for every entity, never a pass.
   */
  broken?: string;
  /** Severity and params that hold where a predicate matches the entity; the first match wins. */
  overrides: readonly CompiledOverride[];
  cohort?: (entity: unknown) => boolean;
}

export interface CompiledOverride {
  matches: (entity: unknown) => boolean;
  severity?: Item['severity'];
  questions?: readonly Question[];
}

export interface CompiledScorecard {
  definition: Scorecard;
  appliesTo: (entity: unknown) => boolean;
  /** In the order of the sections. */
  items: readonly CompiledItem[];
}

export interface Definitions {
  scorecards: ReadonlyMap<string, CompiledScorecard>;
  checks: ReadonlyMap<string, CompiledCheck>;
  /** What could not be loaded; everything else works. */
  errors: readonly DefinitionError[];
}
