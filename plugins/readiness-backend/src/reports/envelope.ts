/** What a report says of itself, beside its body: whose, which run, of what, when. */
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { clean, quote, refuse, ReportError, type Problem } from './errors';
import { reportType } from './parse';
import { timeOf } from './time';

export interface ReportEnvelope {
  /** In full and lower case: `component:default/web`. */
  entityRef: string;
  type: string;
  /** The caller's name of the run: a second report with it is a repetition. */
  runId: string;
  /** All of it, lower case: a short one may mean two. */
  commit?: string;
  /** `sha256:…`; a tag moves. */
  imageDigest?: string;
  /** `''` where the report is of no environment, as elsewhere in the store. */
  environment: string;
  link?: string;
  /** When the run ended, in UTC. */
  time: string;
}

export interface EnvelopeOptions {
  now: Date;
  /** Older runs are refused; 400 days by default, past every time to live. */
  maxAgeMs?: number;
}

export const DEFAULT_MAX_AGE_MS = 400 * 86_400_000;
const LONGEST_LINK = 2_000;

/** Every wrong field is named, not the first alone. @throws ReportError */
export function validateEnvelope(
  input: Readonly<Record<string, unknown>>,
  { now, maxAgeMs = DEFAULT_MAX_AGE_MS }: EnvelopeOptions,
): ReportEnvelope {
  const problems: Problem[] = unknownFields(input);
  const read = <T>(field: string, of: (value: unknown) => T): T | undefined => {
    try {
      return of(Object.hasOwn(input, field) ? input[field] : undefined);
    } catch (error) {
      if (!(error instanceof ReportError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const optional =
    <T>(of: (value: unknown) => T) =>
    (value: unknown) =>
      value === undefined || value === '' ? undefined : of(value);

  const envelope = {
    entityRef: read('entityRef', entityRefOf),
    type: read('type', reportType),
    runId: read('runId', runIdOf),
    commit: read('commit', optional(commitOf)),
    imageDigest: read('image', optional(imageOf)),
    environment: read('environment', optional(environmentOf)) ?? '',
    link: read('link', optional(linkOf)),
    time: read('time', value => timeOf(value, 'time', { now, maxAgeMs })),
  };
  const [first, ...others] = problems;
  if (first) throw new ReportError([first, ...others]);
  return Object.fromEntries(
    Object.entries(envelope).filter(([, value]) => value !== undefined),
  ) as unknown as ReportEnvelope;
}

const FIELDS = [
  'entityRef',
  'type',
  'runId',
  'commit',
  'image',
  'environment',
  'link',
  'time',
];

/** A mistyped name must not drop what it was meant to say. */
function unknownFields(input: Readonly<Record<string, unknown>>): Problem[] {
  return Object.keys(input)
    .filter(field => !FIELDS.includes(field))
    .slice(0, 5)
    .map(field => ({
      path: clean(field, 60),
      message: `is no field of a report; there are ${FIELDS.join(', ')}`,
    }));
}

function text(value: unknown, path: string, longest: number): string {
  if (typeof value !== 'string' || value === '') {
    return refuse(path, 'must be a text; it is missing');
  }
  if (value.length > longest) {
    refuse(path, `has ${value.length} characters; the most is ${longest}`);
  }
  return value;
}

function entityRefOf(value: unknown): string {
  const ref = text(value, 'entityRef', 400);
  try {
    const parts = parseEntityRef(ref, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
    const odd = [parts.kind, parts.namespace, parts.name].some(
      part => !/^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/.test(part),
    );
    if (!odd) return stringifyEntityRef(parts);
  } catch {
    // Said below.
  }
  return refuse(
    'entityRef',
    `${quote(ref)} is no entity reference such as component:default/web`,
  );
}

function runIdOf(value: unknown): string {
  const id = text(value, 'runId', 200);
  return /^[!-~]+$/.test(id)
    ? id
    : refuse(
        'runId',
        'must be of visible ASCII characters without spaces, such as the number or the URL of the CI run',
      );
}

function commitOf(value: unknown): string {
  const commit = text(value, 'commit', 200).toLowerCase();
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)
    ? commit
    : refuse(
        'commit',
        `${quote(
          commit,
        )} is no full commit; send all 40 or 64 hexadecimal digits`,
      );
}

function imageOf(value: unknown): string {
  const image = text(value, 'image', 600);
  const digest = /^(?:[^@\s]+@)?(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
  return (
    digest ??
    refuse(
      'image',
      `${quote(
        image,
      )} has no digest; send sha256:… or NAME@sha256:…, because a tag moves`,
    )
  );
}

/** As the value of a label, which is where environments come from. */
function environmentOf(value: unknown): string {
  const environment = text(value, 'environment', 63);
  return /^[A-Za-z0-9]([\w.-]*[A-Za-z0-9])?$/.test(environment)
    ? environment
    : refuse(
        'environment',
        `${quote(
          environment,
        )} must be like the value of a label, such as production`,
      );
}

export function linkOf(value: unknown): string {
  const link = text(value, 'link', LONGEST_LINK);
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return refuse('link', 'must be a URL that starts with https:// or http://');
  }
  if (url.username || url.password) {
    refuse('link', 'must not hold a user name or password; leave them out');
  }
  return url.href.length > LONGEST_LINK
    ? refuse('link', `is longer than ${LONGEST_LINK} characters`)
    : url.href;
}
