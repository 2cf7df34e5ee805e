/** The API's data by name, as the OpenAPI document has them. */
import type { components, operations } from './generated';

type Schemas = components['schemas'];

export type ScorecardOverview = Schemas['ScorecardOverview'];
export type ScorecardList = Schemas['ScorecardList'];
export type EntitySummary = Schemas['EntitySummary'];
export type GateListing = Schemas['GateListing'];
export type GatePage = Schemas['GatePage'];
export type GateSummary = Schemas['GateSummary'];
export type EnvironmentGate = Schemas['EnvironmentGate'];
export type ClusterFreshness = Schemas['ClusterFreshness'];
export type GateOverview = Schemas['GateOverview'];
export type EntityGates = Schemas['EntityGates'];
export type AnswerView = Schemas['Answer'];
export type ItemView = Schemas['ItemView'];
export type GateDetail = Schemas['GateDetail'];
export type TransitionView = Schemas['Transition'];
export type RunView = Schemas['RunSummary'];
export type EvaluationView = Schemas['Evaluation'];
export type EvaluationOverview = Schemas['EvaluationOverview'];
export type GrantsView = Schemas['Grants'];
export type VerdictRequest = Schemas['VerdictRequest'];
export type VerdictReason = Schemas['VerdictReason'];
export type VerdictAnswer = Schemas['VerdictAnswer'];

export type GateQuery = NonNullable<
  operations['GetGates']['parameters']['query']
>;
export type SummaryQuery = NonNullable<
  operations['GetGatesSummary']['parameters']['query']
>;
