import { screen, within } from '@testing-library/react';
import { BASELINE, before, counts, gateState } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { GateHeader } from './GateHeader';
import type { GateHeaderProps } from './GateHeader';

const NOW = Date.parse('2026-11-21T12:00:00Z');

const show = (props: Partial<GateHeaderProps>) =>
  renderReadiness(
    <GateHeader
      scorecard={BASELINE}
      own={gateState({})}
      environments={[]}
      clusters={[]}
      open={0}
      now={NOW}
      {...props}
    />,
  );

describe('GateHeader', () => {
  it('says of a ready gate that nothing stands in the way', async () => {
    await show({});
    expect(screen.getByText('ready')).toBeInTheDocument();
    expect(
      screen.getByText('Nothing enforced stands in the way.'),
    ).toBeInTheDocument();
    expect(screen.getByText('24 of 24')).toBeInTheDocument();
    expect(screen.queryByText(/Waiting on/)).not.toBeInTheDocument();
  });

  it('says of an incomplete gate how much nobody answered, and who must', async () => {
    await show({
      own: gateState({
        verdict: 'incomplete',
        waitingOn: ['platform', 'people'],
      }),
      open: 2,
      changedAt: before(NOW)(60 * 26),
    });
    expect(
      screen.getByText('2 blocking items are not answered yet.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Waiting on platform and people'),
    ).toBeInTheDocument();
    expect(screen.getByText('1 day ago')).toBeInTheDocument();
  });

  it('sets the environments side by side, those of the gate first', async () => {
    await show({
      environments: [
        {
          environment: 'beta',
          gated: false,
          state: gateState({ verdict: 'blocked', counts: counts({ fail: 2 }) }),
        },
        { environment: 'production', gated: true, state: gateState({}) },
      ],
    });
    const list = within(screen.getByRole('list', { name: 'Environments' }));
    const [production, beta] = list.getAllByRole('listitem');
    expect(production).toHaveTextContent('productiongatedready');
    expect(beta).toHaveTextContent('betanot gatedblocked2 fail');
  });

  it('names what stands outside the gate', async () => {
    await show({ own: gateState({ notEvaluated: 12 }) });
    expect(
      screen.getByText(
        '12 items are not evaluated yet and stand outside the gate.',
      ),
    ).toBeInTheDocument();
  });
});
