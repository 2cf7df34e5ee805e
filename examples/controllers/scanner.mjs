// Stands in for the Trivy operator: a report of vulnerabilities, of secrets and of contents for every container image that runs.
import { ownerReference, stamp } from './apiserver.mjs';
import { minutesAgo } from './clock.mjs';
import { imageId, number } from './names.mjs';
import { notesOf } from './notes.mjs';

const GROUP = 'aquasecurity.github.io';
const SCANNER = { name: 'Trivy', vendor: 'Aqua Security', version: '0.67.2' };
const SYSTEM = ['kube-system', 'kube-public'];

export function scanImages(cluster) {
  if (!cluster.get('CustomResourceDefinition', undefined, `vulnerabilityreports.${GROUP}`)) return;
  const seen = new Set();
  for (const pod of cluster.all('Pod')) {
    const owner = ownerOf(cluster, pod);
    if (pod.status.phase !== 'Running' || SYSTEM.includes(pod.metadata.namespace) || seen.has(owner)) continue;
    seen.add(owner);
    const { initContainers = [], containers } = pod.spec;
    for (const container of [...initContainers, ...containers]) report(cluster, owner, container);
  }
}

function ownerOf(cluster, pod) {
  const [owner] = pod.metadata.ownerReferences ?? [];
  return owner ? cluster.get(owner.kind, pod.metadata.namespace, owner.name) : pod;
}

function report(cluster, owner, container) {
  const { namespace, name: ownerName } = owner.metadata;
  const name = `${owner.kind.toLowerCase()}-${ownerName}-${container.name}`;
  const [tagged, digest] = imageId(container.image).split('@');
  const found = vulnerabilities(cluster, owner, container);
  const artifact = {
    repository: tagged.split('/').slice(1).join('/'),
    tag: /:([^/:@]+)(@|$)/.exec(container.image)?.[1] ?? 'latest',
    digest,
  };
  const common = {
    updateTimestamp: minutesAgo(60 + number(name, 18 * 60)),
    scanner: SCANNER,
    registry: { server: tagged.split('/')[0] },
    artifact,
  };
  const count = severity => found.filter(one => one.severity === severity).length;
  const low = number(`${name} low`, 9);
  const add = (kind, spec) =>
    cluster.add(
      stamp(
        cluster,
        {
          apiVersion: `${GROUP}/v1alpha1`,
          kind,
          metadata: {
            name,
            namespace,
            labels: {
              'trivy-operator.container.name': container.name,
              'trivy-operator.resource.kind': owner.kind,
              'trivy-operator.resource.name': ownerName,
              'trivy-operator.resource.namespace': namespace,
            },
            ownerReferences: [{ ...ownerReference(owner), blockOwnerDeletion: false }],
          },
          report: { ...common, ...spec },
        },
        common.updateTimestamp,
      ),
    );
  add('VulnerabilityReport', {
    os: { family: 'wolfi', name: '20230201' },
    summary: { criticalCount: count('CRITICAL'), highCount: count('HIGH'), mediumCount: 0, lowCount: low, unknownCount: 0, noneCount: 0 },
    vulnerabilities: found,
  });
  add('ExposedSecretReport', { summary: { criticalCount: 0, highCount: 0, mediumCount: 0, lowCount: 0 }, secrets: [] });
  add('SbomReport', { summary: { componentsCount: 40 + number(name, 200), dependenciesCount: 41 + number(name, 200) } });
}

/** `controllers.example/vulnerabilities: "vector-search-api CVE-2026-31337 openssl 3.5.1-r0 3.5.4-r0 CRITICAL"` */
function vulnerabilities(cluster, owner, container) {
  const [above] = owner.metadata.ownerReferences ?? [];
  const workload = above ? cluster.get(above.kind, owner.metadata.namespace, above.name) : owner;
  const note = notesOf(workload ?? owner).vulnerabilities;
  if (!note) return [];
  return note.split(';').flatMap(line => {
    const [of, vulnerabilityID, resource, installedVersion, fixedVersion, severity] = line.trim().split(' ');
    return of === container.name
      ? [{ vulnerabilityID, resource, installedVersion, fixedVersion, severity, publishedDate: minutesAgo(21 * 24 * 60), title: '', links: [], target: '' }]
      : [];
  });
}
