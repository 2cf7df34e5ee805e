/** The fields that expressions read, found without running them. */
import { compileEvidence } from '../__testing__/definitions';

const READS =
  'reads:\n  budgets: { resource: poddisruptionbudgets.policy, relation: selectsPods }\n  pods: { resource: pods, relation: ownedBy }\n';

/** What is kept of a resource, for an expression over a workload and what it reads. */
async function treeOf(
  resource: string,
  expression: string,
  variables = '',
): Promise<unknown> {
  const evidence = await compileEvidence(
    `each: workload\n${READS}${variables}expression: ${JSON.stringify(
      expression,
    )}\nmessage: "'no'"`,
  );
  return evidence.needs.get(resource);
}

const BUDGETS: [string, unknown][] = [
  ['budgets.size() == 1', {}],
  ['size(budgets) == 1', {}],
  ['budgets.exists(b, true)', {}],
  [
    'budgets.exists(b, b.spec.minAvailable > 1)',
    { spec: { minAvailable: true } },
  ],
  [
    'budgets.exists(b, b.?spec.?minAvailable.orValue(0) > 1)',
    { spec: { minAvailable: true } },
  ],
  [
    "budgets.exists(b, b.metadata.?labels[?'a.b/c'].orValue('') == '')",
    { metadata: { labels: { 'a.b/c': true } } },
  ],
  [
    "budgets.exists(b, b.metadata.labels['a'] == '')",
    { metadata: { labels: { a: true } } },
  ],
  [
    "budgets.exists(b, b.metadata.labels[environment] == '')",
    { metadata: { labels: true } },
  ],
  [
    'budgets.exists(b, has(b.status.conditions))',
    { status: { conditions: true } },
  ],
  ['budgets.exists(b, b == object)', true],
  ['budgets == []', true],
  ['budgets[0].status.expectedPods > 1', { status: { expectedPods: true } }],
  ['budgets.filter(b, b.spec.a).size() > 0', { spec: { a: true } }],
  [
    'budgets.filter(b, b.spec.a).all(x, x.spec.b)',
    { spec: { a: true, b: true } },
  ],
  ['budgets.map(b, b.status).exists(s, s.ok)', { status: { ok: true } }],
  [
    'budgets.map(b, b.spec.a, b.status).exists(s, s.ok)',
    { spec: { a: true }, status: { ok: true } },
  ],
  ["budgets.map(b, {'k': b.status}).size() > 0", { status: true }],
  ['(budgets + budgets).exists(b, b.spec.a)', { spec: { a: true } }],
  [
    '(budgets.size() > 0 ? budgets : []).exists(b, b.spec.a)',
    { spec: { a: true } },
  ],
  ['cel.bind(all, budgets, all.exists(b, b.spec.a))', { spec: { a: true } }],
  [
    'budgets.map(b, b.spec.list).flatten().exists(x, x.name)',
    { spec: { list: { name: true } } },
  ],
  [
    'budgets.exists(b, b.status.conditions.exists(c, c.type))',
    { status: { conditions: { type: true } } },
  ],
  [
    'budgets.exists(b, labelsMatch(b.spec.selector, {}))',
    { spec: { selector: true } },
  ],
  [
    'budgets.exists(b, b.metadata.labels.exists(k, k == environment))',
    { metadata: { labels: true } },
  ],
  [
    "budgets.exists(b, ['x', b.spec.a].exists(x, x == 'y'))",
    { spec: { a: true } },
  ],
];

describe('fields of what is read', () => {
  it.each(BUDGETS)('%s', async (expression, tree) => {
    expect(await treeOf('poddisruptionbudgets.policy', expression)).toEqual(
      tree,
    );
  });

  it('follows variables to where their values come from', async () => {
    const variables =
      'variables:\n  - { name: tight, expression: "budgets.filter(b, b.spec.a)" }\n  - { name: statuses, expression: "variables.tight.map(b, b.status)" }\n';
    expect(
      await treeOf(
        'poddisruptionbudgets.policy',
        'variables.statuses.all(s, s.ok)',
        variables,
      ),
    ).toEqual({ spec: { a: true }, status: { ok: true } });
  });

  it('keeps nothing of a variable that nobody reads but what it computes', async () => {
    const variables =
      'variables:\n  - { name: tight, expression: "budgets.filter(b, b.spec.a)" }\n';
    expect(
      await treeOf('poddisruptionbudgets.policy', 'true', variables),
    ).toEqual({ spec: { a: true } });
  });

  it('joins what the expressions of one piece of evidence read', async () => {
    const evidence = await compileEvidence(
      `each: workload\n${READS}where: [{ rule: some, expression: "budgets.all(b, b.a)" }]\nexpression: budgets.all(b, b.b)\nmessage: budgets[0].c\npath: budgets[0].d\nfound: budgets[0].e\nwanted: budgets[0].f`,
    );
    expect(evidence.needs.get('poddisruptionbudgets.policy')).toEqual({
      a: true,
      b: true,
      c: true,
      d: true,
      e: true,
      f: true,
    });
  });
});

describe('fields of subjects', () => {
  it('a template lies where each kind keeps it', async () => {
    const { needs } = await compileEvidence(
      'each: workload\nexpression: template.spec.hostNetwork && object.spec.paused',
    );
    expect(needs.get('deployments.apps')).toEqual({
      spec: { template: { spec: { hostNetwork: true } }, paused: true },
    });
    expect(needs.get('cronjobs.batch')).toEqual({
      spec: {
        jobTemplate: { spec: { template: { spec: { hostNetwork: true } } } },
        paused: true,
      },
    });
    expect(needs.get('pods')).toEqual({
      spec: { hostNetwork: true, paused: true },
    });
    expect(needs.get('rollouts.argoproj.io')).toEqual(
      needs.get('deployments.apps'),
    );
  });

  it('a container lies in the lists of its classes, in templates and pods', async () => {
    const container = { name: true, restartPolicy: true, image: true };
    const { needs } = await compileEvidence(
      "each: container\ncontainers: [main, ephemeral]\nexpression: container.image != ''",
    );
    const lists = { containers: container, ephemeralContainers: container };
    expect(needs.get('pods')).toEqual({ spec: lists });
    expect(needs.get('statefulsets.apps')).toEqual({
      spec: { template: { spec: lists } },
    });
  });

  it('the namespace, nodes and resources are asked for where they are named', async () => {
    const namespaces = await compileEvidence(
      "each: namespace\nexpression: object.metadata.labels['a'] == namespaceObject.metadata.labels['b']",
    );
    expect([...namespaces.needs]).toEqual([
      ['namespaces', { metadata: { labels: { a: true, b: true } } }],
    ]);
    const ingresses = await compileEvidence(
      'each: ingresses.networking.k8s.io\nrelation: routesTo\nnone: { result: notApplicable, rule: it is routed to }\nexpression: object.spec.tls.size() > 0',
    );
    expect([...ingresses.needs]).toEqual([
      ['ingresses.networking.k8s.io', { spec: { tls: true } }],
    ]);
    const clusters = await compileEvidence(
      "each: cluster\nexpression: cluster.name != ''",
    );
    expect([...clusters.needs]).toEqual([]);
  });
});
