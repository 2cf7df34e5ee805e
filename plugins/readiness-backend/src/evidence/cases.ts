/** Runs the cases that a check file carries: a small cluster in, a result and findings out. */
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type {
  Finding,
  Verdict,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { JsonObject } from '@backstage/types';
import { selectionOf } from '../clusters/selection';
import { snapshotOf } from '../clusters/testing';
import { WORKLOAD_RESOURCES } from '../clusters/types';
import type { KubernetesObject } from '../clusters/types';
import type {
  CatalogEvidence,
  CompiledCheck,
  KubernetesEvidence,
  PrometheusEvidence,
  Question,
  ReportEvidence,
} from '../definitions/types';
import { judgeCatalog } from './catalog';
import { CatalogIndex } from './catalogIndex';
import { judgeQuestion } from './judge';
import { readPlanOf } from './readPlan';
import { judgeReport } from './report';
import type { SeenReport } from './report';
import type { Judged } from './judge';
import { SeriesIndex } from '../prometheus/seriesIndex';
import type { EntityInCluster, Measured, Measurements } from './types';

export interface CheckCase {
  name: string;
  result: 'pass' | 'fail' | 'notApplicable' | 'unknown' | 'pending';
  /** What a cluster holds; absent where a report is judged. */
  objects?: KubernetesObject[];
  /** What was read out of a report, in place of a cluster; its time is an hour before `now`. */
  report?: Partial<Omit<SeenReport, 'time'>> & { data: SeenReport['data'] };
  /** What Prometheus answers; absent: none is configured. A series that is not given has no data. */
  prometheus?: {
    series?: Record<string, CaseSeries[]>;
    /** What the look back of `minHistory` finds; absent: what is there now. */
    history?: CaseSeries[];
    /** Prometheus refuses the queries with this message. */
    error?: string;
  };
  /** The entity is the cluster itself or the mesh on it, not a service on it. */
  of?: 'cluster' | 'mesh';
  /** Entities that the catalog holds beside `entity`, in place of a cluster. */
  catalog?: Entity[];
  /** What the gates of entities say, by ref, on whatever scorecard is asked for. */
  verdicts?: Record<string, Verdict>;
  params?: JsonObject;
  /** Each must be matched by one finding; only the fields given count. */
  findings?: Partial<Finding>[];
  /** Part of the rule of notApplicable, the cause's message of unknown, or a finding's message. */
  message?: string;
  unread?: string[];
  notServed?: string[];
  now?: string;
  environment?: string;
  version?: string;
  entity?: JsonObject;
  managed?: boolean;
}

interface CaseSeries {
  labels: Record<string, string>;
  value: number;
  /** Of a range query; absent: the value alone. */
  values?: number[];
}

const DEFAULT_ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'app',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'app' },
  },
  spec: {
    type: 'service',
    owner: 'group:default/app',
    lifecycle: 'production',
  },
};

/** As `snapshotOf` names it. */
const CASE_CLUSTER = 'test';

const wholeEntity = (type: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: CASE_CLUSTER,
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-cluster': CASE_CLUSTER },
  },
  spec: { type, owner: 'group:default/platform' },
});

const WHOLE_ENTITIES = {
  cluster: wholeEntity('kubernetes-cluster'),
  mesh: wholeEntity('service-mesh'),
};

/** @throws Error when the case's objects hold no workload of the entity: such a case says nothing. */
export function judgeCase(check: CompiledCheck, testCase: CheckCase): Judged {
  const now = timeOf(testCase);
  const entity = entityOf(testCase);
  if (testCase.catalog) return judgeCatalogCase(check, testCase, entity, now);
  if (testCase.report) return judgeReportCase(check, testCase, entity, now);
  const asked = askedOfCluster(check, testCase);
  return asked === 'unread'
    ? { r: 'unread' }
    : judgeQuestion(asked.question, asked.inCluster);
}

const timeOf = ({ now }: CheckCase) => new Date(now ?? '2026-11-21T12:00:00Z');

const entityOf = ({ of, entity }: CheckCase) =>
  merge(of ? WHOLE_ENTITIES[of] : DEFAULT_ENTITY, entity ?? {});

/** What a case asks of a cluster; half a listing cannot say which workloads there are. */
export function askedOfCluster(
  check: CompiledCheck,
  testCase: CheckCase,
): { question: Question; inCluster: EntityInCluster } | 'unread' {
  const now = timeOf(testCase);
  const entity = entityOf(testCase);
  const snapshot = snapshotOf({
    objects: testCase.objects ?? [],
    version: testCase.version,
    unread: testCase.unread,
    notServed: testCase.notServed,
    environment: testCase.environment,
    now,
    // Only what a live cluster would be asked for: a case also proves that the plan is enough.
    plan: readPlanOf(
      check.evidence.filter(
        (evidence): evidence is KubernetesEvidence | PrometheusEvidence =>
          evidence.kind === 'kubernetes' || evidence.kind === 'prometheus',
      ),
    ),
  });
  const selection = selectionOf(entity as never);
  const whole = selection.whole ?? false;
  const found = snapshot.workloadsOf(selection);
  if (found.length === 0 && !whole) {
    // The evaluator stops here as well.
    if (WORKLOAD_RESOURCES.some(name => testCase.unread?.includes(name)))
      return 'unread';
    throw new Error(
      'no workload in the objects carries the label backstage.io/kubernetes-id: app',
    );
  }
  const environment = whole ? '' : testCase.environment ?? found[0].environment;
  const workloads = found.filter(
    workload => whole || workload.environment === environment,
  );
  const params = { ...defaultsOf(check), ...testCase.params };
  return {
    question: { key: check.definition.id, check, params },
    inCluster: {
      entity,
      snapshot,
      environment,
      workloads,
      whole,
      clusterFacts: { managed: testCase.managed ?? false },
      extendedGrant: true,
      ...(testCase.prometheus && {
        measurements: measurementsOf(check, testCase),
      }),
      now,
    },
  };
}

const PROMETHEUS = 'prometheus';

function measurementsOf(
  { evidence }: CompiledCheck,
  { prometheus, unread }: CheckCase,
): Measurements {
  const { series = {}, history, error } = prometheus!;
  const asked = evidence.flatMap(one =>
    one.kind === 'prometheus' ? [...one.series.keys()] : [],
  );
  const strange = Object.keys(series).find(name => !asked.includes(name));
  if (strange) throw new Error(`the check asks for no series ${strange}`);
  const now = Object.values(series).flat();
  return {
    of: ({ name, agoMs }): Measured => {
      if (unread?.includes(PROMETHEUS)) return { r: 'unread' };
      if (error !== undefined) return { r: 'refused', message: error };
      const given = agoMs > 0 ? history ?? now : series[name] ?? [];
      return {
        r: 'series',
        series: new SeriesIndex(
          given.map(({ labels, value, values = [value] }) => ({
            labels,
            value,
            values,
          })),
        ),
      };
    },
  };
}

function judgeCatalogCase(
  check: CompiledCheck,
  { catalog = [], verdicts = {}, params }: CheckCase,
  entity: JsonObject,
  now: Date,
): Judged {
  const evidence = check.evidence.find(
    (one): one is CatalogEvidence => one.kind === 'catalog',
  );
  if (!evidence) throw new Error('the check does not ask the catalog');
  const index = new CatalogIndex();
  for (const one of [...catalog, entity as unknown as Entity]) index.add(one);
  return judgeCatalog(
    evidence,
    { ...defaultsOf(check), ...params },
    {
      entityRef: stringifyEntityRef(entity as unknown as Entity),
      catalog: index,
      verdictOf: ref => verdicts[ref],
      now,
    },
  );
}

const AN_HOUR = 3_600_000;

function judgeReportCase(
  check: CompiledCheck,
  { report, params, environment = '' }: CheckCase,
  entity: JsonObject,
  now: Date,
): Judged {
  const evidence = check.evidence.find(
    (one): one is ReportEvidence => one.kind === 'report',
  );
  if (!evidence) throw new Error('the check reads no report');
  const judged = judgeReport(
    evidence,
    { ...defaultsOf(check), ...params },
    {
      report: {
        type: evidence.type,
        time: new Date(now.getTime() - AN_HOUR),
        ...report!,
      },
      entity,
      environment,
      now,
    },
  );
  switch (judged.r) {
    case 'fail':
      return { r: 'fail', findings: [judged.finding], total: 1 };
    case 'unknown':
      return { ...judged, cause: 'check-error' };
    default:
      return judged;
  }
}

const RESULT_OF: Record<Judged['r'], CheckCase['result']> = {
  pass: 'pass',
  fail: 'fail',
  notApplicable: 'notApplicable',
  unknown: 'unknown',
  unread: 'unknown',
  // People or tools are asked next.
  cannotExist: 'pending',
};

/** What is wrong with the outcome of a case, in one line; undefined when it is as written. */
export function caseMismatch(
  testCase: CheckCase,
  judged: Judged,
): string | undefined {
  const result = RESULT_OF[judged.r];
  if (result !== testCase.result) {
    return `expected ${testCase.result}, got ${JSON.stringify(judged)}`;
  }
  const missing = (testCase.findings ?? []).find(
    wanted => !findingsOf(judged).some(f => matches(f, wanted)),
  );
  if (missing) {
    return `no finding like ${JSON.stringify(missing)} in ${JSON.stringify(
      findingsOf(judged),
    )}`;
  }
  if (testCase.message && !textOf(judged).includes(testCase.message)) {
    return `"${testCase.message}" is not said in: ${textOf(judged)}`;
  }
  return undefined;
}

function findingsOf(judged: Judged): Finding[] {
  return judged.r === 'fail' ? judged.findings : [];
}

function textOf(judged: Judged): string {
  if (judged.r === 'notApplicable') return judged.rule;
  if (judged.r === 'unknown') return judged.message;
  return findingsOf(judged)
    .map(({ message }) => message)
    .join('\n');
}

function matches(finding: Finding, wanted: Partial<Finding>): boolean {
  return Object.entries(wanted).every(
    ([field, value]) => finding[field as keyof Finding] === value,
  );
}

function defaultsOf({ definition }: CompiledCheck): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(definition.params).map(([name, param]) => [
      name,
      param.default,
    ]),
  );
}

function merge(base: JsonObject, over: JsonObject): JsonObject {
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] =
      isObject(below) && isObject(value) ? merge(below, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
