// The API server's defaults of a pod spec, in a template or in a Pod.
export function podSpecDefaults(spec) {
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) containerDefaults(container);
  for (const volume of spec.volumes ?? []) {
    for (const source of ['configMap', 'secret', 'projected']) if (volume[source]) volume[source].defaultMode ??= 420;
  }
  spec.restartPolicy ??= 'Always';
  spec.terminationGracePeriodSeconds ??= 30;
  spec.dnsPolicy ??= 'ClusterFirst';
  if (spec.serviceAccountName) spec.serviceAccount = spec.serviceAccountName;
  spec.securityContext ??= {};
  spec.schedulerName ??= 'default-scheduler';
  return spec;
}

function containerDefaults(container) {
  for (const port of container.ports ?? []) port.protocol ??= 'TCP';
  for (const variable of container.env ?? []) {
    if (variable.valueFrom?.fieldRef) variable.valueFrom.fieldRef.apiVersion ??= 'v1';
  }
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) probeDefaults(container[name]);
  container.resources ??= {};
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  const latest = !container.image.includes('@') && !/:[^/]+$/.test(container.image.replace(/:latest$/, ''));
  container.imagePullPolicy ??= latest ? 'Always' : 'IfNotPresent';
}

function probeDefaults(probe) {
  if (!probe) return;
  if (probe.httpGet) probe.httpGet.scheme ??= 'HTTP';
  probe.timeoutSeconds ??= 1;
  probe.periodSeconds ??= 10;
  probe.successThreshold ??= 1;
  probe.failureThreshold ??= 3;
}
