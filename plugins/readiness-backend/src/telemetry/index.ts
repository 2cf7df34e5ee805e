/** Metrics and traces of the plugin itself. */
export { METRICS } from './metrics';
export { Telemetry } from './telemetry';
export type { ResultCounts, ResultKind, Step } from './telemetry';
