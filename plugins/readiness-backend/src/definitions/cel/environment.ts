/** The CEL environments of checks: one with the functions, and from it one for each piece of evidence. */
import type { Environment } from '@marcbachmann/cel-js';
import { registerFunctions } from './functions';
import { loadCelLibrary } from './library';
import { PARSE_LIMITS } from './limits';

const TIMESTAMP = 'google.protobuf.Timestamp';

/** Variables by the type that CEL checks them as, for every subject. */
const ALWAYS: Record<string, string> = {
  object: 'map',
  params: 'map',
  variables: 'map',
  entity: 'map',
  cluster: 'map',
  environment: 'string',
  now: TIMESTAMP,
};

const CONTAINER: Record<string, string> = {
  container: 'map',
  containerClass: 'string',
  containerPath: 'string',
  workload: 'map',
  template: 'map',
  namespaceObject: 'map',
};
const WORKLOAD: Record<string, string> = {
  workload: 'map',
  template: 'map',
  namespaceObject: 'map',
};
const POD: Record<string, string> = { pod: 'map', ...WORKLOAD };
const NAMESPACED: Record<string, string> = { namespaceObject: 'map' };

const BY_SUBJECT: Record<string, Record<string, string>> = {
  container: CONTAINER,
  workload: WORKLOAD,
  pod: POD,
  namespace: NAMESPACED,
  node: {},
  cluster: {},
};

/** Names of variables for subjects of a kind, with their CEL types. Other kinds are Kubernetes resources. */
export function variablesOf(each: string): Record<string, string> {
  return {
    ...ALWAYS,
    ...(Object.hasOwn(BY_SUBJECT, each) ? BY_SUBJECT[each] : NAMESPACED),
  };
}

const REPORT: Record<string, string> = {
  report: 'map',
  params: 'map',
  entity: 'map',
  environment: 'string',
  now: TIMESTAMP,
};

/** Made when an expression is compiled in it, and once. */
export type LazyEnvironment = () => Environment;

/** The environment of evidence that a report gives. */
export function createReportEnvironment(base: Environment): LazyEnvironment {
  return lazily(base, REPORT);
}

const CATALOG: Record<string, string> = {
  entity: 'map',
  object: 'map',
  params: 'map',
  variables: 'map',
  now: TIMESTAMP,
};

/** The environment of evidence that the catalog gives, with the names that it reads. */
export function createCatalogEnvironment(
  base: Environment,
  reads: Iterable<string>,
): LazyEnvironment {
  return lazily(base, CATALOG, reads);
}

/** Names that a read of the catalog cannot have. */
export const CATALOG_NAMES: ReadonlySet<string> = new Set(Object.keys(CATALOG));

/** The environment with every function and no variable. One serves any number of loads. */
export async function createBaseEnvironment(): Promise<Environment> {
  const { Environment: CelEnvironment } = await loadCelLibrary();
  const environment = new CelEnvironment({
    unlistedVariablesAreDyn: false,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: PARSE_LIMITS,
  });
  registerFunctions(environment);
  return environment;
}

/** The environment of one piece of evidence: its subject's variables and the names it reads. */
export function createEvidenceEnvironment(
  base: Environment,
  each: string,
  reads: Iterable<string>,
): LazyEnvironment {
  return lazily(base, variablesOf(each), reads);
}

function lazily(
  base: Environment,
  variables: Readonly<Record<string, string>>,
  lists: Iterable<string> = [],
): LazyEnvironment {
  let made: Environment | undefined;
  return () => {
    made ??= withVariables(base, variables, lists);
    return made;
  };
}

function withVariables(
  base: Environment,
  variables: Readonly<Record<string, string>>,
  lists: Iterable<string>,
): Environment {
  const environment = base.clone();
  for (const [name, type] of Object.entries(variables))
    environment.registerVariable(name, type);
  for (const name of lists) environment.registerVariable(name, 'list');
  return environment;
}
