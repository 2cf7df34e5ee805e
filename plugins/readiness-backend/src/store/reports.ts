/** The `reports` table: what tools found, once for each run. Append-only. */
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { arrivalOf, type Sent } from '../reports/order';
import {
  batches,
  compareText,
  keyText,
  oneOf,
  PAGE,
  rowsOf,
  toTime,
} from './sql';
import { ReportFilter, ReportRow } from './types';

interface ReportRecord {
  id: string;
  entity_ref: string;
  type: string;
  format: string;
  environment: string;
  run_id: string;
  time: string;
  received_at: string;
  by: string;
  commit: string | null;
  image_digest: string | null;
  link: string | null;
  data: string;
  notes: string;
  digest: string;
}

const RUN = ['entity_ref', 'type', 'environment', 'run_id'] as const;

/** Of two arrivals of one run the first is stored, and the other is told what is stored. */
export async function addReport(
  db: Knex,
  row: ReportRow,
): Promise<{ outcome: 'new' | 'repeated'; row: ReportRow }> {
  const record = toRecord(row);
  const written = await db<ReportRecord>('reports')
    .insert(record)
    .onConflict([...RUN])
    .ignore()
    .returning('id');
  if (written.length > 0) {
    return { outcome: 'new', row };
  }
  const [found] = await db<ReportRecord>('reports')
    .where(Object.fromEntries(RUN.map(column => [column, record[column]])))
    .select('*');
  const stored = fromRecord(found as ReportRecord);
  if (arrivalOf(sentOf(row), sentOf(stored)) === 'contradicts') {
    throw new ConflictError(
      `runId: the run ${row.runId} of ${
        row.type
      } was reported before with another ${differences(row, stored).join(
        ', ',
      )}; what was reported once stays, send a new run under its own runId`,
    );
  }
  return { outcome: 'repeated', row: stored };
}

function sentOf(row: ReportRow): Sent {
  return {
    envelope: { ...row, time: toTime(row.time) },
    digest: row.digest,
  };
}

function differences(row: ReportRow, stored: ReportRow): string[] {
  const said = ({ time, commit, imageDigest, link, digest }: ReportRow) => ({
    time: toTime(time),
    commit,
    image: imageDigest,
    link,
    body: digest,
  });
  const before = said(stored);
  return Object.entries(said(row))
    .filter(([name, value]) => value !== before[name as keyof typeof before])
    .map(([name]) => name);
}

/** Newest first. */
export async function readReports(
  db: Knex,
  filter: ReportFilter,
): Promise<ReportRow[]> {
  const query = db<ReportRecord>('reports')
    .select('*')
    .orderBy([
      { column: 'time', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
  if (filter.entityRefs) {
    query.where(oneOf(db, 'entity_ref', filter.entityRefs));
  }
  if (filter.type !== undefined) {
    query.where(oneOf(db, 'type', [filter.type]));
  }
  if (filter.candidate) {
    const { commit, imageDigest } = filter.candidate;
    const given = [
      ...(commit === undefined ? [] : [oneOf(db, 'commit', [commit])]),
      ...(imageDigest === undefined
        ? []
        : [oneOf(db, 'image_digest', [imageDigest])]),
    ];
    query.where(any =>
      given.length === 0
        ? any.whereRaw('1 = 0')
        : given.forEach(it => any.orWhere(it)),
    );
  }
  if (filter.before) {
    query.whereRaw('(??, ??) < (?, ?)', [
      'time',
      'id',
      toTime(filter.before.time),
      filter.before.id,
    ]);
  }
  if (filter.limit !== undefined) {
    query.limit(filter.limit);
  }
  return ((await query) as ReportRecord[]).map(fromRecord);
}

/**
 * The newest of each entity, type and environment, as `isNewer` says it. Jumps through `reports_newest_idx` from
 * the newest of one type and environment to the newest of the next: years of older runs are not read.
 */
export async function readLatestReports(
  db: Knex,
  entityRefs: readonly string[],
): Promise<ReportRow[]> {
  const newest = (where: string) => `(
    SELECT r.id FROM reports r WHERE ${where}
    ORDER BY r.type DESC, r.environment DESC, r.time DESC, r.received_at DESC, r.run_id DESC LIMIT 1)`;
  const ids: (string | null)[] = await db
    .withRecursive(
      'latest',
      ['id'],
      db.raw(
        `SELECT ${newest('r.entity_ref = refs.value')} FROM ?
         UNION ALL
         SELECT coalesce(${newest(
           'r.entity_ref = n.entity_ref AND r.type = n.type AND r.environment < n.environment',
         )}, ${newest(
          'r.entity_ref = n.entity_ref AND r.type < n.type',
        )}) FROM latest JOIN reports n ON n.id = latest.id`,
        [rowsOf(db, 'refs', [...new Set(entityRefs)])],
      ),
    )
    .from('latest')
    .pluck('id');
  const records: ReportRecord[] = [];
  for await (const batch of batches(
    ids.filter(id => id !== null),
    PAGE,
  )) {
    const rows = await db<ReportRecord>('reports')
      .where(oneOf(db, 'id', batch))
      .select('*');
    records.push(...(rows as ReportRecord[]));
  }
  return records
    .sort((a, b) => compareText(runOf(a), runOf(b)))
    .map(row => fromRecord(row));
}

function runOf(row: ReportRecord): string {
  return keyText(...RUN.map(column => row[column]));
}

function toRecord(row: ReportRow): ReportRecord {
  return {
    id: row.id,
    entity_ref: row.entityRef,
    type: row.type,
    format: row.format,
    environment: row.environment,
    run_id: row.runId,
    time: toTime(row.time),
    received_at: toTime(row.receivedAt),
    by: row.by,
    commit: row.commit ?? null,
    image_digest: row.imageDigest ?? null,
    link: row.link ?? null,
    data: JSON.stringify(row.data),
    notes: JSON.stringify(row.notes),
    digest: row.digest,
  };
}

function fromRecord(row: ReportRecord): ReportRow {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    type: row.type,
    format: row.format,
    environment: row.environment,
    runId: row.run_id,
    time: new Date(row.time),
    receivedAt: new Date(row.received_at),
    by: row.by,
    ...(row.commit !== null && { commit: row.commit }),
    ...(row.image_digest !== null && { imageDigest: row.image_digest }),
    ...(row.link !== null && { link: row.link }),
    data: JSON.parse(row.data),
    notes: JSON.parse(row.notes),
    digest: row.digest,
  };
}
