import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { ClusterSnapshot, Subject } from '../clusters/types';
import { loadDefinitions } from '../definitions';
import type { CompiledScorecard, Definitions } from '../definitions/types';
import { globSync } from '../evidence/__testing__/files';
import { askedOfCluster } from '../evidence/cases';
import type { CheckCase } from '../evidence/cases';
import { judgeQuestion } from '../evidence/judge';
import { asksTime, Fingerprints } from './fingerprint';

const checksDir = join(__dirname, '../../checks');
const files = globSync(checksDir, '.yaml').map(file => ({
  id: basename(file, '.yaml'),
  cases:
    (
      parse(readFileSync(file, 'utf8'), {
        merge: true,
        maxAliasCount: 1000,
      }) as { cases?: CheckCase[] }
    ).cases ?? [],
}));

jest.setTimeout(60_000);

let definitions: Definitions;
beforeAll(async () => {
  definitions = await loadDefinitions({ checksDir });
});

const identity = (subject: Subject): unknown => {
  switch (subject.kind) {
    case 'workload':
      return subject.workload;
    case 'pod':
      return subject.pod;
    case 'namespace':
      return subject.namespace;
    case 'cluster':
      return subject.kind;
    default:
      return subject.object;
  }
};

/** A snapshot that tells what it is asked for; subjects are told apart by what they are. */
function recording(snapshot: ClusterSnapshot, ids: Map<unknown, number>) {
  const asked = new Set<string>();
  const idOf = (value: unknown) => {
    if (!ids.has(value)) ids.set(value, ids.size);
    return ids.get(value);
  };
  const told: ClusterSnapshot = {
    cluster: snapshot.cluster,
    version: snapshot.version,
    observedAt: snapshot.observedAt,
    observations: snapshot.observations,
    served: resource => {
      asked.add(`served ${resource}`);
      return snapshot.served(resource);
    },
    observationOf: (...args) => snapshot.observationOf(...args),
    list: (resource, namespace) => {
      asked.add(`list ${resource} ${namespace}`);
      return snapshot.list(resource, namespace);
    },
    get: (resource, namespace, name) => {
      asked.add(`get ${resource} ${namespace} ${name}`);
      return snapshot.get(resource, namespace, name);
    },
    related: (subject, relation, resource) => {
      asked.add(`${idOf(identity(subject))} ${relation} ${resource}`);
      return snapshot.related(subject, relation, resource);
    },
    workloadsOf: selection => snapshot.workloadsOf(selection),
    environmentOf: namespace => snapshot.environmentOf(namespace),
  };
  return { told, asked };
}

it.each(files)('is of all that $id reads', ({ id, cases }) => {
  const check = definitions.checks.get(id)!;
  for (const testCase of cases) {
    // Whole clusters are judged each time.
    if (!testCase.objects || testCase.of) continue;
    const asked = askedOfCluster(check, testCase);
    if (asked === 'unread') continue;
    const { question, inCluster } = asked;
    const ids = new Map<unknown, number>();
    const judging = recording(inCluster.snapshot, ids);
    judgeQuestion(question, { ...inCluster, snapshot: judging.told });
    const digesting = recording(inCluster.snapshot, ids);
    const context = { ...inCluster, snapshot: digesting.told };
    const scorecard = { definition: { id: 's' } } as CompiledScorecard;
    new Fingerprints(context).of([
      { inCluster: context, asked: [{ scorecard, questions: [question] }] },
    ]);
    expect([...digesting.asked]).toEqual(
      expect.arrayContaining([...judging.asked]),
    );
  }
});

it.each([
  ['timestamp(object.metadata.creationTimestamp) < now', true],
  ["now - duration('1h') > variables.at", true],
  ["'nothing to do now'", false],
  ['"right now" + \'it is now\'', false],
  ["\"it's\" + (variables.at > now ? 'a' : 'b')", true],
  ["'it\\'s now' == ''", true],
  ['object.snow == variables.nowhere', false],
])('%s asks the time: %s', (source, asks) => {
  expect(asksTime(source)).toBe(asks);
});
