/**
 * A release that is judged before it is promoted: what runs where it is promoted from, and the
 * reports and words that are of it.
 */
import type { Answer } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ReportRow, StateRow } from '../store/types';
import { imagesIn } from './said';

export interface Candidate {
  /** `sha256:…`; of image and commit at least one. */
  image?: string;
  commit?: string;
  promotedFrom: string;
  /** Where it would run. */
  target: string;
}

/** Every name by which the candidate is known: reports that give both image and commit tie them. */
export interface CandidateNames {
  images: ReadonlySet<string>;
  commits: ReadonlySet<string>;
}

export function candidateNames(
  { image, commit }: Pick<Candidate, 'image' | 'commit'>,
  reports: readonly ReportRow[],
): CandidateNames {
  const images = new Set(image ? [image] : []);
  const commits = new Set(commit ? [commit] : []);
  for (const { imageDigest, commit: of } of reports) {
    if (!imageDigest || !of) continue;
    if (image && imageDigest === image) commits.add(of);
    if (commit && of === commit) images.add(imageDigest);
  }
  return { images, commits };
}

/** A report that names neither is of any candidate. */
export function isOf(
  { imageDigest, commit }: Pick<ReportRow, 'imageDigest' | 'commit'>,
  { images, commits }: CandidateNames,
): boolean {
  if (imageDigest === undefined && commit === undefined) return true;
  return (
    (imageDigest !== undefined && images.has(imageDigest)) ||
    (commit !== undefined && commits.has(commit))
  );
}

/** Git's own shortest abbreviation; anything shorter may be any number. */
const SHORTEST_COMMIT = 7;

/** Whether the candidate runs where it is promoted from: nothing that is read there says anything of another. */
export function candidateRuns(
  { image, commit, promotedFrom, target }: Candidate,
  { images, commits }: CandidateNames,
  states: readonly StateRow[],
): Answer {
  const running = imagesIn(states, promotedFrom);
  const named = states
    .filter(({ environment }) => environment === promotedFrom)
    .flatMap(({ packed }) => packed.workloads.flatMap(w => w.images ?? []));
  const runs =
    running.some(digest => images.has(digest)) ||
    [...commits].some(of => named.some(name => tagNames(name, of)));
  const place = { cluster: '', environment: target };
  if (runs) return { ...place, result: { result: 'pass' } };
  const what = image ?? `a build of commit ${commit}`;
  const there = running.length ? running.join(', ') : 'nothing';
  return {
    ...place,
    result: {
      result: 'pending',
      cause: 'missing',
      waitsFor: 'service',
      message: `${promotedFrom} does not run ${what}; it runs ${there}`,
    },
  };
}

/** Whether the tag of an image is the commit, in full or abbreviated. */
function tagNames(image: string, commit: string): boolean {
  const tag = /:([^/:@]+)(@|$)/.exec(image)?.[1] ?? '';
  return tag
    .split(/[^0-9a-f]+/)
    .some(part => part.length >= SHORTEST_COMMIT && commit.startsWith(part));
}
