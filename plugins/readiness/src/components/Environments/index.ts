export * from './Environments';
