export * from './FixPanel';
