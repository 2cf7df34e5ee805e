/** The `problems` table: one indexed row for each result that somebody has to look at. */
import { Knex } from 'knex';
import { batches, keyText, oneOf } from './sql';
import { ProblemRow, StateRow } from './types';

export interface ProblemRecord {
  entity_ref: string;
  scorecard: string;
  cluster: string;
  environment: string;
  item: string;
  check_id: string;
  position: number;
  severity: string;
  result: string;
  cause: string;
  responsible: string;
  findings: string;
  findings_total: number;
}

export const PROBLEM_KEY = [
  'entity_ref',
  'scorecard',
  'cluster',
  'environment',
  'item',
  'check_id',
  'position',
] as const;

const VALUES = [
  'severity',
  'result',
  'cause',
  'responsible',
  'findings',
  'findings_total',
] as const;

/**
 * Makes the problems of these states what they are now, and writes only the rows that differ: when
 * one of twenty problems is solved, one row goes.
 */
export async function writeProblems(
  trx: Knex,
  upserts: readonly { state: StateRow; problems: readonly ProblemRow[] }[],
): Promise<void> {
  const states = new Set(upserts.map(({ state }) => ofState(toKey(state))));
  const entityRefs = [...new Set(upserts.map(it => it.state.entityRef))];
  const wanted = new Map(
    upserts
      .flatMap(({ problems }) => toRecords(problems))
      .map(row => [keyOf(row), row]),
  );

  const obsolete: ProblemRecord[] = [];
  for await (const batch of batches(entityRefs)) {
    const stored = await trx<ProblemRecord>('problems')
      .where(oneOf(trx, 'entity_ref', batch))
      .select('*');
    for (const row of stored as ProblemRecord[]) {
      if (!states.has(ofState(row))) {
        continue;
      }
      const now = wanted.get(keyOf(row));
      if (!now) {
        obsolete.push(row);
      } else if (VALUES.every(column => now[column] === row[column])) {
        wanted.delete(keyOf(row));
      }
    }
  }

  for await (const batch of batches(obsolete)) {
    await trx<ProblemRecord>('problems')
      .whereIn(
        [...PROBLEM_KEY],
        batch.map(row => PROBLEM_KEY.map(column => row[column])),
      )
      .delete();
  }
  for await (const batch of batches([...wanted.values()])) {
    await trx<ProblemRecord>('problems')
      .insert(batch)
      .onConflict([...PROBLEM_KEY])
      .merge([...VALUES]);
  }
}

/** Numbers the problems that share an item and a check (one check asked twice, with other params). */
function toRecords(problems: readonly ProblemRow[]): ProblemRecord[] {
  const seen = new Map<string, number>();
  return problems.map(problem => {
    const record = {
      ...toKey(problem),
      item: problem.item,
      check_id: problem.check,
    };
    const key = keyText(ofState(record), record.item, record.check_id);
    const position = seen.get(key) ?? 0;
    seen.set(key, position + 1);
    return {
      ...record,
      position,
      severity: problem.severity,
      result: problem.result,
      cause: problem.cause,
      responsible: problem.responsible,
      findings: JSON.stringify(problem.findings),
      findings_total: problem.findingsTotal,
    };
  });
}

export function fromProblemRecord(row: ProblemRecord): ProblemRow {
  return {
    entityRef: row.entity_ref,
    scorecard: row.scorecard,
    cluster: row.cluster,
    environment: row.environment,
    item: row.item,
    check: row.check_id,
    severity: row.severity as ProblemRow['severity'],
    result: row.result as ProblemRow['result'],
    cause: row.cause,
    responsible: row.responsible as ProblemRow['responsible'],
    findings: JSON.parse(row.findings),
    findingsTotal: row.findings_total,
  };
}

function toKey(row: StateRow | ProblemRow) {
  return {
    entity_ref: row.entityRef,
    scorecard: row.scorecard,
    cluster: row.cluster,
    environment: row.environment,
  };
}

function ofState(
  row: Pick<
    ProblemRecord,
    'entity_ref' | 'scorecard' | 'cluster' | 'environment'
  >,
): string {
  return keyText(row.entity_ref, row.scorecard, row.cluster, row.environment);
}

function keyOf(row: ProblemRecord): string {
  return keyText(ofState(row), row.item, row.check_id, row.position);
}
