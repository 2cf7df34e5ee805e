export * from './FreshnessBar';
