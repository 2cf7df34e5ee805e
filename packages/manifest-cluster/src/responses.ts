/** Sends bodies the way an API server does: lengths, compression, formats. */

import { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { stringify } from 'yaml';
import { Status, StatusError } from './status';

const compress = promisify(gzip);

/** Smaller bodies are not worth compressing: the server's own threshold. */
const GZIP_THRESHOLD = 128 * 1024;

/** Go's HTTP server knows the length of what fits its buffer, and sends the rest in chunks. */
const KNOWN_LENGTH = 2048;

export interface Answer {
  code?: number;
  body: string;
  contentType?: string;
  headers?: Record<string, string>;
  /** Lists and objects are compressed; refusals and discovery are not. */
  compressible?: boolean;
}

export function jsonAnswer(value: unknown): Answer {
  return { body: `${JSON.stringify(value)}\n` };
}

export function statusAnswer(status: Status): Answer {
  const nosniff =
    status.code === 403 ? { 'X-Content-Type-Options': 'nosniff' } : undefined;
  return { ...jsonAnswer(status), code: status.code, headers: nosniff };
}

export function textAnswer(body: string, code = 200): Answer {
  return {
    code,
    body,
    contentType: 'text/plain; charset=utf-8',
    headers: { 'X-Content-Type-Options': 'nosniff' },
  };
}

export const PAGE_NOT_FOUND = textAnswer('404 page not found\n', 404);

/** The server indents for people: on request, and for the clients they type at. */
function wantsIndent(request: IncomingMessage, query: URLSearchParams) {
  const pretty = query.get('pretty');
  if (pretty !== null) return pretty !== 'false' && pretty !== '0';
  return /^(curl|Wget|Mozilla\/5\.0)/.test(request.headers['user-agent'] ?? '');
}

export function formatted(
  answer: Answer,
  request: IncomingMessage,
  query: URLSearchParams,
  format: 'json' | 'yaml',
): Answer {
  if (answer.contentType && !answer.contentType.includes('json')) return answer;
  if (format === 'yaml') {
    const body = stringify(JSON.parse(answer.body));
    return { ...answer, body, contentType: 'application/yaml' };
  }
  if (!wantsIndent(request, query)) return answer;
  return {
    ...answer,
    body: `${JSON.stringify(JSON.parse(answer.body), null, 2)}\n`,
  };
}

export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  if (response.destroyed) return;
  response.statusCode = answer.code ?? 200;
  if (answer.code === 304) {
    // A cache copies what stands here over what it holds: nothing may describe an empty body.
    response.writeHead(304, answer.headers).end();
    return;
  }
  response.setHeader('Cache-Control', 'no-cache, private');
  response.setHeader('Content-Type', answer.contentType ?? 'application/json');
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    response.setHeader(name, value);
  }
  let body = Buffer.from(answer.body, 'utf8');
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (
    answer.compressible &&
    body.length > GZIP_THRESHOLD &&
    /\bgzip\b/.test(accepted)
  ) {
    body = await compress(body, { level: constants.Z_BEST_SPEED });
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Vary', 'Accept-Encoding');
  }
  if (body.length <= KNOWN_LENGTH) {
    response.setHeader('Content-Length', body.length);
  } else {
    response.setHeader('Transfer-Encoding', 'chunked');
  }
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Whatever went wrong, in the server's own terms. */
export function statusOf(error: unknown): Status {
  if (error instanceof StatusError) return error.status;
  const message = error instanceof Error ? error.message : String(error);
  return new StatusError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
  ).status;
}
