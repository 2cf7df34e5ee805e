/** Judges every entity by the catalog: one state for each scorecard that asks it, of no cluster. */
import { createHash } from 'node:crypto';
import type { Verdict } from '@readiness-gates/backstage-plugin-readiness-common';
import { catalogEvidence } from '../definitions/catalog';
import type { CompiledScorecard, Definitions } from '../definitions/types';
import { judgeCatalog } from '../evidence/catalog';
import type { EntityInCatalog } from '../evidence/catalog';
import type { CatalogIndex } from '../evidence/catalogIndex';
import type { Judged } from '../evidence/judge';
import type { Lease, MirroredEntity, ReadinessStore } from '../store/types';
import type { ResultCounts } from '../telemetry';
import { scorecardsFor } from './applicability';
import {
  catalogQuestions,
  followedScorecards,
  NO_CLUSTER,
} from './catalogQuestions';
import { digestOf } from './judge';
import type { FreshState } from './judge';
import { countResults } from './shardJudging';
import { StateWriter } from './stateWriter';
import type { WrittenStates } from './stateWriter';
import { Slices } from '../slices';

/** Verdicts that checks follow, as the stored gates have them. */
export interface FollowedVerdicts {
  of: EntityInCatalog['verdictOf'];
  /** Changes whenever one of them does; `''` where none is followed. */
  signature: string;
}

export async function followedVerdicts(
  store: Pick<ReadinessStore, 'ownVerdicts'>,
  definitions: Definitions,
): Promise<FollowedVerdicts> {
  const scorecards = followedScorecards(definitions);
  if (scorecards.length === 0) return { of: () => undefined, signature: '' };
  const rows = await store.ownVerdicts(scorecards);
  const verdicts = new Map<string, Verdict>();
  const hash = createHash('sha256');
  for (const { entityRef, scorecard, verdict } of rows) {
    verdicts.set(`${scorecard}\n${entityRef}`, verdict);
    hash.update(`${scorecard}\n${entityRef}\n${verdict}\n`);
  }
  return {
    of: (entityRef, scorecard) => verdicts.get(`${scorecard}\n${entityRef}`),
    signature: hash.digest('base64url').slice(0, 27),
  };
}

export interface CatalogJudging {
  lease: Lease;
  store: ReadinessStore;
  definitions: Definitions;
  now: () => Date;
  /** Called between two slices. */
  alive: () => Promise<void>;
}

/** Judges, and stores what changed; an unchanged catalog writes nothing. */
export async function judgeByCatalog(
  entities: readonly MirroredEntity[],
  catalog: CatalogIndex,
  verdictOf: EntityInCatalog['verdictOf'],
  { lease, store, definitions, now, alive }: CatalogJudging,
): Promise<{ written: WrittenStates; results: ResultCounts }> {
  const writer = new StateWriter({
    store,
    lease,
    cluster: NO_CLUSTER,
    stored: await store.stateDigests(NO_CLUSTER),
    now,
    alive,
  });
  const results: ResultCounts = {};
  const slices = new Slices();
  for (const mirrored of entities) {
    if (await slices.pause()) await alive();
    const { entityRef, entity } = mirrored;
    const context = { entityRef, catalog, verdictOf, now: now() };
    const scorecards = scorecardsFor(entity, definitions);
    const asked = new Map<string, Judged>();
    const states = scorecards.flatMap(
      scorecard => judgedState(mirrored, scorecard, asked, context) ?? [],
    );
    for (const state of states) countResults(results, state);
    writer.add(states, { ...mirrored, scorecards });
    if (writer.isFull) await writer.write();
  }
  return { written: await writer.end(new Set()), results };
}

function judgedState(
  { entityRef, entity }: MirroredEntity,
  scorecard: CompiledScorecard,
  asked: Map<string, Judged>,
  context: EntityInCatalog,
): FreshState | undefined {
  const questions = catalogQuestions(scorecard, entity, context.now);
  if (questions.length === 0) return undefined;
  for (const question of questions) {
    if (asked.has(question.key)) continue;
    const evidence = catalogEvidence(question)!;
    asked.set(question.key, judgeCatalog(evidence, question.params, context));
  }
  const state = {
    entityRef,
    scorecard: scorecard.definition.id,
    cluster: NO_CLUSTER,
    environment: '',
    judged: new Map(questions.map(({ key }) => [key, asked.get(key)!])),
    workloads: [],
    revisions: Object.fromEntries(
      questions.map(({ check: { definition } }) => [
        definition.id,
        definition.revision,
      ]),
    ),
    selection: '',
  };
  return { ...state, digest: digestOf(state, state.judged) };
}
