// What the workload controllers share: what they want of each pod, and how they count.
import { notesOf } from './notes.mjs';

export const keyOf = object => `${object.kind}/${object.metadata.namespace}/${object.metadata.name}`;

export const isReady = pod => pod.status.conditions.some(c => c.type === 'Ready' && c.status === 'True');

export const isOver = pod => ['Succeeded', 'Failed'].includes(pod.status.phase);

export const nonZero = counts => Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0));

/** "oom-killed:1" is oom-killed for the first pod and healthy for the others. */
export function behaviourOf(owner, index) {
  const [behaviour, count] = (notesOf(owner).behaviour ?? 'healthy').split(':');
  return count === undefined || index < Number(count) ? behaviour : 'healthy';
}

export const commonTo = (owner, index) => ({
  behaviour: behaviourOf(owner, index),
  index,
  ownerKey: keyOf(owner),
  source: owner,
  nodes: notesOf(owner).nodes,
  restarts: Number(notesOf(owner).restarts ?? 0),
  pull: notesOf(owner).digests === 'differ' ? ` pull ${index % 2}` : undefined,
});
