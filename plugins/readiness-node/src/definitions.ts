import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * Takes scorecards and checks that a backend module brings along.
 *
 * What a module brings is code that the installation chose, so its checks run in-process as the
 * library's do. A file that does not load is told with file and line, and everything else works.
 *
 * @public
 */
export interface ReadinessDefinitionsExtensionPoint {
  /** Absolute paths of scorecard files, such as `resolvePackagePath('…', 'scorecards/mine.yaml')`. */
  addScorecards(...files: string[]): void;
  /** Absolute paths of check files; a file's name is the id of its check, its folder the area. */
  addChecks(...files: string[]): void;
}

/**
 * ```ts
 * createBackendModule({
 *   pluginId: 'readiness',
 *   moduleId: 'our-scorecards',
 *   register(env) {
 *     env.registerInit({
 *       deps: { definitions: readinessDefinitionsExtensionPoint },
 *       async init({ definitions }) {
 *         definitions.addScorecards(resolvePackagePath('our-package', 'scorecards/ours.yaml'));
 *       },
 *     });
 *   },
 * });
 * ```
 *
 * @public
 */
export const readinessDefinitionsExtensionPoint =
  createExtensionPoint<ReadinessDefinitionsExtensionPoint>({
    id: 'readiness.definitions',
  });
