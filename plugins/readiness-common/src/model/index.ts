export * from './definitions';
export * from './gates';
export * from './results';
