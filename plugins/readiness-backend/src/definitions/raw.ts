/** The YAML of checks and scorecards once its shape is valid; the schemas in `schema/` say the same. */
import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  Enforcement,
  EnforcementMode,
  EvidenceKind,
  ComputedView,
  ItemScope,
  ParamDefinition,
  Responsible,
  Scorecard,
  Severity,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Relation } from '../clusters/types';
import type { ContainerClass } from './types';

export interface RawKubernetes {
  each: string;
  containers?: ContainerClass[];
  of?: 'template' | 'pods';
  relation?: Relation;
  none?: { result: 'notApplicable' | 'fail'; rule: string };
  tells?: { rule: string; expression: string }[];
  where?: { rule: string; expression: string }[];
  reads?: Record<
    string,
    {
      resource: string;
      relation: Relation;
      whenNotServed?: 'empty' | 'fallback';
    }
  >;
  variables?: { name: string; expression: string }[];
  expression: string;
  message?: string;
  path?: string;
  found?: string;
  wanted?: string;
  reveals?: string[];
}

export interface RawOwnAnswer {
  result: 'notApplicable' | 'fail' | 'unknown' | 'fallback';
  rule: string;
}

export interface RawPrometheus
  extends Pick<
    RawKubernetes,
    | 'none'
    | 'where'
    | 'variables'
    | 'expression'
    | 'message'
    | 'path'
    | 'found'
    | 'wanted'
    | 'reveals'
  > {
  each: 'workload' | 'pod' | 'namespace' | 'cluster';
  series: Record<
    string,
    { query: string; range?: { window: string; step: string } }
  >;
  match?: { namespace: string; pod?: string; workload?: string };
  noData: RawOwnAnswer & { of?: string };
  minHistory?: RawOwnAnswer & { period: string; query: string };
}

export interface RawCatalog {
  each?: string;
  none?: { result: 'notApplicable' | 'fail'; rule: string };
  reads?: Record<
    string,
    { relation: string | string[]; verdictOn?: string | { param: string } }
  >;
  variables?: { name: string; expression: string }[];
  tells?: { rule: string; expression: string }[];
  where?: { rule: string; expression: string }[];
  expression: string;
  message?: string;
  path?: string;
  found?: string;
  wanted?: string;
  reveals?: string[];
}

export type RawVoice = string | { param: string };

export interface RawReport {
  type: string;
  of?: 'candidate' | 'any';
  validFor: string;
  where?: { rule: string; expression: string }[];
  expression: string;
  message?: string;
  path?: string;
  found?: string;
  wanted?: string;
}

export interface RawAttestation {
  statement: string;
  by: RawVoice;
  validFor: string;
  linkRequired?: boolean;
  lapsesOn?: ('newImage' | 'ownerChanged')[];
}

export interface RawApproval {
  by: RawVoice;
  step?: number | { param: string };
  validFor?: string;
}

interface BuiltEvidence {
  kubernetes?: RawKubernetes;
  prometheus?: RawPrometheus;
  catalog?: RawCatalog;
  report?: RawReport;
  attestation?: RawAttestation;
  approval?: RawApproval;
}

export type RawEvidence = {
  [kind in Exclude<EvidenceKind, keyof BuiltEvidence>]?: JsonValue;
} & BuiltEvidence;

export interface RawCheck {
  id: string;
  title: string;
  why: string;
  fix: string;
  responsible: Responsible;
  settle?: string;
  maxAge?: string;
  grant?: 'default' | 'extended';
  params?: Record<string, ParamDefinition>;
  evidence: RawEvidence[];
}

export interface RawItemCheck {
  check: string;
  params?: JsonObject;
}

export interface RawItem {
  id: string;
  text: string;
  claim?: string;
  check?: string;
  allOf?: RawItemCheck[];
  view?: ComputedView;
  /** Switched off by the installation: the item is not there. */
  off?: true;
  params?: JsonObject;
  severity: Severity;
  scope?: ItemScope;
  responsible?: Responsible;
  environments?: string[];
  enforcement?: EnforcementMode | Enforcement;
  waivable?: boolean;
  maxWaiverDays?: number;
  weight?: number;
  overrides?: { when: JsonObject; severity?: Severity; params?: JsonObject }[];
}

export interface RawScorecard
  extends Pick<Scorecard, 'id' | 'title' | 'description' | 'appliesTo'> {
  owner?: string;
  expects?: 'workload';
  gate?: Partial<Scorecard['gate']>;
  waivers?: { decidedBy: string };
  claim?: string;
  target?: { score: number; date: string };
  sections: { id: string; title: string; claim?: string; items: RawItem[] }[];
}
