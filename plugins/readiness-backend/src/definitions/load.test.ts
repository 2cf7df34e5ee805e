import path from 'node:path';
import { formatDefinitionError, loadDefinitions } from './load';

const root = path.resolve(__dirname, '../..');

describe('the library', () => {
  it('loads without an error', async () => {
    const definitions = await loadDefinitions({
      checksDir: path.join(root, 'checks'),
      scorecardsDir: path.join(root, 'scorecards'),
    });
    expect(definitions.errors.map(formatDefinitionError)).toEqual([]);
  });
});
