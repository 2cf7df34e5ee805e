/**
 * The model of Readiness Gates: results, verdicts, definitions, permissions and the API's client.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api';
export * from './model';
export * from './permissions';
export * from './verdict';
