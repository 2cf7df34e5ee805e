export * from './ItemRow';
