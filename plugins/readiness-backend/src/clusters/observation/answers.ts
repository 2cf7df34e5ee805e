/**
 * What an HTTP answer from Backstage's Kubernetes proxy means. Two parties answer there: the cluster,
 * whose errors are `kind: Status`, and Backstage itself, whose errors are `{error: {name}}`.
 */
import type { UnknownCause } from '@readiness-gates/backstage-plugin-readiness-common';
import { at, isRecord, textAt } from '../objects';
import { BodyTooLargeError } from './body';
import { BusyError } from './patience';

export interface ReadFailure {
  cause: UnknownCause;
  /** One sentence for people; never a stack trace or a token. */
  message: string;
  /** The server stayed busy for longer than a request waits: it is not to be asked again at once. */
  busy?: true;
}

export type ClusterAnswer =
  | {
      ok: true;
      body: Record<string, unknown>;
      /** Of the body, in characters. */
      length: number;
    }
  | {
      ok: false;
      failure: ReadFailure;
      /** The cluster knows no such resource. */
      notServed?: true;
      /** The cluster knows the resource, and no object of that name. */
      notFound?: true;
      /** The continue token was too old; this one goes on (absent: the list must start again). */
      expired?: { continueToken?: string };
    };

export interface HttpAnswer {
  status: number;
  body: string;
}

const MAX_MESSAGE = 300;

/** One line, without anything that looks like a credential. */
export function plainMessage(text: string): string {
  const [line] = text.split('\n');
  return line
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 …')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…')
    .replace(/\bk8s-aws-v1\.[\w-]+/g, '…')
    .slice(0, MAX_MESSAGE);
}

function failed(
  cause: UnknownCause,
  message: string,
): Extract<ClusterAnswer, { ok: false }> {
  return { ok: false, failure: { cause, message: plainMessage(message) } };
}

export function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const REFUSED = "the cluster refused the reader's credentials";

function fromStatus(
  status: number,
  body: Record<string, unknown>,
): ClusterAnswer {
  const message = textAt(body, 'message') ?? `the cluster answered ${status}`;
  switch (status) {
    case 401:
      return failed('forbidden', REFUSED);
    case 403:
      return failed('forbidden', message);
    case 404:
      // "deployments.apps "web" not found" names the object; an unknown resource has no name to give.
      return textAt(body, 'details', 'name')
        ? { ...failed('query-failed', message), notFound: true }
        : { ...failed('query-failed', message), notServed: true };
    case 410:
      return {
        ...failed('query-failed', message),
        expired: { continueToken: textAt(body, 'metadata', 'continue') },
      };
    case 504:
      return failed('timeout', message);
    default:
      return failed('query-failed', message);
  }
}

/** Codes of errors before there was any answer: connection, name and certificate. */
const NO_CONNECTION =
  /^(E[A-Z]+|CERT_\w+|\w*CERT\w*|UNABLE_TO_\w+|ERR_TLS_\w+|UND_ERR_\w+)$/;

function fromBackstage(
  status: number,
  error: Record<string, unknown>,
): ClusterAnswer {
  const message =
    textAt(error, 'message') ?? textAt(error, 'name') ?? String(status);
  const code = textAt(error, 'cause', 'code') ?? textAt(error, 'code');
  if (status === 404) {
    return failed(
      'not-configured',
      `Backstage's Kubernetes backend: ${message}`,
    );
  }
  if (status === 401 || status === 403) {
    return failed(
      'forbidden',
      `Backstage's Kubernetes backend refused the readiness plugin: ${message}`,
    );
  }
  if (code === 'ETIMEDOUT') {
    return failed('timeout', `the cluster did not answer: ${message}`);
  }
  return code && NO_CONNECTION.test(code)
    ? failed('unreachable', `the cluster could not be reached: ${message}`)
    : failed('query-failed', `Backstage's Kubernetes backend: ${message}`);
}

function fromText(status: number, body: string): ClusterAnswer {
  if (status === 404 && body.trim() === '404 page not found') {
    return {
      ...failed('query-failed', 'the cluster serves no such resource'),
      notServed: true,
    };
  }
  if (status === 401) {
    return failed('forbidden', REFUSED);
  }
  return failed(
    status === 403 ? 'forbidden' : 'query-failed',
    `the answer was ${status} and no Kubernetes status`,
  );
}

export function readAnswer({ status, body }: HttpAnswer): ClusterAnswer {
  const parsed = parseJson(body);
  if (status >= 200 && status < 300) {
    return parsed
      ? { ok: true, body: parsed, length: body.length }
      : failed(
          'malformed',
          'the answer of the cluster was cut short or is no JSON object',
        );
  }
  if (parsed?.kind === 'Status') {
    return fromStatus(status, parsed);
  }
  const error = at(parsed, 'error');
  return isRecord(error)
    ? fromBackstage(status, error)
    : fromText(status, body);
}

/** Why a request did not get as far as the service behind the cluster's proxy; undefined when it did. */
export function refusalOnTheWay(answer: HttpAnswer): ReadFailure | undefined {
  if (answer.status >= 200 && answer.status < 300) return undefined;
  const parsed = parseJson(answer.body);
  if (parsed?.kind !== 'Status' && !isRecord(at(parsed, 'error')))
    return undefined;
  const read = readAnswer(answer);
  return read.ok ? undefined : read.failure;
}

/** A field of an error; DOMException keeps its own on the prototype. */
function errorText(error: unknown, field: 'name' | 'message' | 'code'): string {
  const value = (error as Record<string, unknown> | null | undefined)?.[field];
  return typeof value === 'string' ? value : '';
}

/** A request that ended without an answer. */
export function readError(
  error: unknown,
  timeoutMs: number,
  asked = "Backstage's Kubernetes backend",
): ReadFailure {
  if (error instanceof BodyTooLargeError)
    return { cause: 'query-failed', message: error.message };
  if (error instanceof BusyError)
    return { cause: 'query-failed', message: error.message, busy: true };
  if (errorText(error, 'name') === 'TimeoutError') {
    return {
      cause: 'timeout',
      message: `no answer within ${timeoutMs / 1000} s`,
    };
  }
  if (errorText(error, 'name') === 'AbortError') {
    return {
      cause: 'timeout',
      message: 'the evaluation ran out of time before the answer came',
    };
  }
  // How undici says that a body ended early.
  if (errorText(error, 'message') === 'terminated') {
    return {
      cause: 'malformed',
      message: 'the answer of the cluster broke off',
    };
  }
  const code = errorText(
    (error as { cause?: unknown } | undefined)?.cause,
    'code',
  );
  const detail = code || errorText(error, 'message') || String(error);
  return {
    cause: 'unreachable',
    message: plainMessage(`${asked} could not be reached: ${detail}`),
  };
}
