// Kubernetes quantities: enough to add up requests and limits.
const factors = { m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

export function parse(quantity) {
  const match = /^(\d+(?:\.\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(String(quantity));
  if (!match) throw new Error(`not a quantity: ${quantity}`);
  return Number(match[1]) * factors[match[2] ?? ''];
}

export function format(resource, value) {
  if (resource.endsWith('cpu')) return value % 1 === 0 ? String(value) : `${Math.round(value * 1000)}m`;
  for (const unit of ['Ti', 'Gi', 'Mi', 'Ki']) {
    if (value >= factors[unit] && value % factors[unit] === 0) return `${value / factors[unit]}${unit}`;
  }
  return String(value);
}

/** What the scheduler and a ResourceQuota count for a pod: containers and sidecars together, or the largest init container. */
export function podTotal(spec, part, resource) {
  const of = container => parse(container.resources?.[part]?.[resource] ?? 0);
  const sum = list => list.reduce((total, container) => total + of(container), 0);
  const sidecars = (spec.initContainers ?? []).filter(c => c.restartPolicy === 'Always');
  const plain = (spec.initContainers ?? []).filter(c => c.restartPolicy !== 'Always');
  return Math.max(sum(spec.containers) + sum(sidecars), ...plain.map(of), 0);
}
