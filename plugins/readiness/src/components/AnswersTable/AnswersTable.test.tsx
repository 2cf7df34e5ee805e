import { screen } from '@testing-library/react';
import { answer, before, item } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { AnswersTable } from './AnswersTable';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = before(NOW);

const show = (...answers: ReturnType<typeof answer>[]) =>
  renderReadiness(
    <AnswersTable item={item({ id: 'a', text: 'a', answers })} now={NOW} />,
  );

describe('AnswersTable', () => {
  it('tells why something is unknown, in a word and a sentence', async () => {
    await show(
      answer(ago, {
        result: 'unknown',
        cause: 'stale',
        underlying: 'unreachable',
        message: 'connect ECONNREFUSED',
        observedAt: ago(60 * 5),
        staleAt: ago(60),
      }),
    );
    expect(screen.getByText('unknown: stale')).toBeInTheDocument();
    expect(
      screen.getByText('The evidence is too old to judge by'),
    ).toBeInTheDocument();
    expect(screen.getByText('because of unreachable')).toBeInTheDocument();
    expect(screen.getByText('connect ECONNREFUSED')).toBeInTheDocument();
    expect(screen.getByText('5 hours ago')).toBeInTheDocument();
    expect(screen.getByText(/became too old/)).toBeInTheDocument();
  });

  it('shows a cause that it has no sentence for', async () => {
    await show(answer(ago, { result: 'unknown', cause: 'solar-flare' }));
    expect(screen.getByText('unknown: solar-flare')).toBeInTheDocument();
  });

  it('tells that an earlier result stands for a failed read', async () => {
    await show(
      answer(ago, {
        standingIn: { cause: 'timeout', message: 'no answer', since: ago(9) },
      }),
    );
    expect(screen.getByText(/An earlier result stands/)).toHaveTextContent(
      'An earlier result stands: the last read failed (timeout, 9 minutes ago): no answer',
    );
  });

  it('shows a fail that has not lasted as changing, until it has', async () => {
    await show(
      answer(ago, { result: 'fail', settled: 'pass', settlesAt: ago(-11) }),
    );
    expect(screen.getByText('changing')).toBeInTheDocument();
    expect(screen.getByText(/Counts as pass for now/)).toHaveTextContent(
      'Counts as pass for now, and as a fail in 11 minutes',
    );
  });

  it('says what people stated', async () => {
    await show(answer(ago, { stated: true }));
    expect(
      screen.getByText('stated by people, not read by a machine'),
    ).toBeInTheDocument();
  });
});
