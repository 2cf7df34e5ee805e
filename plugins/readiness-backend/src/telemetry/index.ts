/** Metrics and traces of the plugin itself. */
export { METRICS } from './metrics';
export { Telemetry } from './telemetry';
export type { ResultCounts, Step } from './telemetry';
