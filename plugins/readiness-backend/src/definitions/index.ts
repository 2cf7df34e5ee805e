export { compileDefinitions, type DefinitionSources } from './compile';
export { createBaseEnvironment } from './cel/environment';
export {
  formatDefinitionError,
  loadDefinitions,
  type LoadOptions,
} from './load';
export * from './types';
