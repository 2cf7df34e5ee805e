export * from './Claim';
