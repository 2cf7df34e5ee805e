export { EvaluationsPage } from './EvaluationsPage';
