import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ENTITY, FakeReadinessApi } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { Report } from './Report';
import { Save } from './Save';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const PATH = { kind: 'component', namespace: 'default', name: 'x0tta6bl4' };
const saved = jest.fn((_name: string, _type: string, _text: string) => {});
jest.mock('./saveFile', () => ({
  saveFile: (name: string, type: string, text: string) =>
    saved(name, type, text),
}));

const address = () => screen.getByTestId('address').textContent;

async function show(options: Parameters<typeof renderReadiness>[1] = {}) {
  const api = options.api ?? new FakeReadinessApi(NOW);
  // The legacy app takes whatever has a `path` for a route.
  const Shown = () => (
    <>
      <Save path={PATH} scorecard="service-baseline" />
      <Report
        path={PATH}
        scorecard="service-baseline"
        readAt="once"
        now={NOW}
      />
    </>
  );
  return renderReadiness(<Shown />, {
    entity: ENTITY,
    route: '/?view=report',
    ...options,
    api,
  });
}

async function partOf(heading: string | RegExp) {
  const title = await screen.findByRole('heading', { level: 3, name: heading });
  return within(title.closest('section') as HTMLElement);
}

/** jsdom lays nothing out: a chart is drawn, or cannot be, as this says. */
let layout: jest.SpyInstance | undefined;
afterEach(() => layout?.mockRestore());
function layOut(measure: () => Partial<DOMRect>) {
  layout = jest
    .spyOn(Element.prototype, 'getBoundingClientRect')
    .mockImplementation(() => measure() as DOMRect);
}

describe('Report', () => {
  it('is read once', async () => {
    const { api } = await show();
    await partOf('Status by section');
    expect(api.calls).toEqual([
      ['getReadinessReport', PATH, 'service-baseline', {}],
    ]);
  });

  it('puts the claim of each section beside how far it is', async () => {
    await show();
    const table = (await partOf('Status by section')).getByRole('table');
    const rows = within(table).getAllByRole('row').slice(1);
    const cells = rows.map(row =>
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    );
    expect(cells).toEqual([
      ['Availability', 'partial', '4 of 6', '100 %', '✅ Completenot true'],
      ['Resources', 'partial', '1 of 3', '100 %', ''],
      [
        'Security & operations',
        'partial',
        '3 of 62 not evaluated yet',
        '66.7 %',
        '✅ READY FOR PRODUCTIONnot true',
      ],
      [
        'Production readiness score',
        'computed',
        '',
        '',
        '85-90%not provenblocked81.3 % (74.1 to 86.2 %)',
      ],
    ]);
  });

  it('says of what is open why, what it is worth, and leads to the item', async () => {
    await show();
    const steps = await partOf('Next steps (6)');
    const [first] = steps.getAllByRole('listitem');
    expect(first).toHaveTextContent(
      'failEvery long-running container has a readiness probe' +
        'container mesh-proxy receives traffic before it can answer (and 2 more)' +
        'worth 4.2 pointsblockingWaiting on serviceAvailability',
    );
    await userEvent.click(within(first).getByRole('link'));
    expect(address()).toBe('?item=baseline.03');
  });

  it('sorts what is owed into three tiers', async () => {
    await show();
    const debt = await partOf('Technical debt');
    const tiers = debt.getAllByRole('heading', { level: 4 });
    expect(tiers.map(tier => tier.textContent)).toEqual([
      'Critical (3)It blocks',
      'Important (3)It will block, is open, or is waived',
      'Future (1)Recommended',
    ]);
    expect(debt.getByText(/^waived until Dec 1, 2026/)).toBeVisible();
  });

  it('shows score and target, and the weeks as a picture and as a table', async () => {
    await show();
    const part = await partOf('Score and progression');
    expect(part.getByText('81.3 %')).toBeVisible();
    expect(part.getByText('on track')).toBeVisible();
    expect(part.getByText(/^If it goes on as it went:/)).toHaveTextContent(
      'Dec 8, 2026',
    );
    expect(part.getByRole('img')).toHaveAccessibleName(
      'Score from 50 % (35 to 65 %) on Oct 10, 2026 to 81.3 % (74.1 to 86.2 %) on Nov 21, 2026. The target is 95 %.',
    );
    await userEvent.click(
      part.getByRole('button', { name: 'Show as a table' }),
    );
    const [, newest] = within(part.getByRole('table')).getAllByRole('row');
    expect(newest).toHaveTextContent(
      'Nov 14, 2026blocked77.3 % (70.8 to 83.3 %)90 %',
    );
  });

  it('draws the chart once it is there', async () => {
    layOut(() => ({ width: 640, height: 240 }));
    const { container } = await show();
    await waitFor(() =>
      expect(container.querySelectorAll('.recharts-line')).toHaveLength(2),
    );
    // Of score and target; each told from the others by its pattern.
    expect(container.querySelectorAll('.recharts-reference-line')).toHaveLength(
      2,
    );
  });

  it('goes on without a chart that cannot be drawn', async () => {
    layOut(() => {
      throw new Error('no layout');
    });
    await show();
    const part = await partOf('Score and progression');
    expect(
      await part.findByText(/^The chart could not be drawn/),
    ).toBeVisible();
    expect(part.getByRole('button', { name: 'Show as a table' })).toBeEnabled();
  });

  it('shows what was measured, and how to mend what is open', async () => {
    await show();
    const metrics = await partOf('Key metrics');
    expect(metrics.getAllByRole('row')[1]).toHaveTextContent(
      'p95 latency stays below 100 msfail142 ms<= 100 msPrometheus4 minutes ago',
    );
    const commands = await partOf('How to mend it');
    const [probe, budget] = commands.getAllByRole('button', {
      expanded: undefined,
      name: /probe|Disruption/,
    });
    expect(probe).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(budget);
    expect(
      commands.getAllByRole('button', { name: 'Copy code' })[0],
    ).toBeVisible();
  });

  it('says what was achieved, and where nothing was', async () => {
    await show();
    const part = await partOf('Achievements (2)');
    expect(part.getAllByRole('listitem')[0]).toHaveTextContent(
      'Pods are spread over nodesNov 19, 2026',
    );
  });

  it('brings the part that the address names into view, and the keyboard there', async () => {
    await show({ route: '/?view=report&part=score-target' });
    const heading = await screen.findByRole('heading', {
      name: 'Score and progression',
    });
    await waitFor(() => expect(heading).toHaveFocus());
  });

  it('leads to its parts by name', async () => {
    await show();
    const parts = within(
      await screen.findByRole('navigation', { name: 'Parts of the report' }),
    );
    await userEvent.click(parts.getByRole('link', { name: 'Key metrics' }));
    expect(address()).toBe('?view=report&part=key-metrics');
    expect(screen.getByRole('heading', { name: 'Key metrics' })).toHaveFocus();
  });

  it('shows the first of a long list, and all on demand', async () => {
    const api = new FakeReadinessApi(NOW);
    const [one] = api.report.blocking;
    api.report.blocking = Array.from({ length: 12 }, (_, index) => ({
      ...one,
      id: `many.${index}`,
      text: `Item ${index + 1}`,
    }));
    await show({ api });
    const part = await partOf('Blocking (12)');
    expect(part.getAllByRole('listitem')).toHaveLength(5);
    await userEvent.click(
      part.getByRole('button', { name: 'Show all 12: Blocking' }),
    );
    expect(part.getAllByRole('listitem')).toHaveLength(12);
  });
});

describe('Report, saved', () => {
  beforeEach(() => saved.mockClear());

  it.each([
    ['Save as Markdown', 'markdown', 'text/markdown;charset=utf-8', 'md'],
    ['Save as CSV', 'csv', 'text/csv;charset=utf-8', 'csv'],
  ])('%s', async (name, format, type, ending) => {
    const { api } = await show();
    await userEvent.click(await screen.findByRole('button', { name }));
    const file = `service-baseline-component-default-x0tta6bl4.${ending}`;
    expect(await screen.findByText(`Saved as ${file}`)).toHaveAttribute(
      'role',
      'status',
    );
    expect(saved.mock.calls).toEqual([[file, type, expect.any(String)]]);
    expect(api.calls.at(-1)).toEqual([
      'getReportFile',
      PATH,
      'service-baseline',
      format,
    ]);
  });

  it('says so where it could not be', async () => {
    const api = new FakeReadinessApi(NOW);
    api.errors.getReportFile = answerError(500, 'the database does not answer');
    await show({ api });
    const name = 'Save as CSV';
    await userEvent.click(await screen.findByRole('button', { name }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The report was not savedthe database does not answer',
    );
    expect(saved).not.toHaveBeenCalled();
  });
});

describe('Report in other states', () => {
  it('says that it waits', async () => {
    const api = new FakeReadinessApi(NOW);
    const release = api.hold();
    await show({ api });
    expect(screen.getByText('Loading')).toHaveAttribute('role', 'status');
    release();
    await partOf('Status by section');
  });

  it('names the permission that is missing', async () => {
    const api = new FakeReadinessApi(NOW);
    api.error = answerError(403, 'no');
    await show({ api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'readiness.gate.read',
    );
  });

  it('shows what the backend said, and tries again', async () => {
    const api = new FakeReadinessApi(NOW);
    api.error = answerError(500, 'the database does not answer');
    await show({ api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database does not answer',
    );
    api.error = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await partOf('Status by section');
  });

  it('says of a scorecard without items that it has none', async () => {
    const api = new FakeReadinessApi(NOW);
    api.report.sections = [];
    await show({ api });
    expect(
      await screen.findByText('This scorecard has no items'),
    ).toBeVisible();
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });

  it('has a sentence for each part that has nothing to show', async () => {
    const api = new FakeReadinessApi(NOW);
    Object.assign(api.report, {
      achievements: [],
      blocking: [],
      niceToHave: [],
      nextSteps: [],
      technicalDebt: { critical: [], important: [], future: [] },
      progression: [],
      target: undefined,
      metrics: [],
    });
    await show({ api });
    for (const sentence of [
      /^The score of each week is kept/,
      'Nothing fails and nothing is open.',
      'No blocking item fails or is open.',
      'No recommended item fails or is open.',
      /^Nothing turned to pass since/,
      'No item of this scorecard is measured.',
      'There is nothing to mend.',
    ])
      expect(await screen.findByText(sentence)).toBeVisible();
  });
});
