export * from './CountsBar';
