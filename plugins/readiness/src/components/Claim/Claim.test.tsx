import { screen } from '@testing-library/react';
import { counts, gateState } from '../../fixtures';
import { truthOfCounts, truthOfGate } from '../../model/claims';
import { renderReadiness } from '../../__testUtils__/render';
import { Claim, ClaimBesideEvidence, GateEvidence } from './Claim';

describe('a claim', () => {
  it.each([
    [{ pass: 3, fail: 4 }, 'not true'],
    [{ pass: 3, unknown: 4 }, 'not proven'],
  ])('is marked in a word and a picture: %j', async (some, mark) => {
    await renderReadiness(
      <Claim claim="✅" truth={truthOfCounts(counts(some))} />,
    );
    expect(screen.getByText('✅')).toBeInTheDocument();
    const chip = screen.getByText(mark);
    expect(chip.querySelector('svg')).toHaveAttribute('aria-hidden');
  });

  it.each([
    ['✅', { pass: 3 }],
    ['Established metrics', { fail: 3 }],
    ['✅', { notApplicable: 1 }],
  ])(
    'carries no mark where it holds or says nothing to judge: %s, %j',
    async (claim, some) => {
      await renderReadiness(
        <Claim claim={claim} truth={truthOfCounts(counts(some))} />,
      );
      expect(screen.queryByText(/^not /)).not.toBeInTheDocument();
    },
  );

  it('stands beside what the evidence says', async () => {
    const own = gateState({
      verdict: 'blocked',
      score: { value: 62, low: 40, high: 80 },
    });
    const { container } = await renderReadiness(
      <ClaimBesideEvidence claim="85-90%" truth={truthOfGate(own)}>
        <GateEvidence own={own} />
      </ClaimBesideEvidence>,
    );
    expect(container).toHaveTextContent(
      /Checklist says85-90%not trueEvidence saysblocked62 % \(40 to 80 %\)/,
    );
  });

  it('leaves its words out where nothing is claimed', async () => {
    const { container } = await renderReadiness(
      <ClaimBesideEvidence>3 of 7</ClaimBesideEvidence>,
    );
    expect(container).not.toHaveTextContent('says');
  });
});
