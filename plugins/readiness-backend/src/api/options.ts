/** What the routes work with, and who is asking. */
import type {
  AuditorService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import type { Definitions } from '../definitions/types';
import type { GateContext } from '../evaluation/answers';
import { asksCatalog } from '../evaluation/catalogQuestions';
import type { ReadinessStore, WaiverRow } from '../store/types';
import type { ReportSettings } from '../reports/settings';
import type { Callers } from './callers';
import { entityRefOf } from './refs';
import type { Audience } from './views';

export interface RouterOptions {
  store: ReadinessStore;
  definitions: Definitions;
  callers: Callers;
  auditor: AuditorService;
  logger: LoggerService;
  clock: () => Date;
  gateContext: () => Promise<GateContext>;
  /** Resources that checks read, for what is shown as failing. */
  resources: Pick<ReadonlySet<string>, 'has'>;
  rbac: (grant: 'default' | 'extended') => string;
  /** Who may send which reports. */
  reports: ReportSettings;
  /** An evaluation was asked for: look at once. */
  wake: () => void;
  /** Tells people what cannot wait for a digest. */
  announce?: { brokeGlass(waiver: WaiverRow): Promise<void> };
}

export async function audienceOf(
  { callers, definitions }: Pick<RouterOptions, 'callers' | 'definitions'>,
  credentials: BackstageCredentials,
  owner?: string,
): Promise<Audience> {
  const [findings, shadow, visible] = await Promise.all([
    callers.mayReadFindings(credentials),
    callers.isOwnedBy(credentials, owner),
    // Only what the catalog says may speak of other entities.
    asksCatalog(definitions) ? callers.visibleRefs(credentials) : undefined,
  ]);
  const refs = visible && new Set(visible);
  return { findings, shadow, sees: ref => !refs || refs.has(ref) };
}

export async function demandEntity(
  { callers }: Pick<RouterOptions, 'callers'>,
  request: Request,
): Promise<{ credentials: BackstageCredentials; entityRef: string }> {
  const credentials = await callers.reader(request);
  const entityRef = entityRefOf(
    request.params as { kind: string; namespace: string; name: string },
  );
  await callers.demandEntity(credentials, entityRef);
  return { credentials, entityRef };
}
