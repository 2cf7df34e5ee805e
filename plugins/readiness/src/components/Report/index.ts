export * from './Report';
