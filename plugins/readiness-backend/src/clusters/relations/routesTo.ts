/**
 * What leads to the subject's pods through the Services that select them: routes of every kind, the
 * gateways and certificates they stand on, EndpointSlices, ServiceMonitors.
 */
import {
  byNamespaceAndName,
  lazily,
  ObjectKey,
  objectKey,
  push,
} from '../objects';
import type { ObjectStore } from '../store';
import type { KubernetesObject, ResourceName, Subject } from '../types';
import {
  BEHIND_ROUTES,
  delegates,
  SERVICE_KEYS,
  TLS_SECRETS,
  WRITTEN_SECRET,
} from './backends';
import { SelectorIndex } from './podSelectors';
import type { SelectsPods } from './selectsPods';
import type { UsedBy } from './usedBy';

type Objects = readonly KubernetesObject[];

const SERVICE_MONITORS = 'servicemonitors.monitoring.coreos.com';
const VIRTUAL_SERVICES = 'virtualservices.networking.istio.io';

const keyOf = ({ metadata }: KubernetesObject) =>
  objectKey(metadata.namespace, metadata.name);

export class RoutesTo {
  private readonly byService = lazily((resource: ResourceName) => {
    const leading = new Map<ObjectKey, KubernetesObject[]>();
    for (const object of this.store.list(resource)) {
      const services = new Set(SERVICE_KEYS[resource]?.(object) ?? []);
      services.forEach(service => push(leading, service, object));
    }
    return leading;
  });

  private readonly delegating = lazily((_: 'all') => {
    const roots = new Map<ObjectKey, KubernetesObject[]>();
    for (const root of this.store.list(VIRTUAL_SERVICES)) {
      delegates(root).forEach(delegate => push(roots, delegate, root));
    }
    return roots;
  });

  private readonly monitors = lazily(
    (resource: ResourceName) =>
      new SelectorIndex(resource, this.store.list(resource)),
  );

  constructor(
    private readonly store: ObjectStore,
    private readonly selectsPods: SelectsPods,
    private readonly usedBy: UsedBy,
  ) {}

  find(subject: Subject, resource: ResourceName): Objects {
    const services = this.servicesOf(subject);
    return [...new Set(this.toServices(services, resource))].sort(
      byNamespaceAndName,
    );
  }

  /** A Service is its own; anything else counts by its pods. */
  private servicesOf(subject: Subject): Objects {
    return subject.kind === 'resource' && subject.resource === 'services'
      ? [subject.object]
      : this.selectsPods.find(subject, 'services');
  }

  private toServices(services: Objects, resource: ResourceName): Objects {
    if (resource === 'services') {
      return services;
    }
    if (resource === SERVICE_MONITORS) {
      return this.monitoring(services);
    }
    if (resource in BEHIND_ROUTES) {
      const { routes, keys } = BEHIND_ROUTES[resource];
      const leading = routes.flatMap(route => this.leadingTo(services, route));
      return this.store.pick(resource, leading.flatMap(keys));
    }
    if (resource in WRITTEN_SECRET) {
      return this.usedBy.writing(resource, this.tlsSecrets(services));
    }
    return this.leadingTo(services, resource);
  }

  private leadingTo(
    services: Objects,
    resource: ResourceName,
  ): KubernetesObject[] {
    const found = services.flatMap(
      service => this.byService(resource).get(keyOf(service)) ?? [],
    );
    return resource === VIRTUAL_SERVICES
      ? [
          ...found,
          ...found.flatMap(
            child => this.delegating('all').get(keyOf(child)) ?? [],
          ),
        ]
      : found;
  }

  private monitoring(services: Objects): KubernetesObject[] {
    const found = new Set<KubernetesObject>();
    for (const { metadata } of services) {
      this.monitors(SERVICE_MONITORS).collect(
        metadata.namespace ?? '',
        metadata.labels,
        found,
      );
    }
    return [...found];
  }

  private tlsSecrets(services: Objects): ObjectKey[] {
    return Object.entries(TLS_SECRETS).flatMap(([resource, secrets]) =>
      this.toServices(services, resource).flatMap(secrets),
    );
  }
}
