/**
 * What people and tools answer: laid over at read from what they said and a clock, since it changes
 * without any cluster.
 */
import type {
  QuestionAnswer,
  Result,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { isStated } from '../definitions/stated';
import type {
  ApprovalEvidence,
  AttestationEvidence,
  CompiledCheck,
  Question,
  ReportEvidence,
  StatedEvidence,
} from '../definitions/types';
import { judgeReport } from '../evidence/report';
import { isNewer } from '../reports/order';
import { approvalStatus, attestationStatus } from '../people/status';
import type {
  ApprovalStatus,
  AttestationStatus,
  Standing,
} from '../people/status';
import { voicesOf } from '../people/voices';
import type { ApprovalRow, AttestationRow, ReportRow } from '../store/types';
import { isOf } from './candidate';
import type { CandidateNames } from './candidate';
import { factsOf } from './said';
import type { Said } from './said';

/** One entity as people and tools are asked about it. */
export interface AskedEntity {
  entity: Record<string, unknown>;
  said: Said;
  /** Images that run in an environment, or in all for `''`. */
  imagesIn: (environment: string) => string[];
  /** Environments that the gate spans and the entity lives in. */
  environments: readonly string[];
  /** Of a candidate: its names, and where its evidence comes from. */
  candidate?: { names: CandidateNames; promotedFrom: string };
  /** Why an approval lapses by a rule, given what the gate is now. */
  lapse: (row: ApprovalRow) => string | undefined;
  now: Date;
}

export function statedEvidence({ evidence }: CompiledCheck): StatedEvidence[] {
  return evidence.filter((one): one is StatedEvidence => isStated(one.kind));
}

/** Whether the question is for people and tools alone, not for a cluster first. */
export function isStatedOnly({ check }: Question): boolean {
  return isStated(check.evidence[0].kind);
}

export function isApproval({ check }: Question): boolean {
  return check.evidence[0].kind === 'approval';
}

/** One answer; or one for each environment, where somebody spoke of one alone. */
export function statedAnswers(
  question: Question,
  asked: AskedEntity,
): QuestionAnswer[] {
  const spoken = wordsFor(question, asked).some(row => row.environment !== '');
  const environments =
    spoken && asked.environments.length > 0 ? asked.environments : [''];
  return environments.map(environment => ({
    question: question.key,
    cluster: '',
    environment,
    ...statedAnswer(question, environment, asked),
  }));
}

type Word = Pick<QuestionAnswer, 'result' | 'observedAt' | 'since'>;

/** The first kind that anybody answered; where nobody did, it waits for the first. */
export function statedAnswer(
  question: Question,
  environment: string,
  asked: AskedEntity,
): Word {
  const answers = statedEvidence(question.check).map(evidence =>
    answerOf(evidence, question, environment, asked),
  );
  const first = answers.find(({ said }) => said) ?? answers[0];
  const { said: _said, ...answer } = first;
  return answer;
}

function answerOf(
  evidence: StatedEvidence,
  question: Question,
  environment: string,
  asked: AskedEntity,
): Word & { said: boolean } {
  switch (evidence.kind) {
    case 'report':
      return reportAnswer(evidence, question, environment, asked);
    case 'attestation':
      return attestationAnswer(evidence, question, environment, asked);
    default:
      return approvalAnswer(evidence, question, asked);
  }
}

/** Reports that may answer, the newest first. */
export function reportsFor(
  { type, of }: ReportEvidence,
  { said, candidate }: Pick<AskedEntity, 'said' | 'candidate'>,
): ReportRow[] {
  return said.reports
    .filter(report => report.type === type)
    .filter(
      report => !candidate || of === 'any' || isOf(report, candidate.names),
    )
    .sort((a, b) => (isNewer(a, b) ? -1 : 1));
}

function reportAnswer(
  evidence: ReportEvidence,
  { params }: Question,
  environment: string,
  asked: AskedEntity,
): Word & { said: boolean } {
  const [report] = reportsFor(evidence, asked);
  if (!report) {
    return {
      said: false,
      result: pending('missing', noReport(evidence, asked), 'service'),
    };
  }
  const until = new Date(report.time.getTime() + evidence.validForMs);
  const times = {
    said: true,
    observedAt: report.time.toISOString(),
    since: report.receivedAt.toISOString(),
  };
  if (until <= asked.now) {
    const message = `The last report ${
      evidence.type
    } is of ${report.time.toISOString()}, too old since ${until.toISOString()}`;
    return { ...times, result: pending('expired', message, 'service') };
  }
  const judged = judgeReport(evidence, params, {
    report,
    environment,
    entity: asked.entity,
    now: asked.now,
  });
  switch (judged.r) {
    case 'pass':
      return {
        ...times,
        result: { result: 'pass', until: until.toISOString() },
      };
    case 'fail':
      return {
        ...times,
        result: {
          result: 'fail',
          findings: [judged.finding],
          findingsTotal: 1,
          until: until.toISOString(),
        },
      };
    case 'notApplicable':
      return {
        ...times,
        result: { result: 'notApplicable', rule: judged.rule },
      };
    default:
      return {
        ...times,
        result: {
          result: 'unknown',
          cause: judged.cause,
          message: judged.message,
        },
      };
  }
}

function noReport(
  { type, of }: ReportEvidence,
  { said, candidate }: AskedEntity,
): string {
  const others =
    candidate && of === 'candidate' && said.reports.some(r => r.type === type);
  return others
    ? `No report ${type} is of this candidate`
    : `No report ${type} has come`;
}

/** Words that answer a question, the newest first. */
function wordsFor(
  { key }: Question,
  { said, candidate }: AskedEntity,
): AttestationRow[] {
  return said.decisions
    .filter((row): row is AttestationRow => row.kind === 'attestation')
    .filter(row => row.question === key)
    .filter(
      ({ environment }) =>
        environment === '' ||
        !candidate ||
        environment === candidate.promotedFrom,
    )
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** Every attestation of the question, the newest first, with what stands of it. */
export function attestationsFor(
  question: Question,
  { lapsesOn }: AttestationEvidence,
  asked: AskedEntity,
): { row: AttestationRow; standing: Standing<AttestationStatus> }[] {
  return wordsFor(question, asked).map(row => ({
    row,
    standing: attestationStatus(
      row,
      lapsesOn,
      factsOf(asked.entity, imagesAskedOf(row, asked)),
      asked.now,
    ),
  }));
}

/** What must still run for the word to hold: where the gate spans, or where the word was given for. */
function imagesAskedOf(
  { environment, body }: AttestationRow,
  { candidate, environments, imagesIn }: AskedEntity,
): readonly string[] {
  if (candidate) {
    const known = [...candidate.names.images];
    // One of its names is enough: the others are the same image.
    return known.some(image => body.images.includes(image)) ? [] : known;
  }
  if (environment !== '') return imagesIn(environment);
  return environments.length > 0
    ? environments.flatMap(imagesIn)
    : imagesIn('');
}

function attestationAnswer(
  evidence: AttestationEvidence,
  question: Question,
  environment: string,
  asked: AskedEntity,
): Word & { said: boolean } {
  const words = attestationsFor(question, evidence, asked).filter(
    ({ row }) =>
      row.environment === '' ||
      row.environment === environment ||
      row.environment === asked.candidate?.promotedFrom,
  );
  const valid = words.find(({ standing }) => standing.status === 'valid');
  if (valid) {
    const { at, until } = valid.row;
    return {
      said: true,
      observedAt: at.toISOString(),
      since: at.toISOString(),
      result: {
        result: 'pass',
        stated: true,
        ...(until && { until: until.toISOString() }),
      },
    };
  }
  const [last] = words;
  if (!last) {
    const by = voicesOf(evidence.by, question.params, asked.entity);
    const message = by.length
      ? `Nobody of ${by.join(', ')} has attested it`
      : 'The scorecard names nobody who may attest it';
    return { said: false, result: pending('missing', message, 'people') };
  }
  const { status, reason } = last.standing;
  const ended =
    status === 'expired'
      ? `expired on ${last.row.until!.toISOString()}`
      : `${status}: ${reason ?? ''}`;
  return {
    said: true,
    since: last.row.at.toISOString(),
    result: pending(
      'expired',
      `Attested by ${last.row.by}; ${ended}`,
      'people',
    ),
  };
}

/** Every sign-off of the question, the newest first, with what stands of it. */
export function approvalsFor(
  { key }: Question,
  { said, lapse, now }: AskedEntity,
): { row: ApprovalRow; standing: Standing<ApprovalStatus> }[] {
  return said.decisions
    .filter((row): row is ApprovalRow => row.kind === 'approval')
    .filter(row => row.question === key)
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .map(row => ({ row, standing: approvalStatus(row, lapse(row), now) }));
}

function approvalAnswer(
  evidence: ApprovalEvidence,
  question: Question,
  asked: AskedEntity,
): Word & { said: boolean } {
  const given = approvalsFor(question, asked);
  // Who takes a word back leaves the one before it standing.
  const last = given.find(({ standing }) => standing.status !== 'revoked');
  const by = voicesOf(evidence.by, question.params, asked.entity);
  if (!last) {
    const message = by.length
      ? `Nobody of ${by.join(', ')} has signed off`
      : 'The scorecard names nobody who may sign off';
    return { said: false, result: pending('missing', message, 'people') };
  }
  const { row, standing } = last;
  const times = {
    said: true,
    observedAt: row.at.toISOString(),
    since: row.at.toISOString(),
  };
  if (standing.status === 'approved') {
    const until = row.until?.toISOString();
    return { ...times, result: { result: 'pass', ...(until && { until }) } };
  }
  if (standing.status === 'declined') {
    const message = `Declined by ${row.by}: ${standing.reason ?? ''}`;
    return {
      ...times,
      result: {
        result: 'fail',
        findingsTotal: 1,
        findings: [
          {
            cluster: '',
            environment: '',
            kind: 'Approval',
            name: by.join(', '),
            message,
          },
        ],
      },
    };
  }
  const why =
    standing.status === 'expired'
      ? `expired on ${row.until!.toISOString()}`
      : `lapsed: ${standing.reason}`;
  return {
    ...times,
    result: pending('expired', `Signed off by ${row.by}; ${why}`, 'people'),
  };
}

function pending(
  cause: 'missing' | 'expired',
  message: string,
  waitsFor: 'service' | 'people',
): Result {
  return { result: 'pending', cause, message, waitsFor };
}
