// What the pods say of themselves: whether they are scraped, and the requests that they served.
import { counter, gauge, histogram, HOUR } from './series.mjs';

export function applications(cluster, story) {
  return cluster.pods.filter(pod => pod.phase === 'Running').flatMap(pod => ofPod(pod, cluster, story));
}

function ofPod(pod, { moment }, story) {
  if (!story.isScraped(pod)) return [];
  const labels = { namespace: pod.namespace, pod: pod.name };
  const job = pod.workload?.name ?? pod.name;
  const port = pod.containers.find(({ init }) => !init).ports.find(({ name }) => name === 'metrics')?.containerPort;
  const target = { ...labels, job, instance: `${pod.ip}:${port ?? 8080}` };
  const traffic = pod.ready ? story.trafficOf(pod) : undefined;
  return [
    gauge('up', target, pod.ready ? 1 : 0),
    gauge('scrape_samples_scraped', target, pod.ready ? 240 : 0),
    ...(traffic ? requests(target, traffic, { moment, since: pod.since }) : []),
  ];
}

function requests(labels, { perPod, errors, shares }, options) {
  const of = (status, perSecond) =>
    counter('http_requests_total', { ...labels, method: 'GET', status }, perSecond, options);
  return [
    of('200', perPod * (1 - errors)),
    of('500', perPod * errors),
    ...histogram('http_request_duration_seconds', labels, perPod, shares, options),
  ];
}
