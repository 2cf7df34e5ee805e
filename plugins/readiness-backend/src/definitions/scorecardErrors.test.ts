/** Every mistake in a scorecard is told in one line with file and line; a broken item is never a pass. */
import {
  checkYaml,
  compileTexts,
  errorsOf,
  scorecardYaml,
} from './__testing__/definitions';

const FILE = 'scorecards/baseline.yaml';
const CHECKS = {
  'checks/health/web-ready.yaml': checkYaml(
    'each: workload\nexpression: object.spec.replicas >= params.replicas',
    'params:\n  replicas: { type: integer, default: 2, minimum: 1, maximum: 9 }\n  zones: { type: array, default: [], items: { type: string } }\n',
  ),
  'checks/health/pdb-covers-workload.yaml': checkYaml(
    'each: workload\nexpression: "true"',
  ).replace('web-ready', 'pdb-covers-workload'),
  'checks/health/broken.yaml': 'id: broken\n',
};

const lineOf = (text: string, marker: string) =>
  text.slice(0, text.indexOf(marker)).split('\n').length;

const item = (fields: string) =>
  scorecardYaml(
    `- id: '001'\n  text: It is ready\n  severity: blocking\n${fields.replace(
      /^/gm,
      '  ',
    )}`,
  );

/** Mistakes that break one item; the scorecard stays. */
const IN_ITEM: Record<string, { text: string; at: string; message: string }> = {
  'a check that does not exist': {
    text: item('check: pdb-covers'),
    at: 'check:',
    message:
      'no check has the id `pdb-covers`: known ids near it are `pdb-covers-workload`',
  },
  'a check that is nowhere near any': {
    text: item('check: entirely-different-thing'),
    at: 'check:',
    message: 'no check has the id `entirely-different-thing`',
  },
  'a check that did not load': {
    text: item('check: broken'),
    at: 'check:',
    message: 'the check `broken` did not load; its own errors say why',
  },
  'an undeclared param': {
    text: item('check: web-ready\nparams: { replica: 3 }'),
    at: 'params:',
    message:
      'the check `web-ready` has no param `replica` (did you mean `replicas`?)',
  },
  'a param out of bounds': {
    text: item('check: web-ready\nparams:\n  replicas: 10'),
    at: 'replicas: 10',
    message: 'the param `replicas` must be at most 9',
  },
  'a param of the wrong type': {
    text: item('check: web-ready\nparams:\n  replicas: 2.5'),
    at: 'replicas: 2.5',
    message: 'the param `replicas` must be of type integer',
  },
  'a list with entries of the wrong type': {
    text: item('check: web-ready\nparams:\n  zones: [1]'),
    at: 'zones:',
    message: 'the param `zones` must hold entries of type string',
  },
  'a param in an override': {
    text: item(
      'check: web-ready\noverrides:\n  - when: { spec.tier: one }\n    params: { replicas: 0 }',
    ),
    at: 'params: { replicas: 0',
    message: 'the param `replicas` must be at least 1',
  },
  'an unknown operator in a predicate': {
    text: item(
      'check: web-ready\noverrides:\n  - when: { spec.tier: { $equals: one } }\n    severity: recommended',
    ),
    at: 'when:',
    message: 'unknown operator `$equals` in the predicate',
  },
  'a cohort that is no predicate': {
    text: item(
      'check: web-ready\nenforcement: { mode: enforce, cohort: { spec.tier: [one] } }',
    ),
    at: 'enforcement:',
    message: 'not a valid filter predicate',
  },
  'neither check nor evidence': {
    text: item('weight: 2'),
    at: "id: '001'",
    message: 'the item `001` must have exactly one of `check`, `allOf`, `view`',
  },
  'params beside allOf': {
    text: item('allOf: [{ check: web-ready }]\nparams: { replicas: 3 }'),
    at: 'params:',
    message: '`params` belong to the entries of `allOf`',
  },
  'an environment that app-config does not know': {
    text: item('check: web-ready\nenvironments: [prodution]'),
    at: 'environments:',
    message:
      'no environment is called `prodution` (did you mean `production`?)',
  },
};

/** Mistakes that leave no scorecard to stand on. */
const IN_SCORECARD: Record<
  string,
  { text: string; at: string; message: string }
> = {
  'a misspelt field of an item': {
    text: item('check: web-ready').replace('severity', 'severty'),
    at: 'severty',
    message: 'unknown field `severty` (did you mean `severity`?)',
  },
  'an item id twice': {
    text: scorecardYaml(
      "- { id: '004.01.01', text: A, check: web-ready, severity: blocking }\n- { id: '004.01.01', text: B, check: web-ready, severity: blocking }",
    ),
    at: "{ id: '004.01.01', text: B",
    message: 'duplicate item id `004.01.01`, first used at line 9',
  },
  'an item id that YAML reads as a number': {
    text: item('check: web-ready').replace("'001'", '1.1'),
    at: 'id: 1.1',
    message: '`id` must be text: put it in quotes',
  },
  'an invalid appliesTo': {
    text: item('check: web-ready').replace(
      '{ kind: Component }',
      '{ kind: { $inn: [Component] } }',
    ),
    at: 'appliesTo',
    message: 'unknown operator `$inn` in the predicate',
  },
  'an unknown enforcement': {
    text: item('check: web-ready\nenforcement: enforced'),
    at: 'enforcement:',
    message:
      '`enforcement` must be one of shadow, warn, enforce (did you mean `enforce`?)',
  },
  'a date that is none': {
    text: item(
      'check: web-ready\nenforcement: { mode: enforce, enforceFrom: soon }',
    ),
    at: 'enforcement:',
    message: '`enforceFrom` must be an ISO 8601 date such as 2027-01-01',
  },
  'a gate over an unknown environment': {
    text: item('check: web-ready').replace(
      'sections:',
      'gate: { environments: [live] }\nsections:',
    ),
    at: 'gate:',
    message: 'no environment is called `live`',
  },
  'an owner that is no entity': {
    text: item('check: web-ready').replace(
      'sections:',
      'owner: the platform team\nsections:',
    ),
    at: 'owner:',
    message:
      '`owner` must be an entity reference such as `group:default/platform`',
  },
};

const texts = (text: string) => ({
  checks: CHECKS,
  scorecards: { [FILE]: text },
  environmentsKnown: ['production', 'staging'],
});

const ownErrors = async (text: string) =>
  (await errorsOf(texts(text))).filter(error => error.startsWith(FILE));

describe('a mistake in an item', () => {
  it.each(Object.entries(IN_ITEM))('%s', async (_, { text, at, message }) => {
    const errors = await ownErrors(text);
    expect(errors[0].split(': ', 1)[0]).toBe(`${FILE}:${lineOf(text, at)}`);
    expect(errors[0]).toContain(message);
    expect(errors.join('')).not.toContain('\n');

    const { scorecards } = await compileTexts(texts(text));
    const [compiled] = scorecards.get('baseline')!.items;
    expect(compiled.broken).toContain(message);
    expect(compiled.questions).toEqual([]);
    expect(compiled.definition.notEvaluated).toBeUndefined();
  });
});

describe('a mistake in a scorecard', () => {
  it.each(Object.entries(IN_SCORECARD))(
    '%s',
    async (_, { text, at, message }) => {
      const errors = await ownErrors(text);
      expect(errors[0].split(': ', 1)[0]).toBe(`${FILE}:${lineOf(text, at)}`);
      expect(errors[0]).toContain(message);
      const { scorecards } = await compileTexts(texts(text));
      expect(scorecards.size).toBe(0);
    },
  );

  it('leaves the other scorecards working', async () => {
    const good = item('check: web-ready').replace('id: baseline', 'id: other');
    const { scorecards, errors } = await compileTexts({
      checks: CHECKS,
      scorecards: { [FILE]: 'id: [', 'scorecards/other.yaml': good },
    });
    expect([...scorecards.keys()]).toEqual(['other']);
    expect(errors.some(({ file }) => file === FILE)).toBe(true);
  });
});

describe('an item that loads', () => {
  const itemOf = async (fields: string) => {
    const { scorecards } = await compileTexts(texts(item(fields)));
    return scorecards.get('baseline')!.items[0];
  };

  it.each([
    ['check: web-ready', ['web-ready']],
    ['check: web-ready\nparams: { replicas: 2 }', ['web-ready']],
    ['check: web-ready\nscope: namespace', ['web-ready@namespace']],
    [
      'allOf: [{ check: web-ready }, { check: pdb-covers-workload }]',
      ['web-ready', 'pdb-covers-workload'],
    ],
  ])(
    'has a key that names check, params and scope: %s',
    async (fields, keys) => {
      expect((await itemOf(fields)).questions.map(({ key }) => key)).toEqual(
        keys,
      );
    },
  );

  it('gives params of its own a digest, the same for the same params', async () => {
    const [a] = (await itemOf('check: web-ready\nparams: { replicas: 3 }'))
      .questions;
    const [b] = (
      await itemOf('check: web-ready\nparams: { zones: [], replicas: 3 }')
    ).questions;
    expect(a.key).toMatch(/^web-ready#[0-9a-f]{12}$/);
    expect(b.key).toBe(a.key);
    expect(a.params).toEqual({ replicas: 3, zones: [] });
  });

  it('has the defaults', async () => {
    expect((await itemOf('check: web-ready')).definition).toMatchObject({
      enforcement: { mode: 'enforce' },
      scope: 'workload',
      waivable: true,
      maxWaiverDays: 90,
      weight: 1,
      responsible: 'owner',
    });
  });

  it('compiles overrides and the cohort', async () => {
    const { overrides, cohort } = await itemOf(
      'check: web-ready\nenforcement: { mode: enforce, cohort: { spec.tier: one } }\noverrides:\n  - { when: { spec.type: website }, severity: recommended, params: { replicas: 1 } }',
    );
    expect(overrides[0].matches({ spec: { type: 'website' } })).toBe(true);
    expect(overrides[0].matches({ spec: { type: 'service' } })).toBe(false);
    expect(overrides[0].questions?.[0].params).toEqual({
      replicas: 1,
      zones: [],
    });
    expect(overrides[0].severity).toBe('recommended');
    expect(cohort?.({ spec: { tier: 'one' } })).toBe(true);
    expect(cohort?.({ spec: { tier: 'two' } })).toBe(false);
  });

  it('is no question but a computed part of the report', async () => {
    const compiled = await itemOf('view: readiness-score');
    expect(compiled.definition.view).toBe('readiness-score');
    expect(compiled.definition.notEvaluated).toBe(
      'a part of the report, computed from the other items',
    );
    expect(compiled.questions).toEqual([]);
    expect(compiled.broken).toBeUndefined();
  });
});
