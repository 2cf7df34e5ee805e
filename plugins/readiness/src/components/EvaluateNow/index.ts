export * from './EvaluateNow';
export * from './EvaluationProgress';
