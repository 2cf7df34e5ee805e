/** Our service as the plugin makes it, with a clock that can be turned and a catalog that is generated. */
import type {
  AuditorService,
  LoggerService,
  PermissionsRegistryService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { createReadinessService } from '../product';
import type { ReadinessService, ReadinessServiceOptions } from '../product';
import { openDatabase } from './database';
import type { DatabaseAddress } from './database';

export interface ServiceOptions {
  config: object;
  /** Of the Kubernetes backend. */
  port: number;
  database: DatabaseAddress;
  entities: readonly Entity[];
  clock: () => Date;
  notifications?: ReadinessServiceOptions['notifications'];
  warn?: (message: string) => void;
}

export async function startService(options: ServiceOptions) {
  const knex = openDatabase(options.database);
  const getBaseUrl = async (pluginId: string) =>
    `http://127.0.0.1:${options.port}/api/${pluginId}`;
  const service: ReadinessService = await createReadinessService({
    auditor,
    auth: mockServices.auth({ pluginId: 'readiness' }),
    catalog: pagedCatalog(options.entities),
    config: mockServices.rootConfig({ data: options.config as never }),
    database: { getClient: async () => knex },
    discovery: { getBaseUrl, getExternalBaseUrl: getBaseUrl },
    httpAuth: mockServices.httpAuth(),
    logger: loggerWith(options.warn ?? silent),
    permissions: mockServices.permissions(),
    permissionsRegistry,
    userInfo: mockServices.userInfo(),
    clock: options.clock,
    ...(options.notifications && { notifications: options.notifications }),
  });
  const problems = service.refresher.definitions.errors;
  if (problems.length > 0)
    throw new Error(`definitions: ${JSON.stringify(problems[0])}`);
  return { service, knex };
}

function silent() {}

function loggerWith(warn: (message: string) => void): LoggerService {
  const logger: LoggerService = {
    error: warn,
    warn,
    info: silent,
    debug: silent,
    child: () => logger,
  };
  return logger;
}

const auditor: AuditorService = {
  createEvent: async () => ({
    success: async () => undefined,
    fail: async () => undefined,
  }),
};

/** Nobody asks for permission here: see processes/portal.ts. */
const permissionsRegistry = {
  addResourceType: silent,
  addPermissions: silent,
  addPermissionRules: silent,
  getPermissionRuleset: () => ({ getRuleByName: silent }),
} as unknown as PermissionsRegistryService;

/** Pages arrive as text and are parsed, as those of the catalog's own client. */
function pagedCatalog(entities: readonly Entity[]) {
  const queryEntities = async ({
    cursor = '0',
    limit = 500,
  }: {
    cursor?: string;
    limit?: number;
  }) => {
    const from = Number(cursor);
    const to = from + limit;
    return {
      items: JSON.parse(JSON.stringify(entities.slice(from, to))) as Entity[],
      totalItems: entities.length,
      pageInfo: { ...(to < entities.length && { nextCursor: String(to) }) },
    };
  };
  return { queryEntities } as unknown as ReadinessServiceOptions['catalog'];
}
