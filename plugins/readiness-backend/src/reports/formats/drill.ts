/** A drill: somebody broke or restored something on purpose, and this is how it went. */
import { readJson } from '../input/json';
import type { Field } from '../input/field';
import { timeOf } from '../time';
import type { ReportFormat } from '../types';
import { present } from './shared';

export const DRILL_KINDS = [
  'restore',
  'failover',
  'rollback',
  'chaos',
] as const;
export type DrillKind = (typeof DRILL_KINDS)[number];

export interface DrillExtract {
  kind: DrillKind;
  passed: boolean;
  /** When it ended, in UTC. */
  time: string;
  /** What was exercised: `region`, `node-failure`, `pod-kill`. */
  scenario?: string;
  /** How long users noticed. */
  downtimeSeconds?: number;
  /** Measured: from the failure until it worked again. */
  recoverySeconds?: number;
  /** Measured: the age of the newest data that was lost. */
  dataLossSeconds?: number;
  dataIntact?: boolean;
}

const FIELDS = new Set<string>([
  'kind',
  'passed',
  'time',
  'scenario',
  'downtimeSeconds',
  'recoverySeconds',
  'dataLossSeconds',
  'dataIntact',
] satisfies (keyof DrillExtract)[]);

export const drill: ReportFormat<DrillExtract> = {
  sends:
    '{"kind": "restore", "passed": true, "time": "2026-01-31T12:00:00Z"} with kind restore, failover, rollback or chaos',
  reads: 'json',
  async extract(text, context) {
    const body = await readJson(text, context);
    const time = body.get('time');
    for (const key of body.keys()) {
      if (!FIELDS.has(key)) context.notes.add(`the field ${key} is not read`);
    }
    const amount = (key: keyof DrillExtract) =>
      body.get(key).optional(field => field.amount());
    return {
      kind: kindOf(body.get('kind')),
      passed: body.get('passed').boolean(),
      time: timeOf(time.value, time.path, { now: context.now }),
      ...present({
        scenario: body.get('scenario').optional(field => field.text()),
        downtimeSeconds: amount('downtimeSeconds'),
        recoverySeconds: amount('recoverySeconds'),
        dataLossSeconds: amount('dataLossSeconds'),
        dataIntact: body.get('dataIntact').optional(it => it.boolean()),
      }),
    };
  },
};

function kindOf(field: Field): DrillKind {
  return (
    DRILL_KINDS.find(kind => kind === field.value) ??
    field.is(`must be one of ${DRILL_KINDS.join(', ')}`)
  );
}
