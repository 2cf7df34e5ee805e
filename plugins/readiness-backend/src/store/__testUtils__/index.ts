export * from './databases';
export * from './decisions';
export * from './rows';
