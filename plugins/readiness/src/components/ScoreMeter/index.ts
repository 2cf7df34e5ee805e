export * from './ScoreMeter';
