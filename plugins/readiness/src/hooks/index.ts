export { useApiData } from './useApiData';
export type { ApiData } from './useApiData';
export { useDebouncedValue } from './useDebouncedValue';
export { useEvaluation } from './useEvaluation';
export type { EvaluationState } from './useEvaluation';
export { useNow } from './useNow';
export { useOpenSet } from './useOpenSet';
export { useReadinessTranslation } from './useReadinessTranslation';
export { useUrlState } from './useUrlState';
