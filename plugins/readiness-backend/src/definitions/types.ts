/** Definitions after loading, validation and compilation. What the evaluator leans on; see ./load.ts. */
import type {
  Check,
  DefinitionError,
  EvidenceKind,
  Item,
  Scorecard,
  SubjectKind,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { FieldTree, Relation, ResourceName } from '../clusters/types';

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

/** A CEL expression threw or gave the wrong type: `unknown: check-error` for that item alone. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

export interface ReadDeclaration {
  resource: ResourceName;
  relation: Relation;
  /** What a kind that the cluster does not serve means: no objects, or "this evidence cannot exist here". */
  whenNotServed: 'empty' | 'fallback';
}

export interface KubernetesEvidence {
  kind: 'kubernetes';
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
  where: readonly { rule: string; test: Program<boolean> }[];
  reads: ReadonlyMap<string, ReadDeclaration>;
  /** Evaluated in order, before `where`, each seeing those before it. */
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

/** A kind of evidence that this version cannot evaluate; the item says so and stands outside the gate. */
export interface UnbuiltEvidence {
  kind: Exclude<EvidenceKind, 'kubernetes' | StatedEvidence['kind']>;
}

export type CompiledEvidence =
  | KubernetesEvidence
  | StatedEvidence
  | UnbuiltEvidence;

export interface CompiledCheck {
  definition: Check;
  settleMs: number;
  maxAgeMs?: number;
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
