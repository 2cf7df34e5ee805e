export * from './ItemHistory';
export * from './Timeline';
