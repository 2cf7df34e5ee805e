export { Queue, totalOf } from './Queue';
export type { QueueCounts } from './Queue';
