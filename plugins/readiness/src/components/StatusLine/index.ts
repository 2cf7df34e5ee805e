export * from './StatusLine';
