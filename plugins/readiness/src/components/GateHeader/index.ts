export * from './GateHeader';
