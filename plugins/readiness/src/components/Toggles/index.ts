export * from './Toggles';
