/** The formats by the name that callers give. Adding one is a file and a line. */
import { cobertura } from './cobertura';
import type { CoverageExtract } from './coverage';
import { declaredJson, type JsonExtract } from './declared';
import { drill, type DrillExtract } from './drill';
import { helmLint, type HelmLintExtract } from './helmLint';
import { junit, type JunitExtract } from './junit';
import { k6, type K6Extract } from './k6';
import { kubeBench, type KubeBenchExtract } from './kubeBench';
import { kubeconform, type KubeconformExtract } from './kubeconform';
import { lcov } from './lcov';
import { sarif, type SarifExtract } from './sarif';
import { sonobuoy, type SonobuoyExtract } from './sonobuoy';
import { trivy, type TrivyExtract } from './trivy';
import type { ReportFormat } from '../types';

/** Only these fields of a report are ever stored. */
export interface Extracts {
  k6: K6Extract;
  junit: JunitExtract;
  cobertura: CoverageExtract;
  lcov: CoverageExtract;
  sarif: SarifExtract;
  trivy: TrivyExtract;
  'kube-bench': KubeBenchExtract;
  sonobuoy: SonobuoyExtract;
  'helm-lint': HelmLintExtract;
  kubeconform: KubeconformExtract;
  json: JsonExtract;
  drill: DrillExtract;
}
export type FormatName = keyof Extracts;

export const FORMATS: {
  readonly [F in FormatName]: ReportFormat<Extracts[F]>;
} = {
  k6,
  junit,
  cobertura,
  lcov,
  sarif,
  trivy,
  'kube-bench': kubeBench,
  sonobuoy,
  'helm-lint': helmLint,
  kubeconform,
  json: declaredJson,
  drill,
};

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

export type {
  CoverageExtract,
  DrillExtract,
  HelmLintExtract,
  JsonExtract,
  JunitExtract,
  K6Extract,
  KubeBenchExtract,
  KubeconformExtract,
  SarifExtract,
  SonobuoyExtract,
  TrivyExtract,
};
