// The labels that a scrape gives to what a pod says of itself.
export function targetOf(pod, port) {
  const own = pod.containers.find(({ init }) => !init);
  const metrics = own.ports.find(({ name = '' }) => name.includes('metrics'))?.containerPort;
  return {
    namespace: pod.namespace,
    pod: pod.name,
    job: pod.workload?.name ?? pod.name,
    instance: `${pod.ip}:${port ?? metrics ?? own.ports[0]?.containerPort ?? 8080}`,
  };
}

export const isProxied = pod => pod.containers.some(({ name, running }) => name === 'istio-proxy' && running);

export const podsOf = (cluster, workload, namespace) =>
  cluster.pods.filter(
    pod =>
      pod.phase === 'Running' &&
      pod.workload?.name === workload &&
      (namespace === undefined || pod.namespace === namespace),
  );
