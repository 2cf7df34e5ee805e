/** The `definition_copies` table: the last good text of each definition file that app-config names. */
import { Knex } from 'knex';
import { oneOf, toTime } from './sql';
import type { DefinitionCopy } from './types';

interface DefinitionCopyRecord {
  location: string;
  text: string;
  read_at: string;
}

export async function readDefinitionCopies(
  db: Knex,
  locations: readonly string[],
): Promise<DefinitionCopy[]> {
  const rows = await db<DefinitionCopyRecord>('definition_copies')
    .where(oneOf(db, 'location', locations))
    .orderBy('location')
    .select('*');
  return (rows as DefinitionCopyRecord[]).map(row => ({
    location: row.location,
    text: row.text,
    readAt: new Date(row.read_at),
  }));
}

export async function keepDefinitionCopies(
  db: Knex,
  copies: readonly DefinitionCopy[],
): Promise<void> {
  for (const { location, text, readAt } of copies) {
    await db<DefinitionCopyRecord>('definition_copies')
      .insert({ location, text, read_at: toTime(readAt) })
      .onConflict('location')
      .merge();
  }
}
