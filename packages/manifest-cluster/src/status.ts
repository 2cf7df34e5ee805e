/** The `Status` bodies with which an API server refuses. */

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  causes?: { reason: string; message: string }[];
  retryAfterSeconds?: number;
}

export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: { continue?: string };
  status: 'Failure';
  message: string;
  reason?: string;
  details?: StatusDetails;
  code: number;
}

interface StatusOptions {
  details?: StatusDetails;
  continue?: string;
}

/** Thrown anywhere below the request handler; becomes the response. */
export class StatusError extends Error {
  readonly status: Status;

  constructor(
    code: number,
    reason: string,
    message: string,
    options: StatusOptions = {},
  ) {
    super(message);
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: options.continue ? { continue: options.continue } : {},
      status: 'Failure',
      message,
      ...(reason && { reason }),
      ...(options.details && { details: options.details }),
      code,
    };
  }
}

/** `deployments.apps`, as kubectl writes it. */
export function qualified(resource: { group: string; plural: string }) {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}

interface Target {
  group: string;
  plural: string;
}

function detailsOf({ group, plural }: Target, name?: string): StatusDetails {
  return { ...(name && { name }), ...(group && { group }), kind: plural };
}

export function notFound(target: Target, name: string): StatusError {
  return new StatusError(
    404,
    'NotFound',
    `${qualified(target)} "${name}" not found`,
    { details: detailsOf(target, name) },
  );
}

export function noSuchResource(): StatusError {
  return new StatusError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    { details: {} },
  );
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    { details: {} },
  );
}

export function notAcceptable(): StatusError {
  return new StatusError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/yaml',
  );
}

export function internalError(message: string): StatusError {
  return new StatusError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
    { details: { causes: [{ reason: '', message }] } },
  );
}

export function unavailable(message: string): StatusError {
  return new StatusError(503, 'ServiceUnavailable', message);
}

/** What a user asked for, in the words of the authorizer. */
export interface ForbiddenAttributes {
  user: string;
  verb: string;
  group: string;
  plural: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

export function forbidden(attributes: ForbiddenAttributes): StatusError {
  const { user, verb, group, plural, subresource, namespace, name } =
    attributes;
  const resource = subresource ? `${plural}/${subresource}` : plural;
  const scope = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  const subject = name
    ? `${qualified(attributes)} "${name}"`
    : qualified(attributes);
  return new StatusError(
    403,
    'Forbidden',
    `${subject} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`,
    { details: detailsOf(attributes, name) },
  );
}

export function forbiddenPath(
  user: string,
  verb: string,
  path: string,
): StatusError {
  return new StatusError(
    403,
    'Forbidden',
    `forbidden: User "${user}" cannot ${verb} path "${path}"`,
    { details: {} },
  );
}

const EXPIRED_CONTINUE =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

export function expiredContinue(token: string): StatusError {
  return new StatusError(410, 'Expired', EXPIRED_CONTINUE, { continue: token });
}

export function expiredVersion(requested: number, oldest: number): StatusError {
  return new StatusError(
    410,
    'Expired',
    `too old resource version: ${requested} (${oldest})`,
  );
}

export function versionTooLarge(
  requested: number,
  current: number,
): StatusError {
  return new StatusError(
    504,
    'Timeout',
    `Too large resource version: ${requested}, current: ${current}`,
    {
      details: {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    },
  );
}
