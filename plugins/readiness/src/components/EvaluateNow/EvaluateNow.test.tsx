import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEvaluation } from '../../hooks';
import { FakeReadinessApi } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { EvaluateNow } from './EvaluateNow';
import { EvaluationProgress } from './EvaluationProgress';

const run = {
  startedAt: '',
  finishedAt: '',
  durationMs: 1,
  outcome: 'succeeded' as const,
  entities: 1,
  objects: 1,
  requests: 1,
  changed: 0,
  errors: [],
};

const Harness = ({ onDone }: { onDone: () => void }) => {
  const { state, start, dismiss } = useEvaluation(
    'component:default/x0tta6bl4',
    onDone,
  );
  return (
    <>
      <EvaluateNow state={state} onStart={start} />
      <EvaluationProgress state={state} onDismiss={dismiss} />
    </>
  );
};

async function press(api: FakeReadinessApi) {
  const onDone = jest.fn();
  await renderReadiness(<Harness onDone={onDone} />, { api });
  const button = await screen.findByRole('button', { name: 'Evaluate now' });
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
  return onDone;
}

function setVisibility(state: DocumentVisibilityState) {
  Object.defineProperty(document, 'visibilityState', {
    value: state,
    configurable: true,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('EvaluateNow', () => {
  afterEach(() => setVisibility('visible'));

  it('shows each step, then what changed, and asks for fresh data once', async () => {
    const api = new FakeReadinessApi();
    api.steps = [
      { status: 'running', step: 'observe', done: 3, total: 12 },
      { status: 'succeeded', run: { ...run, changed: 2 } },
    ];
    const onDone = await press(api);
    expect(await screen.findByText('queued')).toBeInTheDocument();
    const busy = screen.getByRole('button', { name: 'Evaluating…' });
    expect(busy).toHaveAttribute('aria-disabled', 'true');
    // A disabled button would drop the keyboard's place.
    expect(busy).toHaveFocus();
    expect(await screen.findByText('observe (3 of 12)')).toBeInTheDocument();
    expect(
      await screen.findByText('Evaluated: 2 results changed.'),
    ).toBeVisible();
    expect(onDone).toHaveBeenCalledTimes(1);
    expect(api.calls.find(([method]) => method === 'evaluate')).toEqual([
      'evaluate',
      { entityRef: 'component:default/x0tta6bl4' },
    ]);

    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByText(/Evaluated/)).not.toBeInTheDocument();
  });

  it('does not poll while nobody looks', async () => {
    const api = new FakeReadinessApi();
    await press(api);
    await screen.findByText('queued');
    act(() => setVisibility('hidden'));
    expect(await screen.findByText(/in the background/)).toBeInTheDocument();
    const polls = api.count('getEvaluation');
    await act(() => new Promise(resolve => setTimeout(resolve, 1500)));
    expect(api.count('getEvaluation')).toBe(polls);

    act(() => setVisibility('visible'));
    expect(await screen.findByText(/observe/)).toBeInTheDocument();
  });

  it('tells why an evaluation failed', async () => {
    const api = new FakeReadinessApi();
    api.steps = [
      {
        status: 'failed',
        run: { ...run, outcome: 'failed', message: 'connect ECONNREFUSED' },
      },
    ];
    await press(api);
    expect(
      await screen.findByText(
        'The evaluation failed: prod-eu: connect ECONNREFUSED',
      ),
    ).toBeInTheDocument();
  });

  it('warns of reads that failed in an evaluation that went through', async () => {
    const api = new FakeReadinessApi();
    const error = {
      resource: 'pods',
      namespace: '',
      cause: 'forbidden' as const,
      message: '',
    };
    api.steps = [{ status: 'succeeded', run: { ...run, errors: [error] } }];
    await press(api);
    expect(
      await screen.findByText('Evaluated: nothing changed. 1 read failed.'),
    ).toBeInTheDocument();
  });

  it('shows that the backend refused', async () => {
    const api = new FakeReadinessApi();
    api.error = answerError(503, 'too many');
    await press(api);
    expect(
      await screen.findByText(/^The evaluation failed/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Evaluate now' })).toBeEnabled();
  });

  it('says so where there is nothing to evaluate', async () => {
    const api = new FakeReadinessApi();
    api.evaluate = async () => [];
    await press(api);
    expect(await screen.findByText(/nothing to evaluate/)).toBeInTheDocument();
  });
});
