// What an applied manifest tells this stand-in about the behaviour of its workload, in annotations that never reach the cluster.
const prefix = 'controllers.example/';
const known = new Set([
  'behaviour', // of the pods: crash-loop, oom-killed, image-pull-back-off, unready, pending; "oom-killed:1" for the first one only
  'rollout', // stuck: the old ReplicaSet still serves; completed: the pods failed after the rollout was done
  'previous-image', // of the first container in the revision before
  'managed-by', // the field manager: kubectl-client-side-apply (default), argocd-controller, helm
  'nodes', // where the scheduler put the pods, comma separated, instead of spreading them
  'digests', // differ: the replicas pulled a moved tag at different times
  'restarts', // of the first container, all longer than a day ago
  'runs', // of a CronJob, newest first: succeeded,failed
  'age', // days since creation
  'static-pod', // one copy on each control plane node
  'utilization', // of the HPA's metric, in percent; none: there is no metrics API
  'proxy-version', // of the injected sidecar
  'clusters', // which clusters get an object of applied/shared
  'vulnerabilities', // that the scanner finds in an image of the workload; see scanner.mjs
  'file', // under clusters/<cluster>, instead of <namespace>/<kind>.yaml
]);
const notes = new WeakMap();

/** Moves the notes out of the manifest's annotations. */
export function takeNotes(object) {
  const found = {};
  const annotations = object.metadata?.annotations ?? {};
  for (const key of Object.keys(annotations)) {
    if (!key.startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    if (!known.has(name)) throw new Error(`${object.kind} ${object.metadata.name}: unknown note ${key}`);
    found[name] = annotations[key];
    delete annotations[key];
  }
  if (object.metadata.annotations && Object.keys(annotations).length === 0) delete object.metadata.annotations;
  notes.set(object, found);
  return found;
}

export const notesOf = object => notes.get(object) ?? {};
