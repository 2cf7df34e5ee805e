/** The API's data by name, as the OpenAPI document has them. */
import type { Check } from '../model';
import type { components, operations } from './generated';

type Schemas = components['schemas'];

export type ScorecardOverview = Schemas['ScorecardOverview'];
export type ScorecardListing = Schemas['ScorecardListing'];
export type ScorecardList = Schemas['ScorecardList'];
export type EntitySummary = Schemas['EntitySummary'];
export type BlockingItem = Schemas['BlockingItem'];
export type GateListing = Schemas['GateListing'];
export type GatePage = Schemas['GatePage'];
export type ScorecardEvidence = Schemas['ScorecardEvidence'];
export type EvidenceGap = Schemas['EvidenceGap'];
export type CheckOverview = Schemas['CheckOverview'];
export type CheckUse = Schemas['CheckUse'];
/** A check as it was written, and the items that ask it. */
export type CheckDetail = Check & { uses: CheckUse[] };
export type CheckResult = Schemas['CheckResult'];
export type CheckResultPage = Schemas['CheckResultPage'];
export type ItemImpact = Schemas['ItemImpact'];
export type ImpactedEntity = Schemas['ImpactedEntity'];
export type GateSummary = Schemas['GateSummary'];
export type GateMatrix = Schemas['GateMatrix'];
export type TopItem = Schemas['TopItem'];
export type TopItems = Schemas['TopItems'];
export type VerdictCounts = Schemas['VerdictCounts'];
export type TrendDay = Schemas['TrendDay'];
export type TrendChange = Schemas['TrendChange'];
export type TrendComparison = Schemas['TrendComparison'];
export type GateTrend = Schemas['GateTrend'];
export type EnvironmentGate = Schemas['EnvironmentGate'];
export type ClusterFreshness = Schemas['ClusterFreshness'];
export type GateOverview = Schemas['GateOverview'];
export type EntityGates = Schemas['EntityGates'];
export type AnswerView = Schemas['Answer'];
export type ItemView = Schemas['ItemView'];
export type GateDetail = Schemas['GateDetail'];
export type TransitionView = Schemas['Transition'];
export type ReadinessReport = Schemas['ReadinessReport'];
export type ReportSection = Schemas['ReportSection'];
export type ReportItem = Schemas['ReportItem'];
export type OpenItem = Schemas['OpenItem'];
export type ScorePoint = Schemas['ScorePoint'];
export type TrendPoint = Schemas['TrendPoint'];
export type RunView = Schemas['RunSummary'];
export type EvaluationView = Schemas['Evaluation'];
export type EvaluationOverview = Schemas['EvaluationOverview'];
export type GrantsView = Schemas['Grants'];
export type VerdictRequest = Schemas['VerdictRequest'];
export type VerdictReason = Schemas['VerdictReason'];
export type VerdictAnswer = Schemas['VerdictAnswer'];

export type Ask = Schemas['Ask'];
export type DecisionEventView = Schemas['DecisionEvent'];
export type AttestationView = Schemas['Attestation'];
export type AttestationRequest = Schemas['AttestationRequest'];
export type ApprovalView = Schemas['Approval'];
export type ApprovalSnapshot = Schemas['ApprovalSnapshot'];
export type ApprovalRequest = Schemas['ApprovalRequest'];
export type WaiverView = Schemas['Waiver'];
export type WaivedEntity = Schemas['WaivedEntity'];
export type WaiverRequest = Schemas['WaiverRequest'];
export type WaiverPreview = Schemas['WaiverPreview'];
export type WaiverDecisionRequest = Schemas['WaiverDecisionRequest'];
export type ReportView = Schemas['Report'];
export type QueueView = Schemas['Queue'];
export type QueueEntry = Schemas['QueueEntry'];

export type DecisionQuery = NonNullable<
  operations['GetAttestations']['parameters']['query']
>;
export type ReportQuery = NonNullable<
  operations['GetReports']['parameters']['query']
>;
export type TimelineQuery = NonNullable<
  operations['GetGateTimeline']['parameters']['query']
>;
export type GateQuery = NonNullable<
  operations['GetGates']['parameters']['query']
>;
export type CheckResultQuery = NonNullable<
  operations['GetCheckResults']['parameters']['query']
>;
export type SummaryQuery = NonNullable<
  operations['GetGatesSummary']['parameters']['query']
>;
export type MatrixQuery = NonNullable<
  operations['GetGatesMatrix']['parameters']['query']
>;
export type TopItemQuery = NonNullable<
  operations['GetTopItems']['parameters']['query']
>;
export type TrendQuery = NonNullable<
  operations['GetGatesTrend']['parameters']['query']
>;
