/** Field selectors: a few fields of a few kinds, and the name and namespace of all. */

import { Entry } from './collection';
import { Resource } from './resources';
import { badRequest } from './status';
import { KubernetesObject } from './types';

/** The fields that a server can select by, where there are more than name and namespace. */
const SELECTABLE: Record<string, string[]> = {
  '/pods': [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  '/namespaces': ['status.phase'],
  '/nodes': ['spec.unschedulable'],
  '/secrets': ['type'],
  '/services': ['spec.clusterIP', 'spec.type'],
  '/replicationcontrollers': ['status.replicas'],
  '/events': [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  'apps/replicasets': ['status.replicas'],
  'batch/jobs': ['status.successful'],
  'certificates.k8s.io/certificatesigningrequests': ['spec.signerName'],
};

/** Where a field lives when its name does not say so. */
const PATHS: Record<string, string> = {
  'status.successful': 'status.succeeded',
};

/** What an absent field compares as. */
const DEFAULTS: Record<string, string> = {
  'spec.unschedulable': 'false',
  'spec.hostNetwork': 'false',
  'status.replicas': '0',
  'status.successful': '0',
};

const EVENT_ALIASES: Record<string, string> = {
  'regarding.': 'involvedObject.',
  reportingController: 'reportingComponent',
};

function fieldNames(resource: Resource): string[] {
  if (resource.custom) return resource.selectableFields ?? [];
  return (
    SELECTABLE[
      resource.group === 'events.k8s.io'
        ? '/events'
        : `${resource.group}/${resource.plural}`
    ] ?? []
  );
}

function valueAt(object: KubernetesObject, path: string): string | undefined {
  let value: unknown = object;
  for (const key of path.split('.')) {
    value = (value as Record<string, unknown> | undefined | null)?.[key];
  }
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') {
    // An event's source is selected by its component.
    return (value as { component?: string }).component;
  }
  return String(value);
}

/** Taken when the object is stored, so that selecting needs no parsing. */
export function selectableFields(
  resource: Resource,
  object: KubernetesObject,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of fieldNames(resource)) {
    fields[name] = valueAt(object, PATHS[name] ?? name) ?? DEFAULTS[name] ?? '';
  }
  return fields;
}

interface Term {
  field: string;
  value: string;
  equal: boolean;
}

const TERM = /^([^=!]*)(!=|==?)(.*)$/;

function parseTerm(text: string): Term {
  const match = TERM.exec(text);
  if (!match) {
    throw badRequest(`invalid selector: '${text}'; can't understand '${text}'`);
  }
  const [, field, operator, raw] = match;
  const value = raw.replace(/\\([\\,=])/g, '$1');
  return { field, value, equal: operator !== '!=' };
}

function unsupported(resource: Resource, field: string) {
  return badRequest(
    fieldNames(resource).length > 0 || resource.custom
      ? `field label not supported: ${field}`
      : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
  );
}

function canonicalField(resource: Resource, field: string): string {
  if (resource.group !== 'events.k8s.io') return field;
  for (const [alias, name] of Object.entries(EVENT_ALIASES)) {
    if (field.startsWith(alias)) return name + field.slice(alias.length);
  }
  return field;
}

/** Undefined when the selector asks for nothing. */
export function parseFieldSelector(
  selector: string,
  resource: Resource,
): ((entry: Entry) => boolean) | undefined {
  const terms = selector
    .split(/(?<!\\),/)
    .filter(part => part !== '')
    .map(parseTerm);
  const tests = terms.map(({ field, value, equal }) => {
    const name = canonicalField(resource, field);
    if (name === 'metadata.name') {
      return (entry: Entry) => (entry.name === value) === equal;
    }
    if (name === 'metadata.namespace') {
      return (entry: Entry) => (entry.namespace === value) === equal;
    }
    if (!fieldNames(resource).includes(name)) {
      throw unsupported(resource, field);
    }
    return (entry: Entry) => (entry.fields[name] === value) === equal;
  });
  if (tests.length === 0) return undefined;
  return entry => tests.every(test => test(entry));
}
