/**
 * The frontend of Readiness Gates, for apps on the legacy frontend system. Apps on the new one
 * install `/alpha`.
 *
 * @packageDocumentation
 */
export { readinessApiRef } from './api';
export { isReadinessAvailable } from './entity';
export {
  EntityReadinessCard,
  EntityReadinessContent,
  HomePageReadiness,
  ReadinessPage,
  readinessPlugin,
} from './plugin';
export { readinessTranslationRef } from './translation';
