export * from './databases';
export * from './rows';
