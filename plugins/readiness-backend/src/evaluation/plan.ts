/** What must be read of a cluster: the union over everything that the loaded scorecards ask. */
import { mergeFields } from '../clusters/project';
import { WORKLOAD_RESOURCES } from '../clusters/types';
import type { FieldTree, ReadPlan, ResourceName } from '../clusters/types';
import type {
  Definitions,
  KubernetesEvidence,
  Question,
} from '../definitions/types';
import { requiredReads } from '../evidence/reads';

/** Resources that are never read but by their metadata: nobody needs what is in them. */
const METADATA_ONLY: ReadonlySet<ResourceName> = new Set(['secrets']);

/** A check that no item of a scorecard names costs no request. */
export function readPlan(
  definitions: Definitions,
  grants: { extended: boolean },
): ReadPlan {
  const resources: ReadPlan['resources'] = new Map();
  const need = (resource: ResourceName, fields: FieldTree) => {
    const known = resources.get(resource);
    resources.set(resource, {
      fields: known ? mergeFields(known.fields, fields) : fields,
      ...(METADATA_ONLY.has(resource) && { metadataOnly: true }),
    });
  };
  for (const resource of [...WORKLOAD_RESOURCES, 'namespaces'])
    need(resource, {});
  for (const evidence of kubernetesEvidence(definitions, grants)) {
    for (const { resource } of requiredReads(evidence)) need(resource, {});
    for (const [resource, fields] of evidence.needs) need(resource, fields);
  }
  return { resources };
}

/** Every question that some item of some scorecard asks, once. */
export function questionsOf({ scorecards }: Definitions): Question[] {
  const questions = new Map<string, Question>();
  for (const { items } of scorecards.values()) {
    for (const { questions: own, overrides } of items) {
      for (const question of [
        ...own,
        ...overrides.flatMap(o => o.questions ?? []),
      ]) {
        questions.set(question.key, question);
      }
    }
  }
  return [...questions.values()];
}

function kubernetesEvidence(
  definitions: Definitions,
  { extended }: { extended: boolean },
): KubernetesEvidence[] {
  return questionsOf(definitions)
    .filter(({ check }) => extended || check.definition.grant === 'default')
    .flatMap(({ check }) => check.evidence)
    .filter(
      (evidence): evidence is KubernetesEvidence =>
        evidence.kind === 'kubernetes',
    );
}
