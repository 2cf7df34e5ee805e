export * from './ErrorState';
export * from './NoScorecard';
export * from './Skeletons';
