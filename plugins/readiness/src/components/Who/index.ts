export * from './Who';
