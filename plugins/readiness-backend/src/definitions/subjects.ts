/** Whether the subject and the reads of a piece of evidence make sense. */
import type { Environment } from '@marcbachmann/cel-js';
import {
  createEvidenceEnvironment,
  variablesOf,
  type LazyEnvironment,
} from './cel/environment';
import type { RawKubernetes } from './raw';
import { relationProblem, SUBJECT_KINDS } from './relations';
import type { Path, Problems } from './source';
import { nearestNames } from './suggest';

/** Subjects that a workload always has; of the others there may be none. */
const ALWAYS_THERE = new Set(['container', 'workload', 'namespace', 'cluster']);

const CORE_RESOURCES = new Set([
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'serviceaccounts',
  'services',
]);

/** Words that CEL keeps for itself. */
export const RESERVED = new Set(
  'as break const continue else false for function if import in let loop namespace null package return true var void while'.split(
    ' ',
  ),
);

export function checkSubject(
  raw: RawKubernetes,
  path: Path,
  problems: Problems,
): void {
  const isResource = !SUBJECT_KINDS.has(raw.each);
  if (isResource && !raw.each.includes('.') && !CORE_RESOURCES.has(raw.each)) {
    const near = nearestNames(
      raw.each,
      [...SUBJECT_KINDS, ...CORE_RESOURCES],
      1,
    )[0];
    const hint = near ? ` (did you mean \`${near}\`?)` : '';
    problems.at(
      [...path, 'each'],
      `\`each\` names no subject: \`${raw.each}\`${hint}`,
    );
    return;
  }
  if (isResource && !raw.relation) {
    problems.at(
      [...path, 'each'],
      `\`each: ${raw.each}\` needs \`relation\`: which objects, from the workloads`,
    );
  }
  if (!isResource && raw.relation) {
    problems.at(
      [...path, 'relation'],
      `\`relation\` is only for \`each: RESOURCE.GROUP\``,
    );
  }
  if (!ALWAYS_THERE.has(raw.each) && !raw.none) {
    problems.at(
      [...path, 'each'],
      `\`each: ${raw.each}\` needs \`none\`: what no object at all means`,
    );
  }
  if (ALWAYS_THERE.has(raw.each) && raw.none) {
    problems.at([...path, 'none'], `\`none\` is not for \`each: ${raw.each}\``);
  }
  for (const field of ['containers', 'of'] as const) {
    if (raw[field] !== undefined && raw.each !== 'container') {
      problems.at(
        [...path, field],
        `\`${field}\` is only for \`each: container\``,
      );
    }
  }
  if (raw.relation && isResource) {
    const problem = relationProblem('workload', raw.relation, raw.each);
    if (problem) problems.at([...path, 'relation'], problem);
  }
}

/** The environment of the evidence; undefined when the name of a read is taken. */
export function environmentOf(
  raw: RawKubernetes,
  path: Path,
  { base, problems }: { base: Environment; problems: Problems },
): LazyEnvironment | undefined {
  const reads = Object.entries(raw.reads ?? {});
  let valid = true;
  for (const [name, { resource, relation }] of reads) {
    if (isTaken(name, raw.each, base)) {
      problems.at(
        [...path, 'reads', name],
        `\`${name}\` is taken; give this read another name`,
      );
      valid = false;
    }
    const problem = relationProblem(raw.each, relation, resource);
    if (problem) problems.at([...path, 'reads', name, 'relation'], problem);
  }
  return valid
    ? createEvidenceEnvironment(
        base,
        raw.each,
        reads.map(([name]) => name),
      )
    : undefined;
}

/** Whether a variable of an expression already has the name, or CEL itself. */
export function isTaken(
  name: string,
  each: string,
  base: Environment,
): boolean {
  return (
    Object.hasOwn(variablesOf(each), name) ||
    base.hasVariable(name) ||
    RESERVED.has(name)
  );
}
