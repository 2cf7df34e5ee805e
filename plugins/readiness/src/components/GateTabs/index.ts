export * from './GateTabs';
