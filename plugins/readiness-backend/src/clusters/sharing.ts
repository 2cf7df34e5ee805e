/**
 * Equal parts of objects, kept once: the replicas of a workload have one pod spec between them, and what belongs to a
 * service mostly has the same labels. Of a large cluster that is half of what is read.
 */
import { entryOf } from '../entryOf';
import { isRecord } from './objects';
import type { KubernetesObject } from './types';

/** Where parts are looked for: a field that is named here is looked into, what it holds otherwise is a part. */
interface Parts {
  [field: string]: Parts;
}

const POD: Parts = { metadata: {}, spec: {} };
const TEMPLATE: Parts = { spec: { template: POD } };
const PARTS: Parts = {
  ...POD,
  spec: { template: POD, jobTemplate: TEMPLATE },
};

/** A status is of one object. */
const OWN = new Set(['status']);

/** Of one observation. What it gives is shared, and must not be changed by anybody. */
export class Sharing {
  readonly #known = new Map<string, object>();

  /** Replaces the parts of an object that was made for this by those that are known. */
  share(object: KubernetesObject): KubernetesObject {
    this.#shareFields(object, PARTS);
    return object;
  }

  #shareFields(holder: Record<string, unknown>, parts: Parts): void {
    for (const [field, value] of Object.entries(holder)) {
      if (typeof value !== 'object' || value === null || OWN.has(field))
        continue;
      if (isRecord(value) && Object.hasOwn(parts, field))
        this.#shareFields(value, parts[field]);
      else
        holder[field] = entryOf(
          this.#known,
          JSON.stringify(value),
          () => value,
        );
    }
  }
}
