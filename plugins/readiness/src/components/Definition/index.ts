export * from './Enforcement';
export * from './FactList';
export * from './More';
export * from './PageHead';
export * from './Predicate';
export { useDefinitionStyles } from './styles';
