export * from './Impact';
export { ImpactDialog } from './ImpactDialog';
