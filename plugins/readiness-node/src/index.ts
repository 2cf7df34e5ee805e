/**
 * Extension points of the Readiness Gates backend.
 *
 * @packageDocumentation
 */
export { readinessDefinitionsExtensionPoint } from './definitions';
export type { ReadinessDefinitionsExtensionPoint } from './definitions';
