/** The library of checks in a process of its own: how long it takes to load, and to judge with. */
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { scorecardFile } from '../harness/config';
import { serve } from '../harness/remote';
import {
  judgeEntity,
  loadDefinitions,
  readPlan,
  scorecardsFor,
  selectionOf,
  snapshotOf,
} from '../product';
import type { Definitions } from '../product';
import { catalogEntities } from '../workload/catalog';
import { clusterObjects } from '../workload/objects';

const PACKAGE = '@readiness-gates/backstage-plugin-readiness-backend';
const SERVICES = 50;
const WARM_ROUNDS = 10;

export type LibraryHandlers = ReturnType<typeof handlers>;

function handlers() {
  let definitions: Definitions;
  return {
    /** All that is shipped, as a backend loads it at start: in milliseconds. */
    load: async () => {
      const startedAt = performance.now();
      definitions = await loadDefinitions(shipped());
      return {
        ms: performance.now() - startedAt,
        checks: definitions.checks.size,
      };
    },
    /** Of one judgement of one service once the engine is warm: in milliseconds of the processor, and of the clock. */
    judge: async ({ rounds }: { rounds: number }) => {
      const loaded = await loadDefinitions({
        ...shipped(),
        scorecardsDir: undefined,
        scorecardFiles: [scorecardFile('workload-60')],
      });
      const judge = judgements(loaded);
      for (let round = 0; round < WARM_ROUNDS; round += 1) judge();
      const before = process.cpuUsage();
      const times = Array.from({ length: rounds }, judge).flat();
      const { user, system } = process.cpuUsage(before);
      return { cpuMs: (user + system) / 1000 / times.length, times };
    },
  };
}

function shipped() {
  return {
    checksDir: resolvePackagePath(PACKAGE, 'checks'),
    scorecardsDir: resolvePackagePath(PACKAGE, 'scorecards'),
    prebuilt: resolvePackagePath(PACKAGE, 'library.json'),
  };
}

/** Judges each service of a small cluster once; gives how long each took. */
function judgements(definitions: Definitions): () => number[] {
  const now = new Date();
  const snapshot = snapshotOf({
    objects: [...clusterObjects(SERVICES)],
    plan: readPlan(definitions, { extended: false }),
    now,
  });
  const context = {
    snapshot,
    clusterFacts: { managed: false },
    extendedGrant: false,
    now,
  };
  const judged = catalogEntities({ services: SERVICES }).map(entity => {
    const selection = selectionOf(entity);
    const fields = entity as unknown as Record<string, unknown>;
    return {
      entityRef: selection.entityRef,
      entity: fields,
      scorecards: scorecardsFor(fields, definitions),
      selection: '',
      whole: false,
      workloads: snapshot.workloadsOf(selection),
    };
  });
  return () =>
    judged.map(({ workloads, ...entity }) => {
      const startedAt = performance.now();
      const judging = judgeEntity(entity, workloads, context);
      while (!judging.next().done) {
        // until every question is answered
      }
      return performance.now() - startedAt;
    });
}

serve(handlers);
