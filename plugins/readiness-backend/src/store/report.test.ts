import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync, writeFileSync } from 'node:fs';
import { reportTables } from './__testUtils__/sqlReport';
import { createTestStore, eachDatabase } from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

const FILE = resolvePackagePath(
  '@readiness-gates/backstage-plugin-readiness-backend',
  'report.sql.md',
);

describe('report.sql.md', () => {
  const postgres = databases
    .eachSupportedId()
    .filter(([id]) => id.startsWith('POSTGRES'));

  it('tells the tables as they are', async () => {
    for (const [id] of postgres) {
      const { knex } = await createTestStore(databases, id);
      const report = await reportTables(knex);
      if (process.env.UPDATE_SQL_REPORT === '1') {
        writeFileSync(FILE, report);
      }
      expect(readFileSync(FILE, 'utf8')).toBe(report);
    }
  });
});
