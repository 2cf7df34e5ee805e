/** Mistakes in evidence of kind `catalog`, each told in one line with file and line; and what is no mistake. */
import {
  compileTexts,
  errorsOf,
  scorecardYaml,
} from './__testing__/definitions';

const FILE = 'checks/people/owner-known.yaml';

function checkYaml(catalog: string, after = '', params = ''): string {
  return `id: owner-known
title: The owner is known
why: Because.
fix: Name one.
responsible: owner
${params}evidence:
  - catalog:
${catalog.trimEnd().replace(/^/gm, '      ')}
${after}`;
}

const OWNERS = 'reads:\n  owners: { relation: ownedBy }\n';
const SAID =
  '  - attestation: { statement: It is so., by: owner, validFor: P1D }\n';

const lineOf = (text: string, marker: string) =>
  text.slice(0, text.indexOf(marker)).split('\n').length;

const MISTAKES: Record<string, { text: string; at: string; message: string }> =
  {
    'a name that no read declares': {
      text: checkYaml('expression: owners.size() > 0'),
      at: 'expression',
      message: 'owners',
    },
    'a relation in the wrong case': {
      text: checkYaml(
        'reads:\n  owners: { relation: ownedby }\nexpression: "true"',
      ),
      at: 'owners:',
      message: 'no relation is called `ownedby` (did you mean `ownedBy`?)',
    },
    'a misspelt relation on the way': {
      text: checkYaml(
        'reads:\n  members: { relation: [ownedBy, hasMembers] }\nexpression: "true"',
      ),
      at: 'members:',
      message: 'no relation is called `hasMembers` (did you mean `hasMember`?)',
    },
    'a way that is too long': {
      text: checkYaml(
        'reads:\n  all: { relation: [ownedBy, childOf, childOf, childOf] }\nexpression: "true"',
      ),
      at: 'all:',
      message: 'relation',
    },
    'a read with the name of a variable': {
      text: checkYaml(
        'reads:\n  entity: { relation: ownedBy }\nexpression: "true"',
      ),
      at: 'entity:',
      message: '`entity` is taken; give this read another name',
    },
    'one by one, of nothing that is read': {
      text: checkYaml(
        `${OWNERS}each: owner\nnone: { result: fail, rule: there is one }\nexpression: "true"`,
      ),
      at: 'each',
      message:
        '`each` must be a name in `reads`; there is no `owner` (did you mean `owners`?)',
    },
    'one by one, without saying what none means': {
      text: checkYaml(`${OWNERS}each: owners\nexpression: "true"`),
      at: 'each',
      message: '`each: owners` needs `none`: what no entity at all means',
    },
    'none of what is not asked one by one': {
      text: checkYaml(
        'none: { result: fail, rule: there is one }\nexpression: "true"',
      ),
      at: 'none',
      message: '`none` is only for `each`',
    },
    'a param that is not declared': {
      text: checkYaml(
        'reads:\n  parts: { relation: dependsOn, verdictOn: { param: scorecard } }\nexpression: "true"',
      ),
      at: 'parts:',
      message: 'the check declares no param `scorecard`',
    },
    'a scorecard that entities may choose': {
      text: checkYaml(
        'reads:\n  parts: { relation: dependsOn, verdictOn: { param: on } }\nexpression: "true"',
        '',
        'params: { on: { type: string, default: base, entityMaySet: true } }\n',
      ),
      at: 'parts:',
      message: 'the param `on` names a scorecard, so entities may not set it',
    },
    'nobody to ask where the catalog cannot tell': {
      text: checkYaml(
        'tells: [{ rule: it says so, expression: "true" }]\nexpression: "true"',
      ),
      at: 'tells',
      message: '`tells` needs another kind of evidence after it',
    },
    'a cluster that is asked after it': {
      text: checkYaml(
        'expression: "true"',
        '  - kubernetes: { each: workload, expression: "true" }\n',
      ),
      at: '- catalog',
      message: '`catalog` comes after `kubernetes`, not before it',
    },
    'a field of evidence that there is not': {
      text: checkYaml('expresion: "true"\nexpression: "true"'),
      at: 'expresion',
      message: 'unknown field `expresion` (did you mean `expression`?)',
    },
    'an object of a cluster': {
      text: checkYaml('expression: cluster.name == "east"'),
      at: 'expression',
      message: 'cluster',
    },
  };

describe('a mistake in evidence of the catalog', () => {
  it.each(Object.entries(MISTAKES))('%s', async (_, { text, at, message }) => {
    const errors = await errorsOf({ checks: { [FILE]: text } });
    expect(errors[0]?.split(': ', 1)[0]).toBe(`${FILE}:${lineOf(text, at)}`);
    expect(errors[0]).toContain(message);
  });

  it('is not a relation that a processor of the installation writes', async () => {
    const text = checkYaml(
      'reads:\n  lakes: { relation: drainsInto }\ntells: [{ rule: it says so, expression: lakes.size() > 0 }]\nexpression: "true"',
      SAID,
    );
    const { checks, errors } = await compileTexts({ checks: { [FILE]: text } });
    expect(errors).toEqual([]);
    expect(checks.get('owner-known')?.definition.evidence[0]).toEqual({
      kind: 'catalog',
      each: 'entity',
      reads: ['drainsInto'],
      expression: 'true',
      where: [],
    });
  });

  it('has a revision that follows what decides, and not the words', async () => {
    const revision = async (text: string) =>
      (await compileTexts({ checks: { [FILE]: text } })).checks.get(
        'owner-known',
      )!.definition.revision;
    const base = checkYaml(`${OWNERS}expression: owners.size() > 0`);
    const first = await revision(base);
    expect(await revision(`${base}`.replace('> 0', '> 1'))).not.toBe(first);
    expect(await revision(base.replace('ownedBy', 'dependsOn'))).not.toBe(
      first,
    );
    const worded = checkYaml(
      `${OWNERS}expression: owners.size() > 0\nmessage: "'nobody'"`,
    );
    expect(await revision(worded)).toBe(first);
  });
});

describe('which reads the texts of a finding speak of', () => {
  it.each([
    ["'nobody'", []],
    ['owners[0].metadata.name', ['owners']],
    ['variables.names', ['owners']],
    ['variables.through', ['owners']],
    ["variables.parts.join(', ')", ['parts']],
    [
      "string(parts.exists(p, p.kind == 'API')) + variables.names",
      ['owners', 'parts'],
    ],
    ['entity.metadata.name', []],
  ])('%s', async (message, told) => {
    const text = checkYaml(`reads:
  owners: { relation: ownedBy }
  parts: { relation: hasPart }
variables:
  - { name: names, expression: "owners.map(o, o.metadata.name).join(', ')" }
  - { name: through, expression: variables.names + '!' }
  - { name: parts, expression: "parts.map(p, p.metadata.name)" }
expression: owners.size() > 0
message: ${JSON.stringify(message)}
`);
    const { checks, errors } = await compileTexts({ checks: { [FILE]: text } });
    expect(errors).toEqual([]);
    expect(checks.get('owner-known')!.evidence[0]).toMatchObject({
      told: new Set(told),
    });
  });
});

describe('verdicts of other scorecards', () => {
  const READY = {
    'checks/gates/parts-ready.yaml': `id: parts-ready
title: They are ready
why: Because.
fix: Wait.
responsible: owner
params: { on: { type: string, default: base } }
evidence:
  - catalog:
      reads: { parts: { relation: dependsOn, verdictOn: { param: on } } }
      expression: parts.all(p, p.?verdict.orValue('ready') == 'ready')
`,
    [FILE]: checkYaml('expression: "true"'),
  };
  const scorecard = (id: string, on?: string) =>
    scorecardYaml(
      on
        ? `- { id: '${id}.01', text: Parts, check: parts-ready, severity: blocking, params: { on: ${on} } }`
        : `- { id: '${id}.01', text: Owner, check: owner-known, severity: blocking }`,
    ).replace('id: baseline', `id: ${id}`);
  const load = (on: Record<string, string | undefined>) =>
    compileTexts({
      checks: READY,
      scorecards: Object.fromEntries(
        Object.entries(on).map(([id, other]) => [
          `scorecards/${id}.yaml`,
          scorecard(id, other),
        ]),
      ),
    });

  it('may be read in a row', async () => {
    const { errors, scorecards } = await load({
      top: 'middle',
      middle: 'base',
      base: undefined,
    });
    expect(errors).toEqual([]);
    expect(scorecards.get('top')!.items[0].questions).toHaveLength(1);
  });

  it.each([
    [{ top: 'top' }, 'top → top', 1],
    [{ top: 'other', other: 'top' }, 'top → other → top', 2],
    [{ top: 'a', a: 'b', b: 'a' }, 'a → b → a', 2],
  ])('may not come back to where they started: %j', async (on, way, broken) => {
    const { errors, scorecards } = await load(on);
    expect(errors.map(({ message }) => message).join()).toContain(way);
    expect(errors).toHaveLength(broken);
    expect(errors[0].line).toBe(9);
    const items = [...scorecards.values()].flatMap(one => one.items);
    expect(items.filter(item => item.broken)).toHaveLength(broken);
  });

  it('are of a scorecard that exists', async () => {
    const { errors } = await load({ top: 'bases', base: undefined });
    expect(errors.map(({ message }) => message)).toEqual([
      'the verdicts of `bases` cannot be read: there is no such scorecard (did you mean `base`?)',
    ]);
  });
});
