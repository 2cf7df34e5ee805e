/** What can go wrong with a cluster, switched on and off while it runs. */

import { Page } from './pages';
import { ResourceRequest } from './requestInfo';
import { forbidden, internalError, qualified, StatusError } from './status';

/** Which requests a fault concerns; what is left out matches everything. */
export interface FaultScope {
  /** `pods`, or `deployments.apps`. */
  resource?: string;
  /** Requests in this namespace only. */
  namespace?: string;
  /** Requests across all namespaces only. */
  clusterWide?: boolean;
  /** Stops after so many requests; without it the fault lasts until it is cleared. */
  times?: number;
}

/** A page that does not arrive: the connection is cut, or a 500 comes instead. */
export interface LostPage extends FaultScope {
  page: number;
  how?: 'cut' | 'error';
}

export interface SlowRequests extends FaultScope {
  ms: number;
}

export interface MalformedItem extends FaultScope {
  as: 'null' | 'string' | 'no-metadata';
  /** Which item of the page; the first when not said. */
  index?: number;
}

export interface Faults {
  /** Nobody listens on the port: connection refused. */
  down: boolean;
  /** Every answer waits; a number means every request. */
  slow: number | SlowRequests[];
  /** 500 with a Status. */
  error: boolean | FaultScope[];
  /** 403 with a Status, whatever RBAC says. */
  forbidden: boolean | FaultScope[];
  lostPages: LostPage[];
  /** The body ends in the middle, and the response as if it were whole. */
  truncated: boolean | FaultScope[];
  malformed: MalformedItem[];
  /** Every continue token is too old. */
  expiredContinue: boolean | FaultScope[];
}

const NO_FAULTS: Faults = {
  down: false,
  slow: 0,
  error: false,
  forbidden: false,
  lostPages: [],
  truncated: false,
  malformed: [],
  expiredContinue: false,
};

/** The request hit a fault that ends the connection without an answer. */
export class ConnectionCut extends Error {}

const MALFORMED: Record<MalformedItem['as'], string> = {
  null: 'null',
  string: '"not an object"',
  'no-metadata': '{"spec":{}}',
};

export class FaultSwitch {
  #faults: Faults = NO_FAULTS;
  /** How often a counted fault has struck. */
  #struck = new Map<FaultScope, number>();

  get down(): boolean {
    return this.#faults.down;
  }

  set(faults: Partial<Faults>) {
    this.#faults = { ...this.#faults, ...faults };
  }

  clear() {
    this.#faults = NO_FAULTS;
    this.#struck = new Map();
  }

  /** How long the answer waits. */
  delay(request?: ResourceRequest): number {
    const { slow } = this.#faults;
    if (typeof slow === 'number') return slow;
    return this.#strike(slow, request)?.ms ?? 0;
  }

  /** Refusals that come before anything is looked up. */
  refusal(user: string, request?: ResourceRequest): StatusError | undefined {
    if (this.#strikes(this.#faults.error, request)) {
      return internalError('a fault was switched on for this request');
    }
    if (request && this.#strikes(this.#faults.forbidden, request)) {
      return forbidden({ ...request, user });
    }
    return undefined;
  }

  expiresContinue(request: ResourceRequest): boolean {
    return this.#strikes(this.#faults.expiredContinue, request);
  }

  /** Throws when this page is to be lost. */
  checkPage(request: ResourceRequest, page: Page) {
    const candidates = this.#faults.lostPages.filter(
      lost => lost.page === page.number,
    );
    const lost = this.#strike(candidates, request);
    if (!lost) return;
    if (lost.how === 'error') throw internalError('the page was lost');
    throw new ConnectionCut('the page was lost');
  }

  /** The items of a page, with the malformed ones put in place. */
  spoil(request: ResourceRequest, items: string[]): string[] {
    const fault = this.#strike(this.#faults.malformed, request);
    if (!fault || items.length === 0) return items;
    const spoilt = [...items];
    spoilt[Math.min(fault.index ?? 0, items.length - 1)] = MALFORMED[fault.as];
    return spoilt;
  }

  truncate(request: ResourceRequest | undefined, body: string): string {
    return this.#strikes(this.#faults.truncated, request)
      ? body.slice(0, Math.floor(body.length / 2))
      : body;
  }

  #strikes(scopes: boolean | FaultScope[], request?: ResourceRequest): boolean {
    if (typeof scopes === 'boolean') return scopes;
    return this.#strike(scopes, request) !== undefined;
  }

  #strike<T extends FaultScope>(
    scopes: readonly T[],
    request?: ResourceRequest,
  ): T | undefined {
    const hit = scopes.find(
      scope =>
        concerns(scope, request) &&
        (this.#struck.get(scope) ?? 0) < (scope.times ?? Infinity),
    );
    if (hit) this.#struck.set(hit, (this.#struck.get(hit) ?? 0) + 1);
    return hit;
  }
}

function concerns(scope: FaultScope, request?: ResourceRequest): boolean {
  const { resource, namespace, clusterWide } = scope;
  if (!request) return !resource && !namespace && !clusterWide;
  return (
    (!resource || [request.plural, qualified(request)].includes(resource)) &&
    (!namespace || request.namespace === namespace) &&
    (!clusterWide || request.namespace === undefined)
  );
}
