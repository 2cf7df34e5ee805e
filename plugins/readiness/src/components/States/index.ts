export * from './Answered';
export * from './Empty';
export * from './ErrorState';
export * from './NoScorecard';
export * from './Skeletons';
