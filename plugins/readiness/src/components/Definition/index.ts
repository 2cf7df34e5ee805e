export * from './Enforcement';
export * from './FactList';
export * from './More';
export * from './PageHead';
export * from './Predicate';
export * from './Toggles';
export { useDefinitionStyles } from './styles';
