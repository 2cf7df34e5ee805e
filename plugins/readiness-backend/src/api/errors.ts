/**
 * Every error of the API as one line: what, where and what to do. No stack, no SQL and no answer of
 * another backend, in development neither; what nobody expected is told to the log alone.
 */
import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ErrorRequestHandler } from 'express';
import type { ReportError } from '../reports';
import type { RefusalReason } from '../reports/errors';

interface ToldError {
  status: number;
  name: string;
  message: string;
}

const STATUS_BY_NAME: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  ServiceUnavailableError: 503,
};

const REFUSED_REPORT: Record<
  RefusalReason,
  Pick<ToldError, 'status' | 'name'>
> = {
  invalid: { status: 400, name: 'InputError' },
  tooLarge: { status: 413, name: 'PayloadTooLargeError' },
  unsupported: { status: 415, name: 'UnsupportedMediaTypeError' },
};

export function answerErrors(logger: LoggerService): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const known = ofCaller(error);
    const { status, name, message } = known ?? unexpected(error, logger);
    res.status(status).json({
      error: { name, message: oneLine(message) },
      request: { method: req.method, url: req.url },
      response: { statusCode: status },
    });
  };
}

/** Errors that were made for the caller. */
function ofCaller(error: unknown): ToldError | undefined {
  const { name, message, type, status } = error as Partial<ToldError> & {
    type?: string;
  };
  if (name === undefined || message === undefined) return undefined;
  if (name === 'ReportError') {
    const { reason } = error as ReportError;
    return { ...REFUSED_REPORT[reason], message };
  }
  if (type === 'entity.too.large') {
    return {
      status: 413,
      name: 'PayloadTooLargeError',
      message: 'body: larger than 100 kB',
    };
  }
  if (type === 'entity.parse.failed') {
    return { status: 400, name: 'InputError', message: 'body: is not JSON' };
  }
  if (Object.hasOwn(STATUS_BY_NAME, name))
    return { status: STATUS_BY_NAME[name], name, message };
  // What Express and its parsers refuse: a broken escape in a path, an unknown charset.
  const refused = status !== undefined && status >= 400 && status < 500;
  return refused && name !== 'ResponseError'
    ? { status, name: 'InputError', message }
    : undefined;
}

function unexpected(error: unknown, logger: LoggerService): ToldError {
  const id = randomUUID();
  logger.error(
    `A request failed (${id})`,
    error instanceof Error ? error : new Error(String(error)),
  );
  // The catalog or the permission backend answered with an error of its own.
  if ((error as { name?: string } | undefined)?.name === 'ResponseError') {
    return {
      status: 503,
      name: 'ServiceUnavailableError',
      message: `Another part of Backstage did not answer; the log says more under ${id}`,
    };
  }
  return {
    status: 500,
    name: 'InternalError',
    message: `Something went wrong; the log says more under ${id}`,
  };
}

const LONGEST = 1000;

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}
