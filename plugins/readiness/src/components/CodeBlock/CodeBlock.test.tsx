import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderReadiness } from '../../__testUtils__/render';
import { CodeBlock } from './CodeBlock';

const copied = jest.fn((_text: string) => true);
jest.mock('copy-to-clipboard', () => (text: string) => copied(text));

it('copies the code as it is written', async () => {
  const text = 'spec:\n  replicas: 2';
  await renderReadiness(<CodeBlock text={text} />);
  await userEvent.click(screen.getByRole('button', { name: 'Copy code' }));
  expect(copied).toHaveBeenCalledWith(text);
});
