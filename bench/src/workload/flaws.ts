/** What is wrong with a generated service: a few things with a few services, so that checks have something to find. */

const FLAWS = {
  /** The budget lets no pod be disrupted. */
  strictBudget: 9,
  noMemoryLimit: 7,
  runsAsRoot: 11,
  movingTag: 13,
  noReadinessProbe: 17,
  podNotReady: 23,
  autoscalerBroken: 29,
  openPolicy: 19,
  secretInline: 31,
} as const;

export type Flaw = keyof typeof FLAWS;

export function hasFlaw(index: number, flaw: Flaw): boolean {
  return index % FLAWS[flaw] === 3;
}
