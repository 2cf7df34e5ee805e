/** Small definitions for tests, and how to compile them. */
import { createBaseEnvironment } from '../cel/environment';
import { compileDefinitions, type DefinitionSources } from '../compile';
import { formatDefinitionError } from '../load';
import type { Definitions, KubernetesEvidence } from '../types';

/** The lines of a check called `web-ready`, its evidence given as YAML. */
export function checkYaml(kubernetes: string, extra = ''): string {
  const indented = kubernetes.trimEnd().replace(/^/gm, '      ');
  return `id: web-ready
title: It is ready
why: Because.
fix: Make it ready.
responsible: owner
${extra}evidence:
  - kubernetes:
${indented}
`;
}

export function scorecardYaml(items: string): string {
  const indented = items.trimEnd().replace(/^/gm, '      ');
  return `id: baseline
title: Baseline
description: For everybody.
appliesTo: { kind: Component }
sections:
  - id: one
    title: One
    items:
${indented}
`;
}

export interface Texts {
  checks?: Record<string, string>;
  scorecards?: Record<string, string>;
  environmentsKnown?: string[];
  withCases?: boolean;
}

/** Compiles files given as name → text; `web-ready` is short for its file. */
export async function compileTexts({
  checks = {},
  scorecards = {},
  environmentsKnown,
  withCases = true,
}: Texts): Promise<Definitions> {
  const files = (texts: Record<string, string>) =>
    Object.entries(texts).map(([file, text]) => ({ file, text }));
  const sources: DefinitionSources = {
    checks: files(checks),
    scorecards: files(scorecards),
    withCases,
    ...(environmentsKnown && { environmentsKnown }),
  };
  return compileDefinitions(sources, await createBaseEnvironment());
}

export async function errorsOf(texts: Texts): Promise<string[]> {
  const { errors } = await compileTexts(texts);
  return errors.map(formatDefinitionError);
}

/** The compiled evidence of one check; fails when it does not load. */
export async function compileEvidence(
  kubernetes: string,
  extra = '',
): Promise<KubernetesEvidence> {
  const file = 'checks/health/web-ready.yaml';
  const { checks, errors } = await compileTexts({
    checks: { [file]: checkYaml(kubernetes, extra) },
  });
  if (errors.length > 0)
    throw new Error(errors.map(formatDefinitionError).join('\n'));
  return checks.get('web-ready')!.evidence[0] as KubernetesEvidence;
}
