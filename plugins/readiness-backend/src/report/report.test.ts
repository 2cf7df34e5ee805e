import type {
  AnswerView,
  GateDetail,
  ItemView,
  ScorePoint,
  TransitionView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { buildReport } from './build';
import { reportCsv } from './csv';
import { reportMarkdown } from './markdown';

const NOW = new Date('2026-11-21T12:00:00Z');

const answer = (fields: Partial<AnswerView>): AnswerView => ({
  check: 'a-check',
  cluster: 'prod',
  environment: 'production',
  result: 'pass',
  observedAt: '2026-11-21T11:00:00.000Z',
  ...fields,
});

const item = (id: string, fields: Partial<ItemView> = {}): ItemView => ({
  id,
  text: `Text of ${id}`,
  severity: 'blocking',
  weight: 1,
  enforcement: { mode: 'enforce' },
  enforced: true,
  scope: 'workload',
  responsible: 'owner',
  result: 'pass',
  changing: false,
  waitingOn: [],
  holds: false,
  answers: [answer({ result: fields.result ?? 'pass' })],
  checks: [
    {
      id: 'a-check',
      title: 'A check',
      why: 'Because',
      fix: 'Run `kubectl -n NAMESPACE describe deployment NAME`.',
      reads: [],
      evidence: ['kubernetes'],
    },
  ],
  ...fields,
});

const failing = item('a.2', {
  result: 'fail',
  waitingOn: ['service'],
  holds: true,
  answers: [
    answer({
      result: 'fail',
      findingsTotal: 3,
      findings: [
        {
          cluster: 'prod',
          environment: 'production',
          namespace: 'shop',
          kind: 'Deployment',
          name: 'web',
          message: 'one replica | of two',
          found: '1',
          wanted: '2',
        },
      ],
    }),
  ],
});
const waived = item('a.3', {
  result: 'waived',
  answers: [
    answer({
      result: 'waived',
      waiver: { id: 'w', until: '2027-03-01T00:00:00.000Z', reason: 'Later' },
    }),
  ],
});
const later = item('b.1', {
  severity: 'recommended',
  enforced: false,
  enforcement: { mode: 'enforce', enforceFrom: '2027-01-01' },
  result: 'unknown',
  waitingOn: ['platform'],
  answers: [
    answer({ result: 'unknown', cause: 'forbidden', message: 'no grant' }),
  ],
});
const stated = item('b.2', {
  result: 'pass',
  answers: [answer({ stated: true })],
  checks: [{ ...item('x').checks[0], evidence: ['report'] }],
});
const excluded = item('b.3', {
  result: 'notApplicable',
  answers: [answer({ result: 'notApplicable', message: 'Only where it is' })],
});
const computed = item('b.4', {
  result: 'unknown',
  view: 'readiness-score',
  claim: '85-90%',
  notEvaluated: 'a part of the report',
  answers: [],
  checks: [],
});

const detail = (fields: Partial<GateDetail> = {}): GateDetail => ({
  entityRef: 'component:default/web',
  scorecard: {
    id: 'list',
    title: 'A *list*',
    description: 'Of things',
    items: 7,
    blocking: 5,
    notEvaluated: 1,
  },
  own: {
    verdict: 'blocked',
    waitingOn: ['service'],
    score: { value: 50, low: 40, high: 60 },
    coverage: { applicable: 5, machineRead: 3, stated: 1 },
    counts: {
      fail: 1,
      unknown: 1,
      pending: 0,
      waived: 1,
      pass: 2,
      notApplicable: 1,
    },
    blocking: 1,
    notEvaluated: 1,
  },
  onPlatformUnknown: 'hold',
  claim: 'READY FOR PRODUCTION',
  environments: [],
  sections: [
    {
      id: 'a',
      title: 'First',
      claim: '✅',
      items: [item('a.1'), failing, waived],
    },
    { id: 'b', title: 'Second', items: [later, stated, excluded, computed] },
    { id: 'c', title: 'Third', items: [excluded] },
  ],
  clusters: [],
  redacted: false,
  ...fields,
});

const point = (day: string, value: number): ScorePoint => ({
  day,
  verdict: 'blocked',
  score: { value, low: value, high: value },
});
const change = (id: string, to: string, at: string): TransitionView => ({
  item: id,
  at,
  to,
  from: 'fail',
  cluster: 'prod',
  environment: 'production',
  cause: 'service',
  evidence: {},
});

const reportOf = (
  fields: Partial<GateDetail> = {},
  more: Partial<Parameters<typeof buildReport>[0]> = {},
) =>
  buildReport({
    detail: detail(fields),
    weights: new Map(
      ['a.1', 'a.2', 'a.3', 'b.1', 'b.2', 'b.3'].map(id => [id, 1]),
    ),
    scores: [],
    changes: [],
    since: new Date('2026-11-14T12:00:00Z'),
    now: NOW,
    ...more,
  });

describe('the report', () => {
  it('ticks what passed or does not apply, and nothing else', () => {
    const ticked = reportOf().sections.flatMap(({ items }) =>
      items.filter(it => it.ticked).map(({ id }) => id),
    );
    expect(ticked).toEqual(['a.1', 'b.2', 'b.3', 'b.3']);
  });

  it('gives each section status, score and coverage by its own items', () => {
    expect(
      reportOf().sections.map(({ status, score, answered }) => ({
        status,
        score,
        answered,
      })),
    ).toEqual([
      {
        status: 'partial',
        score: { value: 50, low: 50, high: 50 },
        answered: 100,
      },
      {
        status: 'partial',
        score: { value: 100, low: 50, high: 100 },
        answered: 50,
      },
      { status: 'empty', score: { low: 100, high: 100 }, answered: 100 },
    ]);
    const none = reportOf({
      sections: [{ id: 'a', title: 'First', items: [failing] }],
    });
    expect(none.sections[0].status).toBe('pending');
    const all = reportOf({
      sections: [{ id: 'a', title: 'First', items: [stated] }],
    });
    expect(all.sections[0].status).toBe('complete');
  });

  it('lists what is open by what it does to the gate', () => {
    const { blocking, niceToHave, nextSteps, technicalDebt } = reportOf();
    const ids = (items: { id: string }[]) => items.map(({ id }) => id);
    expect(ids(blocking)).toEqual(['a.2']);
    expect(ids(niceToHave)).toEqual(['b.1']);
    expect(ids(nextSteps)).toEqual(['a.2', 'b.1']);
    expect(ids(technicalDebt.critical)).toEqual(['a.2']);
    expect(ids(technicalDebt.important)).toEqual(['a.3']);
    expect(ids(technicalDebt.future)).toEqual(['b.1']);
    expect(technicalDebt.important[0]).toMatchObject({
      worth: 0,
      due: '2027-03-01T00:00:00.000Z',
      why: 'waived until 2027-03-01',
    });
    expect(nextSteps[0]).toMatchObject({
      worth: 25,
      why: 'one replica | of two (and 2 more)',
      commands: 'Run `kubectl -n shop describe deployment web`.',
    });
    expect(nextSteps[1]).toMatchObject({
      due: '2027-01-01',
      why: 'forbidden: no grant',
    });
  });

  it('puts nothing but names into commands', () => {
    const hostile = {
      ...failing,
      answers: [
        {
          ...failing.answers[0],
          findings: [
            { ...failing.answers[0].findings![0], name: 'web; rm -rf /' },
          ],
        },
      ],
    };
    const [step] = reportOf({
      sections: [{ id: 'a', title: 'First', items: [hostile] }],
    }).nextSteps;
    expect(step.commands).toBe(
      'Run `kubectl -n shop describe deployment NAME`.',
    );
  });

  it('counts as achieved what turned to pass since, and still does', () => {
    const { achievements } = reportOf(
      {},
      {
        changes: [
          change('a.1', 'pass', '2026-11-20T08:00:00Z'),
          change('a.2', 'pass', '2026-11-19T08:00:00Z'),
          change('b.2', 'pass', '2026-11-01T08:00:00Z'),
          change('b.2', 'fail', '2026-11-20T08:00:00Z'),
        ],
      },
    );
    expect(achievements).toEqual([
      { id: 'a.1', text: 'Text of a.1', at: '2026-11-20T08:00:00Z' },
    ]);
  });

  it('names measured items with what was found', () => {
    const measured = {
      ...failing,
      checks: [{ ...failing.checks[0], evidence: ['prometheus' as const] }],
    };
    expect(
      reportOf({
        sections: [{ id: 'a', title: 'First', items: [measured, stated] }],
      }).metrics,
    ).toMatchObject([
      { id: 'a.2', source: 'prometheus', found: '1', wanted: '2' },
      { id: 'b.2', source: 'report', result: 'pass' },
    ]);
  });

  it('keeps one point a week, the last', () => {
    const scores = [
      point('2026-11-20', 80),
      point('2026-11-16', 70),
      point('2026-11-15', 60),
      point('2025-12-29', 10),
    ];
    expect(reportOf({}, { scores }).progression.map(({ day }) => day)).toEqual([
      '2025-12-29',
      '2026-11-15',
      '2026-11-20',
    ]);
  });

  it.each([
    ['reached', 50, '2026-12-31', [], undefined],
    ['missed', 95, '2026-11-21', [], undefined],
    ['tooEarly', 95, '2026-12-31', [point('2026-11-15', 40)], undefined],
    ['behind', 95, '2026-12-31', [point('2026-10-22', 60)], undefined],
    ['behind', 95, '2026-12-31', [point('2026-10-22', 40)], '2027-04-07'],
    ['onTrack', 60, '2026-12-31', [point('2026-10-22', 40)], '2026-12-22'],
  ])('says %s of the target', (state, score, date, scores, forecast) => {
    const { target } = reportOf({ target: { score, date } }, { scores });
    expect(target).toEqual({
      score,
      date,
      state,
      ...(forecast && { forecast }),
    });
  });
});

describe('as Markdown', () => {
  it('is the checklist with true ticks, and the claims beside the evidence', async () => {
    const text = await reportMarkdown(reportOf());
    expect(text).toContain('# A \\*list\\*: component:default/web');
    expect(text).toContain(
      'The checklist says of itself: **READY FOR PRODUCTION**',
    );
    expect(text).toContain(
      'The checklist says: **✅**. The evidence says: 1 of 3 passed.',
    );
    expect(text).toContain('- [x] a.1 Text of a.1\n');
    expect(text).toContain(
      '- [ ] a.2 Text of a.2 — **fail, blocking**: one replica | of two (and 2 more)',
    );
    expect(text).toContain(
      '- [ ] a.3 Text of a.3 — **waived**: waived until 2027-03-01',
    );
    expect(text).toContain('- [x] b.2 Text of b.2 — **stated**');
    expect(text).toContain(
      '- b.4 Text of b.4 (the checklist says: 85-90%) — *a part of the report*',
    );
    expect(text).toContain('`kubectl -n shop describe deployment web`');
  });

  it('escapes what names and messages would mean', async () => {
    const text = await reportMarkdown(
      reportOf({
        sections: [
          {
            id: 'a',
            title: '<script>alert(1)</script>',
            items: [item('a.1', { text: '[x](javascript:alert(1)) `a`\n# b' })],
          },
        ],
      }),
    );
    expect(text).not.toMatch(/^# b/m);
    expect(text).not.toMatch(/(?<!\\)<script>/);
    expect(text).not.toContain('[x](javascript');
  });
});

describe('as CSV', () => {
  const lines = (text: string) => text.trim().split('\n');

  it('has a line for each item', () => {
    const [head, first, second] = lines(reportCsv(reportOf()));
    expect(head).toBe(
      'entity,scorecard,section,item,text,ticked,result,severity,enforced,responsible,stated,why,observedAt,claim',
    );
    expect(first).toBe(
      'component:default/web,list,First,a.1,Text of a.1,true,pass,blocking,true,owner,false,,2026-11-21T11:00:00.000Z,',
    );
    expect(second).toContain(',false,fail,');
    expect(lines(reportCsv(reportOf()))).toHaveLength(1 + 8);
  });

  it.each(['=1+1', '+1', '-1', '@x', '\t=1'])('holds no formula: %j', text => {
    const csv = reportCsv(
      reportOf({
        sections: [{ id: 'a', title: 'First', items: [item('a.1', { text })] }],
      }),
    );
    expect(csv).toContain(`,'${text.replace('\t', '\t')},`);
  });
});
