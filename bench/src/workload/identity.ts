/** Names, places and ids of the generated services: the same in every process and every run. */
import { createHash } from 'node:crypto';

export const PODS_PER_SERVICE = 3;
/** Deployment, its ReplicaSet, Pods, Service, HPA, PDB, NetworkPolicy, ServiceAccount, EndpointSlice. */
export const OBJECTS_PER_SERVICE = 8 + PODS_PER_SERVICE;

const SERVICES_PER_NAMESPACE = 20;
const PODS_PER_NODE = 60;
const ZONES = ['a', 'b', 'c'];

export interface ServiceIdentity {
  index: number;
  name: string;
  namespace: string;
  owner: string;
  image: string;
}

export function identityOf(index: number): ServiceIdentity {
  const name = `service-${String(index).padStart(5, '0')}`;
  return {
    index,
    name,
    namespace: namespaceName(Math.floor(index / SERVICES_PER_NAMESPACE)),
    owner: teamName(index % 40),
    image: `registry.example/shop/${name}`,
  };
}

export const namespaceName = (index: number) =>
  `team-${String(index).padStart(4, '0')}`;

export const teamName = (index: number) => `team-${index}`;

export const namespaceCount = (services: number) =>
  Math.ceil(services / SERVICES_PER_NAMESPACE);

export const nodeCount = (services: number) =>
  Math.max(
    ZONES.length,
    Math.ceil((services * PODS_PER_SERVICE) / PODS_PER_NODE),
  );

export const nodeName = (index: number) => `worker-${index}`;

export const zoneOf = (node: number) => `zone-${ZONES[node % ZONES.length]}`;

export function digestOf(...parts: (string | number)[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** As the API server writes them, and as hard to compress. */
export function uidOf(...parts: (string | number)[]): string {
  const hex = digestOf(...parts);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
