export * from './Impact';
