/** Compiles what people and tools are asked: evidence of kind `report`, `attestation`, `approval`. */
import type {
  EvidenceKind,
  EvidenceSummary,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { createReportEnvironment } from './cel/environment';
import { durationMs } from './durations';
import { ExpressionCompiler, type EvidenceContext } from './expressions';
import type {
  RawApproval,
  RawAttestation,
  RawEvidence,
  RawReport,
  RawVoice,
} from './raw';
import { ENTITY_REF } from './refs';
import type { Path } from './source';
import { didYouMean } from './suggest';
import type {
  ApprovalEvidence,
  AttestationEvidence,
  Program,
  ReportEvidence,
  StatedEvidence,
  Voice,
} from './types';

export const STATED_KINDS: readonly StatedEvidence['kind'][] = [
  'report',
  'attestation',
  'approval',
];

export function isStated(kind: EvidenceKind): kind is StatedEvidence['kind'] {
  return (STATED_KINDS as readonly EvidenceKind[]).includes(kind);
}

/** Undefined when something in it is wrong, which `problems` then says. */
export function compileStated(
  entry: RawEvidence,
  path: Path,
  context: EvidenceContext,
): StatedEvidence | undefined {
  const before = context.problems.errors.length;
  const compiled = compileEntry(entry, path, context);
  return context.problems.errors.length > before ? undefined : compiled;
}

function compileEntry(
  { report, attestation, approval }: RawEvidence,
  path: Path,
  context: EvidenceContext,
): StatedEvidence | undefined {
  if (report) return compileReport(report, path, context);
  if (attestation) return compileAttestation(attestation, path, context);
  return approval && compileApproval(approval, path, context);
}

function compileReport(
  raw: RawReport,
  path: Path,
  context: EvidenceContext,
): ReportEvidence {
  const compiler = new ExpressionCompiler(
    createReportEnvironment(context.base),
    {},
    path,
    context,
  );
  const text = (field: 'path' | 'found' | 'wanted') => {
    const source = raw[field];
    const program =
      source === undefined
        ? undefined
        : compiler.compile([field], source, 'string')?.program;
    return program ? { [field]: program } : {};
  };
  const where = (raw.where ?? []).map(({ rule, expression }, index) => ({
    rule,
    test: compiler.compile(['where', index, 'expression'], expression, 'bool')
      ?.program as Program<boolean>,
  }));
  const { title } = context;
  return {
    kind: 'report',
    type: raw.type,
    of: raw.of ?? 'candidate',
    validForMs: duration(raw.validFor, [...path, 'validFor'], context),
    where,
    expression: compiler.compile(['expression'], raw.expression, 'bool')
      ?.program as Program<boolean>,
    message: raw.message
      ? (compiler.compile(['message'], raw.message, 'string')
          ?.program as Program<string>)
      : { source: JSON.stringify(title), run: () => title },
    ...text('path'),
    ...text('found'),
    ...text('wanted'),
  };
}

function compileAttestation(
  raw: RawAttestation,
  path: Path,
  context: EvidenceContext,
): AttestationEvidence {
  return {
    kind: 'attestation',
    by: voice(raw.by, [...path, 'by'], context),
    statement: raw.statement,
    validForMs: duration(raw.validFor, [...path, 'validFor'], context),
    linkRequired: raw.linkRequired ?? false,
    lapsesOn: raw.lapsesOn ?? [],
  };
}

function compileApproval(
  raw: RawApproval,
  path: Path,
  context: EvidenceContext,
): ApprovalEvidence {
  const { step = 1 } = raw;
  if (typeof step === 'object')
    knownParam(step.param, [...path, 'step', 'param'], context);
  return {
    kind: 'approval',
    by: voice(raw.by, [...path, 'by'], context),
    step,
    ...(raw.validFor !== undefined && {
      validForMs: duration(raw.validFor, [...path, 'validFor'], context),
    }),
  };
}

function voice(raw: RawVoice, path: Path, context: EvidenceContext): Voice {
  if (typeof raw === 'object') {
    knownParam(raw.param, [...path, 'param'], context);
    return raw;
  }
  if (raw !== 'owner' && !ENTITY_REF.test(raw)) {
    context.problems.at(
      path,
      `\`by\` must be \`owner\`, a reference such as \`group:default/security\`, or \`{ param: NAME }\``,
    );
  }
  return { ref: raw };
}

function knownParam(
  name: string,
  path: Path,
  { params, problems }: EvidenceContext,
): void {
  if (params.includes(name)) return;
  problems.at(
    path,
    `the check declares no param \`${name}\`${didYouMean(
      name,
      new Set(params),
    )}`,
  );
}

function duration(
  text: string,
  path: Path,
  { problems }: EvidenceContext,
): number {
  const ms = durationMs(text);
  if (ms === undefined || ms === 0) {
    problems.at(
      path,
      `\`validFor\` is no ISO 8601 duration such as P90D: \`${text}\``,
    );
  }
  return ms ?? 0;
}

export function summarizeStated({
  report,
  attestation,
  approval,
}: RawEvidence): EvidenceSummary {
  if (report) {
    return {
      kind: 'report',
      reads: [],
      reportType: report.type,
      validFor: report.validFor,
      expression: report.expression,
      where: report.where ?? [],
    };
  }
  if (attestation) {
    const { statement, by, validFor, linkRequired, lapsesOn } = attestation;
    return {
      kind: 'attestation',
      reads: [],
      statement,
      by: voiceText(by),
      validFor,
      ...(linkRequired && { linkRequired }),
      ...(lapsesOn && { lapsesOn }),
    };
  }
  return {
    kind: 'approval',
    reads: [],
    by: voiceText(approval!.by),
    ...(approval!.validFor && { validFor: approval!.validFor }),
  };
}

function voiceText(raw: RawVoice): string {
  return typeof raw === 'object' ? `params.${raw.param}` : raw;
}
