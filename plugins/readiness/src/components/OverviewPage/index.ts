export { LegacyOverviewPage, OverviewPage } from './OverviewPage';
