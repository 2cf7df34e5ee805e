import { screen } from '@testing-library/react';
import { item } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { WhatBlocks } from './WhatBlocks';

const none = {
  failing: [],
  open: [],
  changing: [],
  warned: [],
  waived: [],
};
const renderItem = (one: { id: string }) => <li key={one.id}>{one.id}</li>;

describe('WhatBlocks', () => {
  it('does not let "nothing blocks" be read as "all is well"', async () => {
    await renderReadiness(
      <WhatBlocks blockers={none} otherFails={2} renderItem={renderItem} />,
    );
    expect(
      screen.getByText(
        'Nothing blocks this gate. 2 recommended or not enforced items fail; they do not hold the gate.',
      ),
    ).toBeInTheDocument();
  });

  it('says that nothing blocks while something is only changing', async () => {
    const changing = [item({ id: 'a', text: 'a' })];
    await renderReadiness(
      <WhatBlocks
        blockers={{ ...none, changing }}
        otherFails={0}
        renderItem={renderItem}
      />,
    );
    expect(screen.getByText('Nothing blocks this gate.')).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: /^Changing/ }),
    ).toBeInTheDocument();
  });

  it('groups by why the gate is held', async () => {
    const one = (id: string) => [item({ id, text: id })];
    await renderReadiness(
      <WhatBlocks
        blockers={{
          ...none,
          failing: one('a'),
          open: one('b'),
          warned: one('c'),
          waived: one('d'),
        }}
        otherFails={0}
        renderItem={renderItem}
      />,
    );
    expect(
      screen.getAllByRole('heading').map(heading => heading.textContent),
    ).toEqual([
      'What blocks',
      'Fails (1)',
      'Not answered (1)',
      'Not answered, which only warns at this gate (1)',
      'Waived: accepted for now, not passed (1)',
    ]);
  });
});
