export {
  DEFAULT_MAX_AGE_MS,
  linkOf,
  validateEnvelope,
  type EnvelopeOptions,
  type ReportEnvelope,
} from './envelope';
export { ReportError, type Problem, type RefusalReason } from './errors';
export * from './formats';
export { DEFAULT_LIMITS, MOST_BYTES, type ReportLimits } from './limits';
export { arrivalOf, isNewer, runKey, type Arrived, type Sent } from './order';
export { parseReport, type ParsedReport, type ReportInput } from './parse';
export type { DeclaredField, ReportFormat } from './types';
