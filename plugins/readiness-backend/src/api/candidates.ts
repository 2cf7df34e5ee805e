/** The candidate that a pipeline asks about, from its request. */
import { InputError } from '@backstage/errors';
import type { VerdictRequest } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Candidate } from '../evaluation/candidate';

/** Undefined where what runs is asked about. @throws InputError that names the field */
export function candidateOf(
  { image, commit, promotedFrom, environment }: VerdictRequest,
  placed: readonly string[],
  gated: readonly string[],
): Candidate | undefined {
  if (image === undefined && commit === undefined) {
    if (promotedFrom !== undefined)
      throw new InputError('promotedFrom: needs image or commit');
    return undefined;
  }
  if (image !== undefined && commit !== undefined)
    throw new InputError('commit: give image or commit, one of them');
  if (environment !== undefined && !gated.includes(environment)) {
    throw new InputError(
      `environment: a candidate is promoted to ${gated.join(
        ' or ',
      )}, not to ${environment}`,
    );
  }
  return {
    ...(image !== undefined && { image: digestOf(image) }),
    ...(commit !== undefined && { commit: fullCommit(commit) }),
    promotedFrom: promotedFrom ?? onlyUngated(placed, gated),
    target: environment ?? gated[0],
  };
}

function digestOf(image: string): string {
  const digest = /^(?:[^@\s]+@)?(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
  if (digest) return digest;
  throw new InputError(
    'image: has no digest; give sha256:… or NAME@sha256:…, because a tag moves',
  );
}

function fullCommit(commit: string): string {
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(commit))
    return commit.toLowerCase();
  throw new InputError(
    'commit: is no full commit; give all 40 or 64 hexadecimal digits',
  );
}

function onlyUngated(
  placed: readonly string[],
  gated: readonly string[],
): string {
  const others = [...new Set(placed)].filter(name => !gated.includes(name));
  if (others.length === 1) return others[0];
  throw new InputError(
    `promotedFrom: name the environment where the candidate runs; the entity lives in ${
      [...new Set(placed)].sort().join(', ') || 'none'
    }`,
  );
}
