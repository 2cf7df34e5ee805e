/** Every mistake in a check is told in one line with file and line. */
import { checkYaml, compileTexts, errorsOf } from './__testing__/definitions';

const FILE = 'checks/health/web-ready.yaml';
const GOOD = checkYaml(
  `each: workload\nexpression: object.spec.replicas >= 2\n`,
);

/** Line of the text in the check, so that a case names a place and not a number. */
const lineOf = (text: string, marker: string) =>
  text.slice(0, text.indexOf(marker)).split('\n').length;

const kubernetes = (yaml: string, extra?: string) => checkYaml(yaml, extra);
const expression = (cel: string) =>
  kubernetes(`each: workload\nexpression: ${JSON.stringify(cel)}`);

const CASES: Record<string, { text: string; at: string; message: string }> = {
  'an unknown field': {
    text: GOOD.replace('responsible:', 'responsable:'),
    at: 'responsable',
    message: 'unknown field `responsable` (did you mean `responsible`?)',
  },
  'an unknown field of evidence': {
    text: kubernetes('each: workload\nexpresion: "true"\nexpression: "true"'),
    at: 'expresion',
    message: 'unknown field `expresion` (did you mean `expression`?)',
  },
  'a text with a comma that became two fields': {
    text: kubernetes(
      'each: workload\nexpression: "true"\nnone: { result: fail, rule: none, or few }',
    ),
    at: 'none:',
    message:
      'unknown field `or few`; in { } a text with a comma must be in quotes',
  },
  'an id that is not the name of the file': {
    text: GOOD.replace('web-ready', 'web-steady'),
    at: 'id:',
    message:
      'the id `web-steady` must be the name of the file, `web-steady.yaml`',
  },
  'an id that is no id': {
    text: GOOD.replace('web-ready', 'Web Ready'),
    at: 'id:',
    message: '`id` must be lower-case words joined by dashes',
  },
  'an expression that YAML reads as a boolean': {
    text: kubernetes('each: workload\nexpression: true'),
    at: 'expression',
    message: '`expression` must be text: put it in quotes',
  },
  'an unknown value': {
    text: GOOD.replace('owner', 'owners'),
    at: 'responsible',
    message:
      '`responsible` must be one of owner, platform, security (did you mean `owner`?)',
  },
  'a bad duration': {
    text: checkYaml('each: workload\nexpression: "true"', 'settle: 15m\n'),
    at: 'settle',
    message: '`settle` is no ISO 8601 duration such as PT15M: `15m`',
  },
  'two kinds in one piece of evidence': {
    text: GOOD.replace(
      '  - kubernetes:',
      '  - prometheus: {}\n    kubernetes:',
    ),
    at: 'prometheus',
    message: 'an entry of `evidence` must NOT have more than 1 properties',
  },
  'a YAML syntax error': {
    text: GOOD.replace('why: Because.', 'why: "Because.'),
    at: 'END',
    message: 'YAML: Missing closing "quote',
  },
  'a key twice': {
    text: `${GOOD}title: Again\n`,
    at: 'title: Again',
    message: 'YAML: Map keys must be unique',
  },
  'a __proto__ key': {
    text: `${GOOD}fixtures:\n  - __proto__: { polluted: true }\n`,
    at: '__proto__',
    message: 'the key `__proto__` is not allowed',
  },
  'a __proto__ key in disguise': {
    text: `${GOOD}fixtures:\n  - "\\x5f_proto__": { polluted: true }\n`,
    at: '"\\x5f',
    message: 'the key `__proto__` is not allowed',
  },
  'CEL that does not parse': {
    text: expression('object.spec. >= 2'),
    at: 'expression',
    message: '`expression`: Expected IDENTIFIER, got GE',
  },
  'an unknown function': {
    text: expression("object.metadata.name.startWith('a')"),
    at: 'expression',
    message:
      '`expression`: unknown function `startWith` (did you mean `startsWith`?)',
  },
  'an unknown global function': {
    text: expression("quantiti('1') == quantity('1')"),
    at: 'expression',
    message:
      '`expression`: unknown function `quantiti` (did you mean `quantity`?)',
  },
  'an unknown variable': {
    text: expression('objekt.spec.replicas > 1'),
    at: 'expression',
    message: '`expression`: unknown variable `objekt` (did you mean `object`?)',
  },
  'a variable of another subject': {
    text: expression("container.image != ''"),
    at: 'expression',
    message: '`expression`: unknown variable `container`',
  },
  'a misspelt declared variable': {
    text: expression('variables.redy'),
    at: 'expression',
    message: '`expression`: `variables` has no `redy`',
  },
  'a variable before it is declared': {
    text: kubernetes(
      'each: workload\nvariables:\n  - { name: a, expression: variables.b }\n  - { name: b, expression: "1" }\nexpression: "true"',
    ),
    at: 'name: a',
    message: '`variables[0].expression`: `variables` has no `b`',
  },
  'a variable that is not read by name': {
    text: expression("variables['a' + 'b']"),
    at: 'expression',
    message: '`expression`: `variables` is only read by name: `variables.x`',
  },
  'a misspelt param': {
    text: checkYaml(
      'each: workload\nexpression: object.spec.replicas >= params.replica',
      'params:\n  replicas: { type: integer, default: 2 }\n',
    ),
    at: 'expression',
    message:
      '`expression`: the check declares no param `replica` (did you mean `replicas`?)',
  },
  'a misspelt field of the cluster': {
    text: expression("cluster.verzion == 'x'"),
    at: 'expression',
    message:
      '`expression`: `cluster` has no `verzion` (did you mean `version`?)',
  },
  'a misspelt field of a Kubernetes object': {
    text: expression("object.metadata.lables['app'] == 'x'"),
    at: 'expression',
    message: '`expression`: unknown field `lables` (did you mean `labels`?)',
  },
  'a misspelt field of a pod template, through a variable': {
    text: kubernetes(
      'each: workload\nvariables:\n  - name: all\n    expression: template.spec.containers + template.spec.?initContainer.orValue([])\nexpression: variables.all.size() > 0',
    ),
    at: 'expression: template',
    message:
      '`variables[0].expression`: unknown field `initContainer` (did you mean `initContainers`?)',
  },
  'a field of a list': {
    text: kubernetes(
      'each: workload\nreads:\n  budgets: { resource: poddisruptionbudgets.policy, relation: selectsPods }\nexpression: budgets.status.disruptionsAllowed > 0',
    ),
    at: 'expression',
    message: "`expression`: List index must be int, got 'string'",
  },
  'an expression that gives no bool': {
    text: expression("object.metadata.name + '!'"),
    at: 'expression',
    message: '`expression`: the expression gives string, it must give bool',
  },
  'a message that gives no text': {
    text: kubernetes(
      'each: workload\nexpression: "true"\nmessage: size(object.metadata.name)',
    ),
    at: 'message',
    message: '`message`: the expression gives int, it must give string',
  },
  'an error in the third line of a block': {
    text: kubernetes(
      'each: workload\nexpression: |\n  object.spec.replicas > 1\n  && object.kind == "Deployment"\n  && nowhere\n',
    ),
    at: '&& nowhere',
    message: '`expression`: unknown variable `nowhere`',
  },
  'comprehensions that nest three deep': {
    text: expression('[1].all(a, [1].all(b, [1].all(c, a + b == c)))'),
    at: 'expression',
    message:
      '`expression`: comprehensions nest deeper than 2; put the inner part into a variable',
  },
  'cel.bind that nests too deep': {
    text: expression(
      "cel.bind(a, 'x', cel.bind(b, a + a, cel.bind(c, b + b, cel.bind(d, c + c, cel.bind(e, d + d, e == '')))))",
    ),
    at: 'expression',
    message: '`expression`: cel.bind() nests deeper than 4; use variables',
  },
  'an expression too long': {
    text: expression(`'${'x'.repeat(9_000)}' != ''`),
    at: 'expression',
    message:
      '`expression`: the expression is 9008 characters long, the most is 8000',
  },
  'an expression of too many parts': {
    text: expression(Array.from({ length: 900 }, () => '!true').join('||')),
    at: 'expression',
    message: '`expression`: Exceeded maxAstNodes (2000)',
  },
  'a pattern that RE2 does not know': {
    text: expression("object.kind.matches('^(?=x)')"),
    at: 'expression',
    message: '`expression`: the pattern is no valid RE2 regular expression',
  },
  'an iteration variable that hides another': {
    text: expression('[1].all(object, object == 1)'),
    at: 'expression',
    message:
      '`expression`: the iteration variable `object` hides the variable of the same name',
  },
  'a variable twice': {
    text: kubernetes(
      'each: workload\nvariables:\n  - { name: a, expression: "1" }\n  - { name: a, expression: "2" }\nexpression: "true"',
    ),
    at: '{ name: a, expression: "2"',
    message: 'the variable `a` is declared twice',
  },
  'a read whose name is taken': {
    text: kubernetes(
      'each: workload\nreads:\n  object: { resource: services, relation: selectsPods }\nexpression: "true"',
    ),
    at: 'object:',
    message: '`object` is taken; give this read another name',
  },
  'an unknown relation': {
    text: kubernetes(
      'each: workload\nreads:\n  services: { resource: services, relation: selectPods }\nexpression: "true"',
    ),
    at: 'services:',
    message:
      '`relation` must be one of selectsPods, targets, namespace, cluster, ownedBy, usedBy, routesTo, binds, grants, hosts (did you mean `selectsPods`?)',
  },
  'a relation that the subject does not have': {
    text: kubernetes(
      'each: namespace\nreads:\n  autoscalers: { resource: horizontalpodautoscalers.autoscaling, relation: targets }\nexpression: "true"',
    ),
    at: 'autoscalers:',
    message:
      'a namespace has no relation `targets`; possible: namespace, cluster',
  },
  'a relation that leads elsewhere': {
    text: kubernetes(
      'each: workload\nreads:\n  bindings: { resource: roles.rbac.authorization.k8s.io, relation: binds }\nexpression: "true"',
    ),
    at: 'bindings:',
    message:
      '`binds` leads to rolebindings.rbac.authorization.k8s.io or clusterrolebindings.rbac.authorization.k8s.io, not to `roles.rbac.authorization.k8s.io`',
  },
  'a cluster-wide resource in a namespace': {
    text: kubernetes(
      'each: workload\nreads:\n  machines: { resource: nodes, relation: namespace }\nexpression: "true"',
    ),
    at: 'machines:',
    message: '`nodes` has no namespace; use the relation `cluster`',
  },
  'a subject that does not exist': {
    text: kubernetes('each: containers\nexpression: "true"'),
    at: 'each',
    message:
      '`each` names no subject: `containers` (did you mean `container`?)',
  },
  'a resource without a relation': {
    text: kubernetes(
      'each: ingresses.networking.k8s.io\nnone: { result: fail, rule: one exists }\nexpression: "true"',
    ),
    at: 'each',
    message:
      '`each: ingresses.networking.k8s.io` needs `relation`: which objects, from the workloads',
  },
  'a subject that may be missing, without saying what that means': {
    text: kubernetes('each: pod\nexpression: "true"'),
    at: 'each',
    message: '`each: pod` needs `none`: what no object at all means',
  },
  'container fields for a workload': {
    text: kubernetes('each: workload\nof: pods\nexpression: "true"'),
    at: 'of:',
    message: '`of` is only for `each: container`',
  },
  'a default outside its bounds': {
    text: checkYaml(
      'each: workload\nexpression: "true"',
      'params:\n  replicas: { type: integer, default: 0, minimum: 1 }\n',
    ),
    at: 'replicas:',
    message: 'the default of the param `replicas` must be at least 1',
  },
  'a default of the wrong type': {
    text: checkYaml(
      'each: workload\nexpression: "true"',
      'params:\n  replicas:\n    type: integer\n    default: "2"\n',
    ),
    at: 'default:',
    message: 'the default of the param `replicas` must be of type integer',
  },
  'secrets without the extended grant': {
    text: kubernetes(
      'each: workload\nreads:\n  secrets: { resource: secrets, relation: usedBy }\nexpression: secrets.size() > 0',
    ),
    at: 'each',
    message: 'a check that reads `secrets` must say `grant: extended`',
  },
  'a case with a misspelt field': {
    text: `${GOOD}cases:\n  - name: it passes\n    result: pass\n    object: []\n`,
    at: 'object: []',
    message: 'unknown field `object` (did you mean `objects`?)',
  },
};

describe('a mistake in a check', () => {
  it.each(Object.entries(CASES))('%s', async (_, { text, at, message }) => {
    const errors = await errorsOf({ checks: { [FILE]: text } });
    // Where a quote is not closed, the parser says the line where it gave up.
    const line = at === 'END' ? text.split('\n').length : lineOf(text, at);
    expect(errors[0].split(': ', 1)[0]).toBe(`${FILE}:${line}`);
    expect(errors[0]).toContain(message);
    expect(errors.join('')).not.toContain('\n');
  });

  it('leaves the other checks working', async () => {
    const { checks, errors } = await compileTexts({
      checks: {
        [FILE]: GOOD,
        'checks/health/broken.yaml': 'id: broken\n',
      },
    });
    expect([...checks.keys()]).toEqual(['web-ready']);
    expect(errors.length).toBeGreaterThan(0);
  });

  it('is told of the second check with an id, and the first stays', async () => {
    const texts = { [FILE]: GOOD, 'checks/other/web-ready.yaml': GOOD };
    expect(await errorsOf({ checks: texts })).toEqual([
      `checks/other/web-ready.yaml:1: duplicate check id \`web-ready\`, first used at ${FILE}:1`,
    ]);
    expect(
      (await compileTexts({ checks: texts })).checks.get('web-ready')
        ?.definition.area,
    ).toBe('health');
  });

  it('refuses a bomb of aliases', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const uses =
        level === 0
          ? '"x"'
          : Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ');
      return `  - &a${level} [${uses}]\n`;
    });
    expect(
      await errorsOf({
        checks: { [FILE]: `${GOOD}fixtures:\n${levels.join('')}` },
      }),
    ).toEqual([`${FILE}:1: the aliases of this file expand to too much`]);
  });

  it('refuses a file over the size limit', async () => {
    const text = `${GOOD}# ${'x'.repeat(10_000_000)}`;
    const [error] = await errorsOf({ checks: { [FILE]: text } });
    expect(error).toMatch(
      /web-ready\.yaml:1: the file has \d+ bytes, the most is 1000000$/,
    );
  });
});
