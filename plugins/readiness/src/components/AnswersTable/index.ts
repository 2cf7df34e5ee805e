export * from './AnswersTable';
