export * from './EnvironmentStrip';
