/** Annotations that an entity may carry. */

/** Scorecards by id, comma separated, that judge this entity besides those whose `appliesTo` matches. */
export const ANNOTATION_SCORECARDS = 'readiness-gates.io/scorecards';

/** On a `kubernetes-cluster` Resource: `managed` where the provider runs the control plane. */
export const ANNOTATION_CONTROL_PLANE = 'readiness-gates.io/control-plane';

/** `readiness-gates.io/param.<check>.<param>`: only for params that the check marks `entityMaySet`. */
export const ANNOTATION_PARAM_PREFIX = 'readiness-gates.io/param.';

export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';
export const ANNOTATION_KUBERNETES_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';
export const ANNOTATION_KUBERNETES_NAMESPACE =
  'backstage.io/kubernetes-namespace';
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';
