/**
 * JSON Schema of `checks/<area>/<id>.yaml`. Where a pattern is given, `description` says in words
 * what it asks for, and stands in the error.
 */
import { CONTAINER_CLASSES } from '../types';
import { RELATIONS } from '../../clusters/types';
import { EVIDENCE_KINDS } from '@readiness-gates/backstage-plugin-readiness-common';

const text = { type: 'string', minLength: 1 };
const expression = { type: 'string', minLength: 1 };
const duration = { type: 'string' };

export const ID = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 100,
  description: 'lower-case words joined by dashes',
};

const NAME = {
  type: 'string',
  pattern: '^[A-Za-z][A-Za-z0-9_]*$',
  description: 'a name of letters, digits and underscores',
};

export const RESOURCE = {
  type: 'string',
  pattern: '^[a-z0-9]+(\\.[a-z0-9][-a-z0-9]*)*$',
  description:
    'a resource and its API group, such as `poddisruptionbudgets.policy` (core: `pods`)',
};

const param = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'default'],
  properties: {
    type: {
      type: 'string',
      enum: ['integer', 'number', 'string', 'boolean', 'array', 'object'],
    },
    description: text,
    default: {},
    minimum: { type: 'number' },
    maximum: { type: 'number' },
    enum: { type: 'array', minItems: 1 },
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['type'],
      properties: {
        type: {
          type: 'string',
          enum: ['integer', 'number', 'string', 'object'],
        },
      },
    },
    entityMaySet: { type: 'boolean' },
  },
};

const kubernetes = {
  type: 'object',
  additionalProperties: false,
  required: ['each', 'expression'],
  properties: {
    each: RESOURCE,
    containers: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', enum: [...CONTAINER_CLASSES] },
    },
    of: { type: 'string', enum: ['template', 'pods'] },
    relation: { type: 'string', enum: [...RELATIONS] },
    none: {
      type: 'object',
      additionalProperties: false,
      required: ['result', 'rule'],
      properties: {
        result: { type: 'string', enum: ['notApplicable', 'fail'] },
        rule: text,
      },
    },
    where: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'expression'],
        properties: { rule: text, expression },
      },
    },
    reads: {
      type: 'object',
      propertyNames: NAME,
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['resource', 'relation'],
        properties: {
          resource: RESOURCE,
          relation: { type: 'string', enum: [...RELATIONS] },
          whenNotServed: { type: 'string', enum: ['empty', 'fallback'] },
        },
      },
    },
    variables: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'expression'],
        properties: { name: NAME, expression },
      },
    },
    expression,
    message: expression,
    path: expression,
    found: expression,
    wanted: expression,
    reveals: { type: 'array', items: text },
  },
};

const where = kubernetes.properties.where;

/** `owner`, a ref, or `{ param: name }` of a param that holds one or a list of them. */
const voice = {
  if: { type: 'string' },
  then: { type: 'string', minLength: 1 },
  else: {
    type: 'object',
    additionalProperties: false,
    required: ['param'],
    properties: { param: NAME },
  },
};

const report = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'validFor', 'expression'],
  properties: {
    type: { ...ID, maxLength: 63 },
    of: { type: 'string', enum: ['candidate', 'any'] },
    validFor: duration,
    where,
    expression,
    message: expression,
    path: expression,
    found: expression,
    wanted: expression,
  },
};

const attestation = {
  type: 'object',
  additionalProperties: false,
  required: ['statement', 'by', 'validFor'],
  properties: {
    statement: text,
    by: voice,
    validFor: duration,
    linkRequired: { type: 'boolean' },
    lapsesOn: {
      type: 'array',
      uniqueItems: true,
      items: { type: 'string', enum: ['newImage', 'ownerChanged'] },
    },
  },
};

const approval = {
  type: 'object',
  additionalProperties: false,
  required: ['by'],
  properties: {
    by: voice,
    step: {
      if: { type: 'number' },
      then: { type: 'integer', minimum: 1, maximum: 20 },
      else: {
        type: 'object',
        additionalProperties: false,
        required: ['param'],
        properties: { param: NAME },
      },
    },
    validFor: duration,
  },
};

const testCase = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'result'],
  properties: {
    name: text,
    result: {
      type: 'string',
      enum: ['pass', 'fail', 'notApplicable', 'unknown', 'pending'],
    },
    objects: { type: 'array' },
    params: { type: 'object' },
    findings: { type: 'array', items: { type: 'object' } },
    message: text,
    unread: { type: 'array', items: RESOURCE },
    notServed: { type: 'array', items: RESOURCE },
    now: text,
    environment: text,
    version: text,
    entity: { type: 'object' },
    /** What stands of a report: `{ type, time, environment, commit, image, data }`. */
    report: { type: 'object' },
    uses: {},
  },
};

export const CHECK_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'why', 'fix', 'responsible', 'evidence'],
  properties: {
    id: ID,
    title: text,
    why: text,
    fix: text,
    responsible: { type: 'string', enum: ['owner', 'platform', 'security'] },
    settle: duration,
    maxAge: duration,
    grant: { type: 'string', enum: ['default', 'extended'] },
    params: {
      type: 'object',
      propertyNames: NAME,
      additionalProperties: param,
    },
    evidence: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
        // The other kinds are not evaluated by this version; what they hold is not looked at.
        properties: {
          ...Object.fromEntries(EVIDENCE_KINDS.map(kind => [kind, {}])),
          kubernetes,
          report,
          attestation,
          approval,
        },
      },
    },
    fixtures: {},
    cases: { type: 'array', items: testCase },
  },
};
