import { screen } from '@testing-library/react';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import { renderReadiness } from '../../__testUtils__/render';
import { VerdictChip } from './VerdictChip';

describe('VerdictChip', () => {
  it.each(VERDICTS)('says %s', async verdict => {
    const { container } = await renderReadiness(
      <VerdictChip verdict={verdict} size="large" />,
    );
    expect(screen.getByText(verdict)).toBeInTheDocument();
    expect(container.querySelector('svg')).toBeInTheDocument();
  });
});
