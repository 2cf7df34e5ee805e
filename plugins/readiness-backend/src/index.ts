/**
 * The backend of Readiness Gates.
 *
 * @packageDocumentation
 */
export { readinessPlugin as default } from './plugin';
