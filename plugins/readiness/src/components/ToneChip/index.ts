export * from './ToneChip';
