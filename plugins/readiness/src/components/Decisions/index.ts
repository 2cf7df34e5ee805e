export { DecisionDialog } from './DecisionDialog';
export { Decisions, useDecisions } from './Decisions';
export type { DecisionsContext } from './Decisions';
export { Covers } from './Covers';
export { ReadDialog } from './FormDialog';
export type { GateKey, Intent } from './intents';
