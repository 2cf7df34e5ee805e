/** The two built-in kinds that one store answers in two shapes. */

import { Resource } from './resources';
import { KubernetesObject } from './types';

interface Renamed {
  [from: string]: string;
}

/** Fields of a core Event and their names in events.k8s.io. */
const EVENT_FIELDS: Renamed = {
  involvedObject: 'regarding',
  message: 'note',
  source: 'deprecatedSource',
  firstTimestamp: 'deprecatedFirstTimestamp',
  lastTimestamp: 'deprecatedLastTimestamp',
  count: 'deprecatedCount',
  reportingComponent: 'reportingController',
};

function renameKeys(object: KubernetesObject, names: Renamed) {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [names[key] ?? key, value]),
  );
}

function reversed(names: Renamed): Renamed {
  return Object.fromEntries(
    Object.entries(names).map(([from, to]) => [to, from]),
  );
}

interface Autoscaler extends KubernetesObject {
  spec?: {
    targetCPUUtilizationPercentage?: number;
    metrics?: CpuMetric[];
    [key: string]: unknown;
  };
}

interface CpuMetric {
  type: string;
  resource?: {
    name: string;
    target?: { type: string; averageUtilization?: number };
  };
}

function autoscalerToV2(object: Autoscaler): KubernetesObject {
  if (!object.spec) return object;
  const { targetCPUUtilizationPercentage: percentage, ...spec } = object.spec;
  const cpu: CpuMetric = {
    type: 'Resource',
    resource: {
      name: 'cpu',
      target: { type: 'Utilization', averageUtilization: percentage },
    },
  };
  return { ...object, spec: percentage ? { ...spec, metrics: [cpu] } : spec };
}

function autoscalerToV1(object: Autoscaler): KubernetesObject {
  if (!object.spec) return object;
  const { metrics = [], behavior: _behavior, ...spec } = object.spec;
  const cpu = metrics.find(metric => metric.resource?.name === 'cpu');
  const percentage = cpu?.resource?.target?.averageUtilization;
  return {
    ...object,
    spec: percentage
      ? { ...spec, targetCPUUtilizationPercentage: percentage }
      : spec,
  };
}

/** Whether an object kept as one resource needs another shape to be answered as the other. */
export function differsInShape(from: Resource, to: Resource): boolean {
  return !to.custom && (from.group !== to.group || from.version !== to.version);
}

/** Custom resources need none: their versions differ in the label only (strategy None). */
export function convert(
  from: Resource,
  to: Resource,
  object: KubernetesObject,
): KubernetesObject {
  if (!differsInShape(from, to)) return object;
  if (to.plural === 'events') {
    return renameKeys(
      object,
      to.group === '' ? reversed(EVENT_FIELDS) : EVENT_FIELDS,
    );
  }
  return to.version === 'v2' ? autoscalerToV2(object) : autoscalerToV1(object);
}
