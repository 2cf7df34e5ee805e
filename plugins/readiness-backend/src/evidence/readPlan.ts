/** What must be read of a cluster for some evidence: the union of resources and field paths. */
import { configMapFields, mergeFields } from '../clusters/project';
import { WORKLOAD_RESOURCES } from '../clusters/types';
import type { FieldTree, ReadPlan, ResourceName } from '../clusters/types';
import type { SubjectEvidence } from '../definitions/types';
import { requiredReads } from './reads';

const CONFIG_MAPS: ResourceName = 'configmaps';

/** Resources that are never read but by their metadata: nobody needs what is in them. */
const METADATA_ONLY: ReadonlySet<ResourceName> = new Set(['secrets']);

export function readPlanOf(evidences: Iterable<SubjectEvidence>): ReadPlan {
  const resources: ReadPlan['resources'] = new Map();
  const need = (resource: ResourceName, fields: FieldTree) => {
    const known = resources.get(resource);
    resources.set(resource, {
      fields: known ? mergeFields(known.fields, fields) : fields,
      ...(METADATA_ONLY.has(resource) && { metadataOnly: true }),
    });
  };
  for (const resource of [...WORKLOAD_RESOURCES, 'namespaces']) {
    need(resource, {});
  }
  for (const evidence of evidences) {
    for (const { resource } of requiredReads(evidence)) need(resource, {});
    for (const [resource, fields] of evidence.needs)
      need(
        resource,
        resource === CONFIG_MAPS ? configMapFields(fields) : fields,
      );
  }
  return { resources };
}
