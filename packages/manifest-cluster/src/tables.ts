/** Tables: what `kubectl get` prints. */

import { COLUMNS, KubernetesView } from './tableColumns';
import { jsonPath } from './jsonPath';
import { PrinterColumn, Resource } from './resources';
import { badRequest } from './status';

export type Cell = string | number | boolean | null;

export interface Column {
  name: string;
  type?: string;
  format?: string;
  description?: string;
  /** Above 0: shown with `-o wide` only. */
  priority?: number;
  cell(object: KubernetesView): Cell;
}

export type IncludeObject = 'None' | 'Metadata' | 'Object';

const NAME: Column = {
  name: 'Name',
  format: 'name',
  description:
    'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names',
  cell: object => object.metadata.name,
};

const AGE: Column = {
  name: 'Age',
  description:
    'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
  cell: object => age(object.metadata.creationTimestamp),
};

function printerColumn(column: PrinterColumn): Column {
  const { name, type, format, description, priority, jsonPath: path } = column;
  const read = jsonPath(path);
  return {
    name,
    type,
    format,
    description,
    priority,
    cell(object) {
      const value = read(object);
      if (value === undefined || value === null) return null;
      if (type === 'date') return age(String(value));
      return typeof value === 'object'
        ? JSON.stringify(value)
        : (value as Cell);
    },
  };
}

export function columnsOf(resource: Resource): Column[] {
  if (resource.custom) {
    const own = resource.printerColumns?.map(printerColumn) ?? [
      { ...AGE, type: 'date' },
    ];
    return [NAME, ...own];
  }
  const special = COLUMNS[`${resource.group}/${resource.plural}`];
  if (!special) return [NAME, AGE];
  return [NAME, ...special].map(column =>
    column.name === 'Age' ? { ...AGE, ...column, cell: AGE.cell } : column,
  );
}

export function parseIncludeObject(value: string | null): IncludeObject {
  if (!value) return 'Metadata';
  if (value === 'None' || value === 'Metadata' || value === 'Object') {
    return value;
  }
  throw badRequest(
    `Invalid value: "${value}": must be 'Metadata', 'Object', 'None', or empty`,
  );
}

interface TableOptions {
  metadata: object;
  includeObject: IncludeObject;
  /** A watch names the columns in its first event only. */
  definitions: boolean;
}

function definition({
  name,
  type = 'string',
  format = '',
  description = '',
  priority = 0,
}: Column) {
  return { name, type, format, description, priority };
}

function rowObject(object: KubernetesView, include: IncludeObject) {
  if (include === 'None') return null;
  if (include === 'Object') return object;
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

export function tableJson(
  columns: Column[],
  objects: string[],
  { metadata, includeObject, definitions }: TableOptions,
): string {
  const rows = objects.map(json => {
    const object = JSON.parse(json) as KubernetesView;
    return {
      cells: columns.map(column => column.cell(object)),
      object: rowObject(object, includeObject),
    };
  });
  const table = {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: definitions ? columns.map(definition) : null,
    rows,
  };
  return `${JSON.stringify(table)}\n`;
}

/** `66s`, `5m10s`, `3d4h`: the two coarsest units that still tell something. */
export function age(timestamp: string | undefined | null): string {
  if (!timestamp) return '<unknown>';
  const seconds = Math.floor((Date.now() - Date.parse(timestamp)) / 1000);
  if (!Number.isFinite(seconds)) return '<unknown>';
  return duration(seconds);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

function twoUnits(
  seconds: number,
  unit: number,
  lesser: number,
  names: string,
) {
  const whole = Math.floor(seconds / unit);
  const rest = Math.floor((seconds % unit) / lesser);
  return rest ? `${whole}${names[0]}${rest}${names[1]}` : `${whole}${names[0]}`;
}

/** The limits at which Kubernetes drops the finer unit. */
export function duration(seconds: number): string {
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return twoUnits(seconds, MINUTE, 1, 'ms');
  if (seconds < 3 * HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (seconds < 8 * HOUR) return twoUnits(seconds, HOUR, MINUTE, 'hm');
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)}h`;
  if (seconds < 8 * DAY) return twoUnits(seconds, DAY, HOUR, 'dh');
  if (seconds < 2 * YEAR) return `${Math.floor(seconds / DAY)}d`;
  if (seconds < 8 * YEAR) return twoUnits(seconds, YEAR, DAY, 'yd');
  return `${Math.floor(seconds / YEAR)}y`;
}
