/** Where each workload kind keeps its pod template. */
import { at, isRecord } from './objects';
import type { KubernetesObject, PodTemplate, ResourceName } from './types';

const TEMPLATE_PATHS: Record<ResourceName, string[]> = {
  pods: [],
  'cronjobs.batch': ['spec', 'jobTemplate', 'spec', 'template'],
};
const USUAL_PATH = ['spec', 'template'];

/** Field path of the pod template in objects of the resource; empty for a Pod, which is its own. */
export function templateFields(resource: ResourceName): readonly string[] {
  return TEMPLATE_PATHS[resource] ?? USUAL_PATH;
}

/** The pod template of a workload object; an empty one where it has none. */
export function templateOf(
  resource: ResourceName,
  object: KubernetesObject,
): PodTemplate {
  const template = at(object, ...templateFields(resource));
  const spec = at(template, 'spec');
  return {
    metadata: (at(template, 'metadata') ?? {}) as PodTemplate['metadata'],
    spec: isRecord(spec) ? spec : {},
  };
}

/** Field path of the template's pod spec: `spec.template.spec`, `spec` for a Pod. */
export function templatePath(resource: ResourceName): string {
  return [...templateFields(resource), 'spec'].join('.');
}
