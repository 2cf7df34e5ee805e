/** What the timeline tells of a workload when a result changed: how many, and which images. */
import type { Workload } from '../clusters/types';
import { containersOf } from '../evidence/subjects';

export function replicasOf({ object }: Workload): number | undefined {
  const spec = object.spec as { replicas?: number } | undefined;
  return typeof spec?.replicas === 'number' ? spec.replicas : undefined;
}

export function imagesOf({ template }: Workload): string[] {
  return containersOf(
    template.spec as Parameters<typeof containersOf>[0],
  ).flatMap(({ container }) => {
    const { image } = container as { image?: string };
    return image ? [image] : [];
  });
}
