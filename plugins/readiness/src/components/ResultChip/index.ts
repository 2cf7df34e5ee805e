export * from './ResultChip';
