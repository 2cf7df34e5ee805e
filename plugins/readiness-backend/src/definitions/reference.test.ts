/** The reference page says what the library is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDefinitions } from './load';
import { libraryReference } from './reference';

jest.setTimeout(60_000);

const PACKAGE = join(__dirname, '..', '..');
const FILE = join(PACKAGE, '../../docs/reference/check-library.md');

it('is in step with the library', async () => {
  const written = libraryReference(
    await loadDefinitions({
      checksDir: join(PACKAGE, 'checks'),
      scorecardsDir: join(PACKAGE, 'scorecards'),
    }),
  );
  if (process.env.UPDATE_LIBRARY_REFERENCE === '1')
    writeFileSync(FILE, written);
  expect(readFileSync(FILE, 'utf8')).toBe(written);
});
