/**
 * Fields of the Kubernetes types that most checks read, to catch typing errors that a dynamic map
 * lets pass. Only a name that is nearly a known one is an error: newer fields than these are fine.
 */
import type { FieldPath } from './paths';
import { nearestNames } from '../suggest';

const words = (text: string): ReadonlySet<string> =>
  new Set(text.trim().split(/\s+/));

const META =
  words(`annotations creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers
  generateName generation labels managedFields name namespace ownerReferences resourceVersion selfLink uid`);

const CONTAINER =
  words(`args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports
  readinessProbe resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin
  stdinOnce targetContainerName terminationMessagePath terminationMessagePolicy tty volumeDevices
  volumeMounts workingDir`);

const POD_SPEC =
  words(`activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig
  dnsPolicy enableServiceLinks ephemeralContainers evictionRequesters hostAliases hostIPC hostNetwork
  hostPID hostUsers hostname hostnameOverride imagePullSecrets initContainers nodeName nodeSelector os
  overhead preemptionPolicy priority priorityClassName readinessGates resourceClaims resources
  restartPolicy runtimeClassName schedulerName schedulingGates securityContext serviceAccount
  serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain terminationGracePeriodSeconds
  tolerations topologySpreadConstraints volumes workloadRef`);

const OBJECT = words('apiVersion kind metadata spec status');
const TEMPLATE = words('metadata spec');
const CONTAINER_LISTS = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
]);

export type KubernetesType = 'object' | 'pod' | 'template' | 'container';

interface Misspelt {
  field: string;
  meant: string;
}

/** The first field of a path that is misspelt, as far as the type is known. */
export function misspeltField(
  type: KubernetesType,
  path: FieldPath,
): Misspelt | undefined {
  let known = rootFields(type);
  for (const [depth, field] of path.entries()) {
    if (!known) return undefined;
    const meant = known.has(field) ? undefined : meantBy(field, known);
    if (meant) return { field, meant };
    known = fieldsBelow(type, depth, field);
  }
  return undefined;
}

function rootFields(type: KubernetesType): ReadonlySet<string> | undefined {
  switch (type) {
    case 'container':
      return CONTAINER;
    case 'template':
      return TEMPLATE;
    default:
      return OBJECT;
  }
}

function fieldsBelow(
  type: KubernetesType,
  depth: number,
  field: string,
): ReadonlySet<string> | undefined {
  if (type === 'container') return undefined;
  if (depth === 0 && field === 'metadata') return META;
  if (type === 'object') return undefined;
  if (depth === 0 && field === 'spec') return POD_SPEC;
  return depth === 1 && CONTAINER_LISTS.has(field) ? CONTAINER : undefined;
}

/** Short names differ by little without being typing errors. */
function meantBy(
  field: string,
  known: ReadonlySet<string>,
): string | undefined {
  if (field.length < 4) return undefined;
  const [nearest] = nearestNames(field, known, 1);
  return nearest !== undefined && Math.abs(nearest.length - field.length) <= 1
    ? nearest
    : undefined;
}
