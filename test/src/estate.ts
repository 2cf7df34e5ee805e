/** The five checklists in the example portal: what each kind of evidence says of them. */
import { Portal, waitUntil } from './portal';

/** Who is judged by each checklist in the examples. */
export const JUDGED = {
  'cluster-beta': 'resource/default/devmentor',
  'istio-mesh-beta': 'resource/default/devmentor-mesh',
  'production-self-assessment': 'component/default/weaviate',
  'production-readiness': 'resource/default/data-platform',
  'kubernetes-deployment': 'component/default/x0tta6bl4',
} as const;

export type Checklist = keyof typeof JUDGED;

interface Answer {
  check: string;
  cluster: string;
  result: string;
  cause?: string;
  message?: string;
  stated?: boolean;
  until?: string;
  findings?: { kind: string }[];
}

interface Item {
  id: string;
  checks?: { id: string; evidence: string[] }[];
  answers?: Answer[];
}

/** An item that nobody could look at, and why. */
export interface Unseen {
  item: string;
  check: string;
  cause: string;
  message: string;
}

export interface Evidence {
  /** Kinds that its checks ask. */
  used: string[];
  /** Kinds that some item passed or failed by. */
  answered: string[];
  unknown: Unseen[];
}

const IN_CLUSTERS = ['kubernetes', 'prometheus'];

/** The kind of evidence that gave an answer. */
function kindOf(answer: Answer, evidence: readonly string[]) {
  if (answer.stated) {
    return evidence.find(kind => ['attestation', 'approval'].includes(kind));
  }
  const inCluster = answer.cluster !== '';
  const bySomebody = answer.until !== undefined;
  const byReport = answer.findings?.some(({ kind }) => kind === 'Report');
  if (!inCluster && evidence.includes('report') && (bySomebody || byReport)) {
    return 'report';
  }
  return evidence.find(kind => IN_CLUSTERS.includes(kind) === inCluster);
}

export async function evidenceOf(
  portal: Portal,
  checklist: Checklist,
): Promise<Evidence> {
  const path = `readiness/entities/${JUDGED[checklist]}/scorecards/${checklist}`;
  const answer = await portal.api(path);
  const { sections } = await answer.json();
  const items: Item[] = sections.flatMap((one: { items: Item[] }) => one.items);
  const used = new Set<string>();
  const answered = new Set<string>();
  const unknown: Unseen[] = [];
  for (const { id, checks = [], answers = [] } of items) {
    for (const { evidence } of checks) evidence.forEach(kind => used.add(kind));
    for (const one of answers) {
      const evidence = checks.find(check => check.id === one.check)?.evidence;
      const kind = kindOf(one, evidence ?? []);
      if (kind && ['pass', 'fail'].includes(one.result)) answered.add(kind);
      if (one.result === 'unknown') {
        const { check, cause = '', message = '' } = one;
        unknown.push({ item: id, check, cause, message });
      }
    }
  }
  return { used: [...used].sort(), answered: [...answered].sort(), unknown };
}

/** Until every cluster was read and the example's tools and people have spoken. */
export async function untilAllHaveSpoken(portal: Portal) {
  await waitUntil(
    "the words of the example's tools and people",
    async () => /have spoken|could not speak/.test(portal.output()),
    480_000,
  );
}
