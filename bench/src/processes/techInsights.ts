/** tech-insights with JSON rules, asked the same questions: a retriever that reads Kubernetes entity by entity. */
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { SchedulerService } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { FactRetriever } from '@backstage-community/plugin-tech-insights-node';
import { techInsightsFactRetrieversExtensionPoint } from '@backstage-community/plugin-tech-insights-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { openDatabase, sizeOf } from '../harness/database';
import type { DatabaseAddress } from '../harness/database';
import { gauge } from '../harness/gauge';
import { serve } from '../harness/remote';
import { factsOf, QUESTIONS } from '../rival/facts';
import { readEntity } from '../rival/reader';
import { catalogEntities } from '../workload/catalog';
import { identityOf } from '../workload/identity';

export interface TechInsightsOptions {
  /** Of the Kubernetes backend. */
  port: number;
  database: DatabaseAddress;
  services: number;
}

export type TechInsightsHandlers = ReturnType<typeof handlers>;

const RETRIEVER = 'workloads';
/** As many requests at a time as ours makes. */
const AT_A_TIME = 4;

interface Running {
  knex: Knex;
  scheduler: SchedulerService;
  url: string;
  options: TechInsightsOptions;
  mode: { generated: boolean };
}

function handlers({ knex, scheduler, url, options, mode }: Running) {
  return {
    /** Reads every entity and stores its facts. */
    retrieve: () => gauge(() => scheduler.triggerTask(RETRIEVER)),
    /** Stores runs of facts without reading anything: what only the store costs. */
    storeRuns: async (runs: number) => {
      mode.generated = true;
      for (let run = 0; run < runs; run += 1)
        await scheduler.triggerTask(RETRIEVER);
      mode.generated = false;
    },
    /** The bulk request that a scorecard page makes; gives how many entities fail each check. */
    runChecks: (entities: readonly string[]) =>
      gauge(async () => {
        const response = await fetch(`${url}/checks/run`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ entities }),
        });
        return failures(await response.json());
      }),
    size: () => sizeOf(knex, options.database.kind),
  };
}

interface CheckedEntity {
  results: { check: { id: string }; result: boolean }[];
}

function failures(checked: CheckedEntity[]) {
  const failing: Record<string, number> = {};
  let answers = 0;
  for (const { results } of checked) {
    for (const { check, result } of results) {
      answers += 1;
      if (!result) failing[check.id] = (failing[check.id] ?? 0) + 1;
    }
  }
  return { answers, failing };
}

function retriever(
  { port, services }: TechInsightsOptions,
  mode: Running['mode'],
): FactRetriever {
  return {
    id: RETRIEVER,
    version: '1.0.0',
    schema: Object.fromEntries(
      QUESTIONS.map(id => [id, { type: 'boolean', description: id }]),
    ) as FactRetriever['schema'],
    handler: async ({ auth }) => {
      const indexes = Array.from({ length: services }, (_, index) => index);
      const facts: Awaited<ReturnType<FactRetriever['handler']>> = [];
      const worker = async () => {
        for (
          let index = indexes.shift();
          index !== undefined;
          index = indexes.shift()
        ) {
          const { name } = identityOf(index);
          const objects = mode.generated
            ? undefined
            : await readEntity(index, { port, auth });
          facts.push({
            entity: { kind: 'component', namespace: 'default', name },
            facts: objects
              ? factsOf(objects)
              : Object.fromEntries(QUESTIONS.map(id => [id, true])),
          });
        }
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, worker));
      return facts;
    },
  };
}

const configOf = () => ({
  backend: { baseUrl: 'http://localhost', listen: { port: 0 } },
  techInsights: {
    factRetrievers: {
      [RETRIEVER]: { cadence: '0 0 1 1 *', initialDelay: { days: 1 } },
    },
    factChecker: {
      checks: Object.fromEntries(
        QUESTIONS.map(id => [
          id,
          {
            type: 'json-rules-engine',
            name: id,
            description: id,
            factIds: [RETRIEVER],
            rule: {
              conditions: {
                all: [{ fact: id, operator: 'equal', value: true }],
              },
            },
          },
        ]),
      ),
    },
  },
});

serve<TechInsightsOptions>(async options => {
  const knex = openDatabase(options.database);
  const mode = { generated: false };
  let scheduler: SchedulerService | undefined;
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: configOf() }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => ({ getClient: async () => knex }),
      }),
      mockServices.rootLogger.factory({ level: 'error' }),
      catalogServiceMock.factory({ entities: catalogEntities(options) }),
      import('@backstage-community/plugin-tech-insights-backend'),
      import('@backstage-community/plugin-tech-insights-backend-module-jsonfc'),
      createBackendModule({
        pluginId: 'tech-insights',
        moduleId: 'bench',
        register(env) {
          env.registerInit({
            deps: {
              retrievers: techInsightsFactRetrieversExtensionPoint,
              scheduler: coreServices.scheduler,
            },
            async init({ retrievers, scheduler: own }) {
              scheduler = own;
              retrievers.addFactRetrievers({
                [RETRIEVER]: retriever(options, mode),
              });
            },
          });
        },
      }),
    ],
  });
  return handlers({
    knex,
    scheduler: scheduler!,
    url: `http://127.0.0.1:${server.port()}/api/tech-insights`,
    options,
    mode,
  });
});
