export * from './ViewTabs';
