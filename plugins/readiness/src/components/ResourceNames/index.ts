export * from './ResourceNames';
