import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link } from '@backstage/core-components';
import { FakeReadinessApi } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { EntityReadinessContent } from './EntityReadinessContent';

jest.mock('../Report/saveFile', () => ({ saveFile: () => undefined }));

const address = () => screen.getByTestId('address').textContent;

function show(options: Parameters<typeof renderReadiness>[1] = {}) {
  return renderReadiness(<EntityReadinessContent />, options);
}

function panelOf(heading: string) {
  const panel = screen
    .getByRole('heading', { name: heading })
    .closest('section');
  return within(panel as HTMLElement);
}

describe('EntityReadinessContent', () => {
  it('says the verdict, who it waits on, and first what blocks', async () => {
    const { api } = await show();
    expect(
      await screen.findByRole('heading', { name: 'Service baseline' }),
    ).toBeVisible();
    expect(screen.getByText('3 blocking items fail.')).toBeVisible();
    expect(
      screen.getAllByText('Waiting on service and platform')[0],
    ).toBeVisible();

    const buttons = panelOf('What blocks').getAllByRole('button');
    expect(buttons.map(button => button.textContent)).toEqual([
      expect.stringContaining('Containers have requests and a memory limit'),
      expect.stringContaining(
        'Every long-running container has a readiness probe',
      ),
      expect.stringContaining('A PodDisruptionBudget protects the workload'),
      expect.stringContaining('A NetworkPolicy selects the pods for ingress'),
      expect.stringContaining('The owner has confirmed the on-call rota'),
      expect.stringContaining('At least two replicas are ready'),
      expect.stringMatching(
        /^waivedContainers run as a user other than root.*Waived until .*: until the image is rebuilt/,
      ),
    ]);
    // The reason shows without a click.
    expect(buttons[2]).toHaveTextContent(
      'no PodDisruptionBudget with a disruption to spare',
    );
    expect(api.calls.map(([method]) => method)).toEqual([
      'getEntityGates',
      'getGateDetail',
    ]);
  });

  it('opens an item to its findings, age and fix, and puts it into the address', async () => {
    await show();
    const [button] = await screen.findAllByRole('button', {
      name: /PodDisruptionBudget/,
    });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    const details = within(
      screen.getByRole('region', { name: /PodDisruptionBudget/ }),
    );
    expect(details.getByText('spec.selector')).toBeVisible();
    expect(
      details.getByText('1 budget that allows a disruption'),
    ).toBeVisible();
    expect(details.getByText(/An earlier result stands/)).toBeVisible();
    expect(
      details.getByText('A node drain may take every replica at once.'),
    ).toBeVisible();
    expect(details.getByText(/Add a budget that leaves/)).toBeVisible();
    expect(address()).toBe('?item=baseline.07');
    await userEvent.click(button);
    expect(address()).toBe('');
  });

  it('puts the claim of the checklist beside what the evidence says', async () => {
    await show();
    await screen.findByRole('heading', { name: 'Availability' });
    const section = panelOf('Availability');
    expect(section.getByText('✅ Complete')).toBeVisible();
    expect(section.getByText('not true')).toBeVisible();
    expect(section.getByText('4 of 6 passed')).toBeVisible();
    expect(section.getByText('2 fail')).toBeVisible();
  });

  it('puts the claim of the whole beside verdict and score', async () => {
    await show();
    const gate = await screen.findByRole('region', {
      name: 'Verdict of the gate',
    });
    expect(gate).toHaveTextContent(
      /Checklist says85-90%not provenEvidence saysblocked81\.3 % \(74\.1 to 86\.2 %\)/,
    );
    expect(gate).toHaveTextContent(
      '2 items are not evaluated yet and stand outside the gate.2 items are parts of the report.',
    );
  });

  it('puts the claim of an item beside its result', async () => {
    await show({ route: '/?item=baseline.06' });
    expect(
      await screen.findByRole('button', { name: /An autoscaler targets/ }),
    ).toHaveAccessibleName(/Checklist says.*✅ Configured and done.*not true/);
  });

  it('leads from a computed part to where the report shows it', async () => {
    const { api } = await show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Production readiness score' }),
    );
    const section = panelOf('Production readiness score');
    expect(section.queryByText(/not evaluated/)).not.toBeInTheDocument();
    expect(api.count('getReadinessReport')).toBe(0);
    await userEvent.click(
      section.getByRole('link', { name: /^Show in the report: Next steps/ }),
    );
    expect(address()).toBe('?view=report&part=next-steps');
    const heading = await screen.findByRole('heading', { name: /^Next steps/ });
    await waitFor(() => expect(heading).toHaveFocus());
  });

  it('switches to the report and back, and asks for it only when it is opened', async () => {
    const { api } = await show({ route: '/?item=baseline.06' });
    const tab = await screen.findByRole('tab', { name: 'Report' });
    expect(tab).toHaveAttribute('aria-selected', 'false');
    await userEvent.click(tab);
    expect(
      await screen.findByRole('heading', { name: 'Status by section' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('heading', { name: 'What blocks' }),
    ).not.toBeInTheDocument();
    expect(address()).toBe('?view=report');
    await userEvent.click(screen.getByRole('tab', { name: 'Items' }));
    expect(
      await screen.findByRole('heading', { name: 'What blocks' }),
    ).toBeVisible();
    expect(address()).toBe('');
    expect(api.calls.map(([method]) => method)).toEqual([
      'getEntityGates',
      'getGateDetail',
      'getReadinessReport',
    ]);
  });

  it('reads the report again after an evaluation', async () => {
    const api = new FakeReadinessApi();
    api.steps = [{ status: 'succeeded' }];
    await show({ api, route: '/?view=report' });
    await screen.findByRole('heading', { name: 'Status by section' });
    const button = await screen.findByRole('button', { name: 'Evaluate now' });
    await waitFor(() => expect(button).toBeEnabled());
    api.details['service-baseline'] = { ...api.details['service-baseline'] };
    await userEvent.click(button);
    await waitFor(() => expect(api.count('getReadinessReport')).toBe(2));
    expect(api.count('getGateDetail')).toBe(2);
  });

  it('keeps what is not evaluated apart and outside the gate', async () => {
    await show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Security & operations' }),
    );
    const group = screen.getByRole('button', {
      name: /2 items not evaluated yet\. Outside/,
    });
    expect(
      screen.queryByText(/load test of the running image/),
    ).not.toBeInTheDocument();
    await userEvent.click(group);
    expect(screen.getByText(/load test of the running image/)).toBeVisible();
    expect(
      screen.getByText(/Not evaluated yet: evidence of kind report/),
    ).toBeVisible();
  });

  it('follows a deep link to a scorecard and an item', async () => {
    await show({ route: '/?scorecard=service-baseline&item=baseline.06' });
    const item = await screen.findByRole('button', {
      name: /An autoscaler targets/,
    });
    expect(item).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('button', { name: 'Resources' })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
  });

  it('follows a link to another item while it is open', async () => {
    const Linked = () => (
      <>
        <Link to="?item=baseline.06">elsewhere</Link>
        <EntityReadinessContent />
      </>
    );
    await renderReadiness(<Linked />, { route: '/?item=baseline.07' });
    await screen.findAllByRole('button', { name: /PodDisruptionBudget/ });
    await userEvent.click(screen.getByRole('link', { name: 'elsewhere' }));
    expect(
      await screen.findByRole('button', { name: /An autoscaler targets/ }),
    ).toHaveAttribute('aria-expanded', 'true');
  });

  it.each([
    ['that the filters hide', 'baseline.06&result=pass', /An autoscaler/],
    ['that is not evaluated', 'baseline.50', /load test of the running/],
    ['that is not there', 'gone', /has no item “gone”/],
  ])('follows a deep link to an item %s', async (_, item, says) => {
    const scrolled = jest.fn();
    Element.prototype.scrollIntoView = scrolled;
    await show({ route: `/?item=${item}` });
    expect(await screen.findByText(says)).toBeVisible();
    expect(scrolled).toHaveBeenCalledTimes(item === 'gone' ? 0 : 1);
  });

  it('reads the history of an item when it is opened', async () => {
    const api = new FakeReadinessApi();
    const [, turned] = api.timeline;
    api.timeline = [
      { ...turned, item: 'baseline.06' },
      { ...turned, item: 'baseline.07' },
    ];
    await show({ api, route: '/?item=baseline.06' });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show the history of this item',
      }),
    );
    const history = await screen.findByRole('list', {
      name: 'History of: An autoscaler targets the workload',
    });
    expect(within(history).getAllByText(/the service changed/)).toHaveLength(1);
    expect(api.calls.slice(2)).toEqual([
      [
        'getTimeline',
        expect.objectContaining({ name: 'x0tta6bl4' }),
        'service-baseline',
        { limit: 20, item: 'baseline.06' },
      ],
    ]);
  });

  it('sets the environments side by side without asking again', async () => {
    const { api } = await show();
    await userEvent.click(
      await screen.findByRole('link', { name: 'Compare the environments' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'From staging to production',
      }),
    ).toBeVisible();
    expect(address()).toBe('?view=environments');
    await userEvent.click(
      screen.getByRole('link', { name: /A NetworkPolicy selects/ }),
    );
    expect(
      await screen.findByRole('button', { name: /A NetworkPolicy selects/ }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(api.calls).toHaveLength(2);
  });

  it('has no view of environments where there is only one', async () => {
    await show({ route: '/?scorecard=kubernetes-deployment' });
    expect(await screen.findByRole('tab', { name: 'Report' })).toBeVisible();
    expect(
      screen.queryByRole('tab', { name: 'Environments' }),
    ).not.toBeInTheDocument();
  });

  it('tells how the score of each gate went', async () => {
    await show();
    const gate = await screen.findByRole('region', {
      name: 'Verdict of the gate',
    });
    expect(gate).toHaveTextContent('+4 since last week');
    const [first] = screen.getAllByRole('tab');
    expect(first).toHaveTextContent('81.3 % · 22 of 24 answered');
  });

  it('saves the report from the header', async () => {
    const { api } = await show();
    const save = await screen.findByRole('button', { name: 'Save as CSV' });
    await userEvent.click(save);
    expect(await screen.findByText(/^Saved as service-baseline/)).toBeVisible();
    expect(api.count('getReportFile')).toBe(1);
    expect(api.count('getReadinessReport')).toBe(0);
  });

  it('switches between gates without asking for the list again', async () => {
    const { api } = await show();
    const [, tab] = await screen.findAllByRole('tab');
    expect(tab).toHaveTextContent('Kubernetes deploymentready');
    await userEvent.click(tab);
    expect(
      await screen.findByText('Nothing blocks this gate.', { exact: false }),
    ).toBeVisible();
    expect(address()).toBe('?scorecard=kubernetes-deployment');
    expect(api.count('getEntityGates')).toBe(1);
    expect(api.count('getGateDetail')).toBe(2);
  });

  it('filters by result and severity in the address, and re-reads nothing', async () => {
    const { api } = await show({ route: '/?result=waived&result=nonsense' });
    expect(await screen.findByText('1 item matches')).toBeVisible();
    expect(
      panelOf('Security & operations').getByText(
        'Containers run as a user other than root',
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('heading', { name: 'Resources' }),
    ).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'recommended' }));
    expect(await screen.findByText(/No item has the results/)).toBeVisible();
    expect(address()).toBe('?result=waived&severity=recommended');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('');
    expect(api.calls).toHaveLength(2);
  });

  it('reloads gates and items after an evaluation', async () => {
    const api = new FakeReadinessApi();
    api.steps = [{ status: 'succeeded' }];
    await show({ api });
    const button = await screen.findByRole('button', { name: 'Evaluate now' });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    await waitFor(() => expect(api.count('getGateDetail')).toBe(2));
    expect(api.count('getEntityGates')).toBe(2);
    // The page stays as it is meanwhile, and tells how it went.
    expect(screen.getByText('Evaluated: nothing changed.')).toBeVisible();
  });
});

describe('EntityReadinessContent in other states', () => {
  it('says what to do where no scorecard applies', async () => {
    const api = new FakeReadinessApi();
    api.entity = { ...api.entity, gates: [] };
    await show({ api });
    expect(
      await screen.findByText('No scorecard applies to this entity'),
    ).toBeVisible();
    expect(
      await screen.findByText(/readiness-gates\.io\/scorecards/),
    ).toBeVisible();
    api.entity = new FakeReadinessApi().entity;
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
    expect(
      await screen.findByRole('heading', { name: 'What blocks' }),
    ).toBeVisible();
  });

  it('names the permission that is missing', async () => {
    const api = new FakeReadinessApi();
    api.error = answerError(403, 'no');
    await show({ api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'readiness.gate.read',
    );
  });

  it('shows what the backend said, and tries again', async () => {
    const api = new FakeReadinessApi();
    api.error = answerError(500, 'the database does not answer');
    await show({ api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database does not answer',
    );
    api.error = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'What blocks' }),
    ).toBeVisible();
  });

  it('says which permission shows the findings', async () => {
    const api = new FakeReadinessApi();
    const detail = api.details['service-baseline'];
    detail.redacted = true;
    detail.sections
      .flatMap(section => section.items)
      .flatMap(item => item.answers)
      .forEach(answer => delete answer.findings);
    await show({ api });
    expect(
      await screen.findByText(/kubernetes\.resources\.read/),
    ).toBeVisible();
    expect(
      screen.getAllByText('Findings and evidence are hidden from you.')[0],
    ).toBeVisible();
  });

  it('says so where an address names a scorecard that does not apply', async () => {
    await show({ route: '/?scorecard=gone' });
    expect(await screen.findByText(/“gone” does not apply/)).toBeVisible();
  });
});
