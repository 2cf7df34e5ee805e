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

const rules = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['rule', 'expression'],
    properties: { rule: text, expression },
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
    where: rules,
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
    tells: rules,
    expression,
    message: expression,
    path: expression,
    found: expression,
    wanted: expression,
    reveals: { type: 'array', items: text },
  },
};

const { where, variables } = kubernetes.properties;

const LABEL = {
  type: 'string',
  pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$',
  description: 'the name of a label',
};

const ownAnswer = (others: object, required: string[]) => ({
  type: 'object',
  additionalProperties: false,
  required: [...required, 'result', 'rule'],
  properties: {
    result: {
      type: 'string',
      enum: ['notApplicable', 'fail', 'unknown', 'fallback'],
    },
    rule: text,
    ...others,
  },
});

const prometheus = {
  type: 'object',
  additionalProperties: false,
  required: ['each', 'series', 'noData', 'expression'],
  properties: {
    each: { type: 'string', enum: ['workload', 'pod', 'namespace', 'cluster'] },
    none: kubernetes.properties.none,
    series: {
      type: 'object',
      minProperties: 1,
      maxProperties: 10,
      propertyNames: NAME,
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['query'],
        properties: {
          query: expression,
          range: {
            type: 'object',
            additionalProperties: false,
            required: ['window', 'step'],
            properties: { window: duration, step: duration },
          },
        },
      },
    },
    match: {
      type: 'object',
      additionalProperties: false,
      required: ['namespace'],
      properties: { namespace: LABEL, pod: LABEL, workload: LABEL },
    },
    noData: ownAnswer({ of: NAME }, []),
    minHistory: ownAnswer({ period: duration, query: expression }, [
      'period',
      'query',
    ]),
    where,
    variables,
    expression,
    message: expression,
    path: expression,
    found: expression,
    wanted: expression,
    reveals: kubernetes.properties.reveals,
  },
};

const catalogRelation = {
  type: 'string',
  pattern: '^[A-Za-z][A-Za-z0-9_]*$',
  description: 'the type of a relation in the catalog, such as `ownedBy`',
};

const catalog = {
  type: 'object',
  additionalProperties: false,
  required: ['expression'],
  properties: {
    each: NAME,
    none: kubernetes.properties.none,
    reads: {
      type: 'object',
      propertyNames: NAME,
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['relation'],
        properties: {
          relation: {
            if: { type: 'string' },
            then: catalogRelation,
            else: {
              type: 'array',
              minItems: 1,
              maxItems: 3,
              items: catalogRelation,
            },
          },
          verdictOn: {
            if: { type: 'string' },
            then: ID,
            else: {
              type: 'object',
              additionalProperties: false,
              required: ['param'],
              properties: { param: NAME },
            },
          },
        },
      },
    },
    variables: kubernetes.properties.variables,
    tells: where,
    where,
    expression,
    message: expression,
    path: expression,
    found: expression,
    wanted: expression,
    reveals: kubernetes.properties.reveals,
  },
};

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
    managed: { type: 'boolean' },
    version: text,
    entity: { type: 'object' },
    /** What stands of a report: `{ type, time, environment, commit, image, data }`. */
    report: { type: 'object' },
    /** What Prometheus answers: `{ series: { NAME: [{ labels, value }] }, history, error }`. */
    prometheus: { type: 'object' },
    of: { type: 'string', enum: ['cluster', 'mesh'] },
    /** Entities that the catalog holds beside `entity`. */
    catalog: { type: 'array', items: { type: 'object' } },
    /** What the gates of entities say, by ref, on the scorecard that is asked for. */
    verdicts: { type: 'object' },
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
          prometheus,
          catalog,
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
