/**
 * The backend of Readiness Gates.
 *
 * @packageDocumentation
 */
export {
  createReadinessConditionalDecision,
  readinessConditions,
  readinessGateResourceRef,
} from './api/permissions';
export { readinessPlugin as default } from './plugin';
