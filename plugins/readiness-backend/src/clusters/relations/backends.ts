/**
 * From a Service to what leads to it: which Services each kind of route names as backends, and which
 * gateways and TLS secrets the routes stand on.
 */
import { at, groupOf, listAt, ObjectKey, objectKey, textAt } from '../objects';
import type { KubernetesObject, ResourceName } from '../types';

type ReadKeys = (object: KubernetesObject) => ObjectKey[];

const inNamespaceOf = (
  object: KubernetesObject,
  names: (string | undefined)[],
): ObjectKey[] =>
  names
    .filter((name): name is string => name !== undefined)
    .map(name => objectKey(object.metadata.namespace, name));

const ingressBackends: ReadKeys = ingress => {
  const paths = listAt(ingress, 'spec', 'rules').flatMap(rule =>
    listAt(rule, 'http', 'paths'),
  );
  return inNamespaceOf(ingress, [
    textAt(ingress, 'spec', 'defaultBackend', 'service', 'name'),
    ...paths.map(path => textAt(path, 'backend', 'service', 'name')),
  ]);
};

/** A Gateway API reference: group and kind have defaults, and so has the namespace. */
function referenceKey(
  from: KubernetesObject,
  reference: unknown,
  wanted: { group: string; kind: string },
  defaults: { group: string; kind: string },
): ObjectKey[] {
  const name = textAt(reference, 'name');
  const group = at(reference, 'group') ?? defaults.group;
  const kind = at(reference, 'kind') ?? defaults.kind;
  return name && group === wanted.group && kind === wanted.kind
    ? [
        objectKey(
          textAt(reference, 'namespace') ?? from.metadata.namespace,
          name,
        ),
      ]
    : [];
}

const SERVICE = { group: '', kind: 'Service' };
const SECRET = { group: '', kind: 'Secret' };
const GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };

const gatewayRouteBackends: ReadKeys = route =>
  listAt(route, 'spec', 'rules')
    .flatMap(rule => listAt(rule, 'backendRefs'))
    .flatMap(reference => referenceKey(route, reference, SERVICE, SERVICE));

/**
 * A host of Istio as a Service: a name without dots is one of the object's own namespace, otherwise
 * only the full name counts (`web.shop` is no Service to Istio either).
 */
function meshHost(
  object: KubernetesObject,
  host: string | undefined,
): ObjectKey[] {
  if (!host) {
    return [];
  }
  if (!host.includes('.')) {
    return [objectKey(object.metadata.namespace, host)];
  }
  const [name, namespace, svc, ...domain] = host.split('.');
  return svc === 'svc' && domain.length > 0 ? [objectKey(namespace, name)] : [];
}

const virtualServiceBackends: ReadKeys = object => {
  const rules = ['http', 'tcp', 'tls'].flatMap(protocol =>
    listAt(object, 'spec', protocol),
  );
  return rules
    .flatMap(rule => listAt(rule, 'route'))
    .flatMap(route => meshHost(object, textAt(route, 'destination', 'host')));
};

const openshiftBackends: ReadKeys = route =>
  inNamespaceOf(
    route,
    [
      at(route, 'spec', 'to'),
      ...listAt(route, 'spec', 'alternateBackends'),
    ].map(target =>
      (textAt(target, 'kind') ?? 'Service') === 'Service'
        ? textAt(target, 'name')
        : undefined,
    ),
  );

const traefikBackends: ReadKeys = route =>
  listAt(route, 'spec', 'routes')
    .flatMap(rule => listAt(rule, 'services'))
    .flatMap(service =>
      textAt(service, 'name')
        ? [
            objectKey(
              textAt(service, 'namespace') ?? route.metadata.namespace,
              textAt(service, 'name')!,
            ),
          ]
        : [],
    );

/** Which Services an object of the resource leads to. */
export const SERVICE_KEYS: Record<ResourceName, ReadKeys> = {
  'ingresses.networking.k8s.io': ingressBackends,
  'httproutes.gateway.networking.k8s.io': gatewayRouteBackends,
  'grpcroutes.gateway.networking.k8s.io': gatewayRouteBackends,
  'tlsroutes.gateway.networking.k8s.io': gatewayRouteBackends,
  'tcproutes.gateway.networking.k8s.io': gatewayRouteBackends,
  'udproutes.gateway.networking.k8s.io': gatewayRouteBackends,
  'virtualservices.networking.istio.io': virtualServiceBackends,
  'destinationrules.networking.istio.io': object =>
    meshHost(object, textAt(object, 'spec', 'host')),
  'routes.route.openshift.io': openshiftBackends,
  'ingressroutes.traefik.io': traefikBackends,
  endpoints: object => inNamespaceOf(object, [object.metadata.name]),
  'endpointslices.discovery.k8s.io': object =>
    inNamespaceOf(object, [
      object.metadata.labels?.['kubernetes.io/service-name'],
    ]),
};

/** VirtualServices that a root VirtualService delegates to (Istio allows one level). */
export const delegates: ReadKeys = root =>
  listAt(root, 'spec', 'http').flatMap(rule => {
    const name = textAt(rule, 'delegate', 'name');
    const namespace =
      textAt(rule, 'delegate', 'namespace') ?? root.metadata.namespace;
    return name ? [objectKey(namespace, name)] : [];
  });

const parentGateways: ReadKeys = route =>
  listAt(route, 'spec', 'parentRefs').flatMap(parent =>
    referenceKey(route, parent, GATEWAY, GATEWAY),
  );

const meshGateways: ReadKeys = object =>
  listAt(object, 'spec', 'gateways')
    .map(String)
    .filter(gateway => gateway !== 'mesh')
    .map(gateway =>
      gateway.includes('/')
        ? gateway
        : objectKey(object.metadata.namespace, gateway),
    );

/** What the routes stand on: by the resource asked for, which routes name it, and how. */
export const BEHIND_ROUTES: Record<
  ResourceName,
  { routes: ResourceName[]; keys: ReadKeys }
> = {
  'gateways.gateway.networking.k8s.io': {
    routes: [
      'httproutes.gateway.networking.k8s.io',
      'grpcroutes.gateway.networking.k8s.io',
      'tlsroutes.gateway.networking.k8s.io',
    ],
    keys: parentGateways,
  },
  'gateways.networking.istio.io': {
    routes: ['virtualservices.networking.istio.io'],
    keys: meshGateways,
  },
  'ingressclasses.networking.k8s.io': {
    routes: ['ingresses.networking.k8s.io'],
    keys: ingress => {
      const name = textAt(ingress, 'spec', 'ingressClassName');
      return name ? [objectKey(undefined, name)] : [];
    },
  },
};

/** Secrets with the certificates of whatever terminates TLS on the way. */
export const TLS_SECRETS: Record<ResourceName, ReadKeys> = {
  'ingresses.networking.k8s.io': ingress =>
    inNamespaceOf(
      ingress,
      listAt(ingress, 'spec', 'tls').map(tls => textAt(tls, 'secretName')),
    ),
  'gateways.gateway.networking.k8s.io': gateway =>
    listAt(gateway, 'spec', 'listeners')
      .flatMap(listener => listAt(listener, 'tls', 'certificateRefs'))
      .flatMap(reference => referenceKey(gateway, reference, SECRET, SECRET)),
  'gateways.networking.istio.io': gateway =>
    inNamespaceOf(
      gateway,
      listAt(gateway, 'spec', 'servers').map(server =>
        textAt(server, 'tls', 'credentialName'),
      ),
    ),
};

/** Which Secret an object of the resource writes. */
export const WRITTEN_SECRET: Record<
  ResourceName,
  (object: KubernetesObject) => string | undefined
> = {
  secrets: object => object.metadata.name,
  'certificates.cert-manager.io': object =>
    textAt(object, 'spec', 'secretName'),
  'externalsecrets.external-secrets.io': object =>
    textAt(object, 'spec', 'target', 'name') ?? object.metadata.name,
  'sealedsecrets.bitnami.com': object =>
    textAt(object, 'spec', 'template', 'metadata', 'name') ??
    object.metadata.name,
};

/** `scaleTargetRef`, `targetRef` and `targetRefs`, as autoscalers, canaries and policies write them. */
export function targetsOf(
  object: KubernetesObject,
): { group: string; kind: string; name: string }[] {
  const spec = at(object, 'spec');
  const references = [
    at(spec, 'scaleTargetRef'),
    at(spec, 'targetRef'),
    ...listAt(spec, 'targetRefs'),
  ];
  return references.flatMap(reference => {
    const name = textAt(reference, 'name');
    const apiVersion = textAt(reference, 'apiVersion');
    const group =
      textAt(reference, 'group') ??
      (apiVersion && groupOf(apiVersion)) ??
      'apps';
    // KEDA's defaults: a target with a name alone is a Deployment.
    return name
      ? [{ group, kind: textAt(reference, 'kind') ?? 'Deployment', name }]
      : [];
  });
}
