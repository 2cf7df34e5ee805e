export { LegacyReadinessPage, ReadinessPage } from './ReadinessPage';
