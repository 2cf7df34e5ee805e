/**
 * Judges one question by the time series of one cluster. Queries are asked before, once for as many
 * subjects as they serve; here their series are given to the subjects whose names they carry. What
 * has no series, or none old enough, is what the check says it is, and never a zero.
 */
import type { Finding } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  OwnAnswer,
  PrometheusEvidence,
  SeriesQuery,
} from '../definitions/types';
import type { Series } from '../prometheus/answers';
import type { SeriesIndex } from '../prometheus/seriesIndex';
import { TemplateError } from '../prometheus/template';
import {
  combine,
  isAllRead,
  judgeSubject,
  withoutSubjects,
} from './kubernetes';
import type { SubjectJudgement } from './kubernetes';
import { livePods, subjectsOf } from './subjects';
import type { AskedSubject } from './subjects';
import type { EntityInCluster, Judgement, MeasuredQuery } from './types';

type Params = Record<string, unknown>;

export function judgePrometheus(
  evidence: PrometheusEvidence,
  params: Params,
  context: EntityInCluster,
): Judgement {
  if (!context.measurements) {
    const { name } = context.snapshot.cluster;
    return {
      r: 'cannotExist',
      reason: `no Prometheus is configured for the cluster ${name}`,
    };
  }
  if (!isAllRead(evidence, context)) return { r: 'unread' };
  const subjects = subjectsOf(evidence, context);
  if (subjects.length === 0) return withoutSubjects(evidence, context);
  const judgements = subjects.map(subject =>
    judgeMeasured(evidence, params, subject, context),
  );
  if (judgements.includes('unread')) return { r: 'unread' };
  const left = judgements.find(isLeft);
  if (left && judgements.every(isLeft))
    return { r: 'cannotExist', reason: left.rule };
  return combine(judgements.map(onlyHere));
}

/** Every query that the question asks of these workloads; the same text may come more than once. */
export function queriesOf(
  evidence: PrometheusEvidence,
  params: Params,
  context: EntityInCluster,
): MeasuredQuery[] {
  try {
    return subjectsOf(evidence, context).flatMap(subject =>
      namedQueries(evidence).flatMap(
        named => rendered(named, params, subject, context) ?? [],
      ),
    );
  } catch (error) {
    // The judging of it says so.
    if (error instanceof TemplateError) return [];
    throw error;
  }
}

/** It is not measured here: where that holds of every subject, the next kind of evidence is asked. */
interface Left {
  r: 'left';
  rule: string;
}

type Measurement = SubjectJudgement | Left | 'unread';

const isLeft = (judgement: Measurement): judgement is Left =>
  judgement !== 'unread' && judgement.r === 'left';

/** Some are measured, so the others should be. */
function onlyHere(judgement: Measurement): SubjectJudgement {
  return isLeft(judgement)
    ? { r: 'unknown', cause: 'not-configured', message: judgement.rule }
    : (judgement as SubjectJudgement);
}

interface NamedQuery {
  name: string;
  query: SeriesQuery;
  agoMs: number;
}

const HISTORY = 'minHistory';

function namedQueries({
  series,
  minHistory,
}: PrometheusEvidence): NamedQuery[] {
  return [
    ...[...series].map(([name, query]) => ({ name, query, agoMs: 0 })),
    ...(minHistory
      ? [{ name: HISTORY, query: minHistory.query, agoMs: minHistory.periodMs }]
      : []),
  ];
}

/** @throws TemplateError */
function rendered(
  { name, query, agoMs }: NamedQuery,
  params: Params,
  subject: AskedSubject,
  { snapshot }: EntityInCluster,
): MeasuredQuery | undefined {
  const { namespace, workload, pods } = namesOf(subject);
  const text = query.template.render({
    cluster: snapshot.cluster.name,
    ...(namespace !== undefined && { namespace }),
    ...(workload !== undefined && { workload }),
    pods,
    params,
  });
  return text === undefined
    ? undefined
    : { name, text, agoMs, ...(query.range && { range: query.range }) };
}

/** The real names that a series of the subject carries. */
function namesOf({ subject, named }: AskedSubject): {
  namespace?: string;
  workload?: string;
  pods: string[];
} {
  switch (subject.kind) {
    case 'workload': {
      const { namespace, name } = subject.workload;
      const pods = livePods(subject.workload).map(pod => pod.metadata.name);
      return { namespace, workload: name, pods };
    }
    case 'pod':
      return {
        namespace: named.namespace,
        workload: subject.workload?.name,
        pods: [named.name],
      };
    case 'namespace':
      return { namespace: subject.namespace, pods: [] };
    default:
      return { pods: [] };
  }
}

function judgeMeasured(
  evidence: PrometheusEvidence,
  params: Params,
  subject: AskedSubject,
  context: EntityInCluster,
): Measurement {
  const found = new Map<string, readonly Series[]>();
  for (const named of namedQueries(evidence)) {
    const series = measuredSeries(named, evidence, params, subject, context);
    if (series === 'unread' || 'r' in series) return series as 'unread';
    found.set(named.name, series);
  }
  const missing = missingData(evidence, found);
  if (missing?.result === 'fallback') return { r: 'left', rule: missing.rule };
  const instead = missing && ownAnswer(missing, subject, context);
  found.delete(HISTORY);
  const more = Object.fromEntries(found);
  return judgeSubject(evidence, params, subject, context, more, instead);
}

function missingData(
  { noData, minHistory }: PrometheusEvidence,
  found: ReadonlyMap<string, readonly Series[]>,
): OwnAnswer | undefined {
  if (found.get(noData.of)!.length === 0) return noData;
  return found.get(HISTORY)?.length === 0 ? minHistory : undefined;
}

function measuredSeries(
  named: NamedQuery,
  { match }: PrometheusEvidence,
  params: Params,
  subject: AskedSubject,
  context: EntityInCluster,
): readonly Series[] | SubjectJudgement | 'unread' {
  let query: MeasuredQuery | undefined;
  try {
    query = rendered(named, params, subject, context);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { r: 'unknown', cause: 'check-error', message: error.message };
  }
  if (!query) return [];
  const measured = context.measurements!.of(query);
  switch (measured.r) {
    case 'unread':
      return 'unread';
    case 'refused':
      return {
        r: 'unknown',
        cause: 'query-failed',
        message: `Prometheus: ${measured.message}`,
      };
    default:
      return named.query.own
        ? measured.series.all
        : seriesOfSubject(measured.series, match, subject);
  }
}

/** By names that are equal, never by a prefix: `api` is not `api-gateway`. */
function seriesOfSubject(
  series: SeriesIndex,
  match: PrometheusEvidence['match'],
  subject: AskedSubject,
): readonly Series[] {
  const { namespace = '', workload, pods } = namesOf(subject);
  if (match.pod !== undefined) {
    const labels = [match.namespace, match.pod];
    return pods.flatMap(pod => [...series.find(labels, [namespace, pod])]);
  }
  return match.workload !== undefined && workload !== undefined
    ? series.find([match.namespace, match.workload], [namespace, workload])
    : series.find([match.namespace], [namespace]);
}

function ownAnswer(
  { result, rule }: OwnAnswer,
  { named }: AskedSubject,
  { snapshot, environment }: EntityInCluster,
): SubjectJudgement {
  switch (result) {
    case 'notApplicable':
      return { r: 'notApplicable', rule };
    case 'unknown':
      return { r: 'unknown', cause: 'not-configured', message: rule };
    default: {
      const finding: Finding = {
        cluster: snapshot.cluster.name,
        environment,
        ...named,
        message: rule,
      };
      return { r: 'fail', finding };
    }
  }
}
