export { Actions } from './Actions';
export type { Action } from './Actions';
export * from './PeopleAndTools';
