export {
  DatabaseReadinessStore,
  type DatabaseReadinessStoreOptions,
} from './DatabaseReadinessStore';
export { clusterOfShard, clusterShard } from './shards';
export type { Clock } from './sql';
export { stateKeyText } from './state';
export * from './types';
