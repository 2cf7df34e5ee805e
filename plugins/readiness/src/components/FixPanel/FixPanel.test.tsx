import { screen } from '@testing-library/react';
import { renderReadiness } from '../../__testUtils__/render';
import { FixPanel } from './FixPanel';

describe('FixPanel', () => {
  it('gives each block of code its copy button', async () => {
    await renderReadiness(
      <FixPanel
        markdown={
          'Add **it**:\n\n```yaml\nkind: Pod\n```\n\n```sh\nkubectl apply\n```'
        }
      />,
    );
    expect(screen.getByText('it')).toBeInTheDocument();
    expect(
      await screen.findAllByRole('button', { name: 'Copy code' }),
    ).toHaveLength(2);
  });

  it('runs no script that a definition holds', async () => {
    const markdown = 'Hi <img src=x onerror="alert(1)"> there';
    await renderReadiness(<FixPanel markdown={markdown} />);
    expect(document.querySelector('[onerror]')).toBeNull();
  });
});
