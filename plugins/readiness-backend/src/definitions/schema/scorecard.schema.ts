/** JSON Schema of `scorecards/<id>.yaml`. */
import { COMPUTED_VIEWS } from '@readiness-gates/backstage-plugin-readiness-common';
import { ID } from './check.schema';

const text = { type: 'string', minLength: 1 };

/** Ids never change, so they may be the numbers of the checklist that a scorecard was made from. */
const ITEM_ID = {
  type: 'string',
  pattern: '^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$',
  maxLength: 100,
  description: 'letters and digits joined by dots, dashes or underscores',
};

const DATE = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T[0-9:.]+(Z|[+-]\\d{2}:\\d{2}))?$',
  description: 'an ISO 8601 date such as 2027-01-01',
};

const severity = { type: 'string', enum: ['blocking', 'recommended'] };
const mode = { type: 'string', enum: ['shadow', 'warn', 'enforce'] };
const environments = {
  type: 'array',
  minItems: 1,
  uniqueItems: true,
  items: text,
};

const enforcement = {
  if: { type: 'string' },
  then: mode,
  else: {
    type: 'object',
    additionalProperties: false,
    required: ['mode'],
    properties: { mode, enforceFrom: DATE, cohort: { type: 'object' } },
  },
};

const itemCheck = {
  type: 'object',
  additionalProperties: false,
  required: ['check'],
  properties: { check: text, params: { type: 'object' } },
};

const override = {
  type: 'object',
  additionalProperties: false,
  required: ['when'],
  minProperties: 2,
  properties: {
    when: { type: 'object' },
    severity,
    params: { type: 'object' },
  },
};

const item = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'text', 'severity'],
  properties: {
    id: ITEM_ID,
    text,
    claim: text,
    check: text,
    allOf: { type: 'array', minItems: 1, items: itemCheck },
    view: { type: 'string', enum: [...COMPUTED_VIEWS] },
    params: { type: 'object' },
    severity,
    scope: {
      type: 'string',
      enum: ['workload', 'namespace', 'cluster', 'mesh', 'entity'],
    },
    responsible: { type: 'string', enum: ['owner', 'platform', 'security'] },
    environments,
    enforcement,
    waivable: { type: 'boolean' },
    maxWaiverDays: { type: 'integer', minimum: 1, maximum: 3650 },
    weight: { type: 'number', minimum: 0, maximum: 100 },
    overrides: { type: 'array', items: override },
  },
};

export const SCORECARD_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'description', 'appliesTo', 'sections'],
  properties: {
    id: ID,
    title: text,
    description: text,
    owner: text,
    appliesTo: { type: 'object' },
    expects: { type: 'string', enum: ['workload'] },
    gate: {
      type: 'object',
      additionalProperties: false,
      properties: {
        onPlatformUnknown: { type: 'string', enum: ['hold', 'warn'] },
        environments,
      },
    },
    claim: text,
    target: {
      type: 'object',
      additionalProperties: false,
      required: ['score', 'date'],
      properties: {
        score: { type: 'number', minimum: 0, maximum: 100 },
        date: DATE,
      },
    },
    waivers: {
      type: 'object',
      additionalProperties: false,
      required: ['decidedBy'],
      properties: { decidedBy: text },
    },
    sections: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'title', 'items'],
        properties: {
          id: ITEM_ID,
          title: text,
          claim: text,
          items: { type: 'array', items: item },
        },
      },
    },
  },
};
