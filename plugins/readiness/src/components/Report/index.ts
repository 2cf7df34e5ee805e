export * from './Report';
export * from './Save';
