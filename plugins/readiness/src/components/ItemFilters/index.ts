export * from './ItemFilters';
