export { Overview } from './OverviewPage';
