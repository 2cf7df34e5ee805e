/** Scorecards, items and checks as the API serves them. */
import type { JsonObject, JsonValue } from '@backstage/types';
import type { Responsible } from './results';

export type Severity = 'blocking' | 'recommended';

/** `shadow`: evaluated, shown to the scorecard's owner only. `warn`: shown, never blocks. */
export type EnforcementMode = 'shadow' | 'warn' | 'enforce';

export interface Enforcement {
  mode: EnforcementMode;
  /** ISO 8601 date from which `enforce` holds; before it the item behaves as `warn`. */
  enforceFrom?: string;
  /** `@backstage/filter-predicates` predicate: only entities that match are held to it; others as `warn`. */
  cohort?: JsonObject;
}

export const EVIDENCE_KINDS = [
  'kubernetes',
  'prometheus',
  'catalog',
  'report',
  'attestation',
  'approval',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Parts of the report that are computed from the other items: lines of a checklist that ask no question. */
export const COMPUTED_VIEWS = [
  'report-header',
  'achievements',
  'readiness-score',
  'readiness-status',
  'blocking-issues',
  'nice-to-have',
  'component-table',
  'next-steps',
  'technical-debt',
  'score-history',
  'score-target',
  'key-metrics',
  'timeline-forecast',
  'remediation-commands',
] as const;
export type ComputedView = (typeof COMPUTED_VIEWS)[number];

/** What a check is asked of. `resource.group` names any other Kubernetes resource, e.g. `ingresses.networking.k8s.io`. */
export type SubjectKind =
  | 'container'
  | 'pod'
  | 'workload'
  | 'namespace'
  | 'node'
  | 'cluster'
  | 'mesh'
  | 'entity'
  | `${string}.${string}`;

export type ItemScope =
  | 'workload'
  | 'namespace'
  | 'cluster'
  | 'mesh'
  | 'entity';

export interface ParamDefinition {
  type: 'integer' | 'number' | 'string' | 'boolean' | 'array' | 'object';
  description?: string;
  default: JsonValue;
  minimum?: number;
  maximum?: number;
  enum?: JsonValue[];
  items?: { type: 'integer' | 'number' | 'string' | 'object' };
  /** Whether an entity's annotation may set it, within bounds. Default false: no grading one's own paper. */
  entityMaySet?: boolean;
}

/** Where a definition was written, for error messages and for the reader of the API. */
export interface SourceLocation {
  /** Path relative to the definitions' root, or a URL. */
  file: string;
  /** 1-based. */
  line: number;
}

export interface EvidenceSummary {
  kind: EvidenceKind;
  each?: SubjectKind;
  /** Kubernetes resources it reads, `poddisruptionbudgets.policy` style. */
  reads: string[];
  expression?: string;
  where?: { rule: string; expression: string }[];
  /** Of Prometheus: what is asked, by the names that the expression uses. */
  queries?: {
    name: string;
    /** PromQL, with `${…}` for names of the subject and params. */
    query: string;
    /** ISO 8601 durations; absent: an instant query. */
    range?: { window: string; step: string };
  }[];
  /** Of Prometheus: what it means that there is no data of the subject. */
  noData?: { result: 'notApplicable' | 'fail' | 'unknown' | 'fallback'; rule: string };
  /** Of Prometheus: what it means that the data does not reach back so far. */
  minHistory?: {
    /** ISO 8601 duration. */
    period: string;
    result: 'notApplicable' | 'fail' | 'unknown' | 'fallback';
    rule: string;
  };
  /** Of a report: the type that it is sent under. */
  reportType?: string;
  /** Of an attestation or approval: `owner`, a ref, or the param that names one. */
  by?: string;
  /** Of an attestation: what is attested. */
  statement?: string;
  /** ISO 8601 duration: how long a word or report holds. */
  validFor?: string;
  linkRequired?: boolean;
  lapsesOn?: ('newImage' | 'ownerChanged')[];
  /** Set where it cannot be asked here: no Prometheus is configured. */
  notEvaluated?: string;
}

export interface Check {
  id: string;
  title: string;
  why: string;
  /** Markdown. */
  fix: string;
  area: string;
  responsible: Responsible;
  /** ISO 8601 duration: how long a fail must last before it counts. */
  settle: string;
  /** ISO 8601 duration: how old the evidence may be; absent: three periods of the shard. */
  maxAge?: string;
  grant: 'default' | 'extended';
  params: Record<string, ParamDefinition>;
  evidence: EvidenceSummary[];
  /** Digest of everything that decides its result. */
  revision: string;
  source: SourceLocation;
}

/** A check as an item asks it, with the item's params filled in. */
export interface ItemCheck {
  check: string;
  params: JsonObject;
}

export interface Item {
  id: string;
  text: string;
  /** What the checklist itself claims of this line, word for word. */
  claim?: string;
  severity: Severity;
  enforcement: Enforcement;
  scope: ItemScope;
  /** One, or several joined by `allOf`. Empty for a computed part of the report. */
  checks: ItemCheck[];
  responsible: Responsible;
  environments?: string[];
  waivable: boolean;
  maxWaiverDays: number;
  weight: number;
  /** The line is no question but this part of the report. */
  view?: ComputedView;
  /** Why this item stands outside the gate: a computed part of the report, or no Prometheus to ask. */
  notEvaluated?: string;
  source: SourceLocation;
}

export interface Section {
  id: string;
  title: string;
  /** What the checklist itself claims of this section, word for word. */
  claim?: string;
  items: Item[];
}

export interface Scorecard {
  id: string;
  title: string;
  description: string;
  /** Entity ref of the group or user that owns the scorecard; sees items in `shadow`. */
  owner?: string;
  appliesTo: JsonObject;
  /** `workload`: an entity whose selector finds no workload fails. */
  expects?: 'workload';
  gate: {
    onPlatformUnknown: 'hold' | 'warn';
    /** Environments that the gate's own verdict spans; absent: those app-config marks production. */
    environments?: string[];
  };
  /** What the checklist claims of itself as a whole, word for word. */
  claim?: string;
  /** The score, in percent, that is to be reached by a day (ISO 8601). */
  target?: { score: number; date: string };
  /** Ref of the group that decides waivers; absent: the scorecard's owner. */
  waiversDecidedBy?: string;
  sections: Section[];
  revision: string;
  source: SourceLocation;
}

/** One definition that could not be loaded: what, where, what to do. The others still work. */
export interface DefinitionError {
  file: string;
  line: number;
  message: string;
}
