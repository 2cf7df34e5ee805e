/** What is told of a workload beside its results: how many, and which images. */
import type { KubernetesObject, Workload } from '../clusters/types';
import { containersOf } from '../evidence/subjects';
import type { JudgedWorkload } from '../store/types';

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

const DIGEST = /sha256:[0-9a-f]{64}/;

/**
 * Digests of what runs: of the pods' containers that the template names, and those that the template
 * itself is pinned to. A tag moves; a sidecar that was injected is not the service's image.
 */
export function runningDigests({ template, pods }: Workload): string[] {
  const own = containersOf(
    template.spec as Parameters<typeof containersOf>[0],
  ).map(({ container }) => container as { name?: string; image?: string });
  const names = new Set(own.map(({ name }) => name));
  const pinned = own.flatMap(({ image }) => digestIn(image));
  const pulled = pods.flatMap(pod =>
    statusesOf(pod)
      .filter(({ name }) => names.has(name))
      .flatMap(({ imageID }) => digestIn(imageID)),
  );
  return [...new Set([...pinned, ...pulled])].sort();
}

interface ContainerStatus {
  name?: string;
  imageID?: string;
}

function statusesOf({ status }: KubernetesObject): ContainerStatus[] {
  const { containerStatuses = [], initContainerStatuses = [] } = (status ??
    {}) as Record<string, ContainerStatus[] | undefined>;
  return [...containerStatuses, ...initContainerStatuses];
}

function digestIn(image: string | undefined): string[] {
  const digest = image && DIGEST.exec(image)?.[0];
  return digest ? [digest] : [];
}

/** What a workload runs, for words that are bound to it: digests, else the names that the template has. */
export function imagesRunning({
  running = [],
  images = [],
}: Pick<JudgedWorkload, 'running' | 'images'>): readonly string[] {
  return running.length > 0 ? running : images;
}
