/**
 * Runs the steps that the how-to guides show, as far as they run without the product named: what it would
 * substitute is substituted, and the shell script of the step runs under sh, with the variables of the step.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';

export const HOW_TO = resolve(__dirname, '../../../../docs/how-to');
export const SCRIPT = join(HOW_TO, 'ci/readiness.sh');

/** The block of a page that has this title. */
export function snippet(page: string, title: string): string {
  const text = readFileSync(join(HOW_TO, page), 'utf8');
  const block = new RegExp(
    `^\`\`\`\\w+ title="${title.replaceAll('.', '\\.')}"\n([\\s\\S]*?)^\`\`\`$`,
    'm',
  ).exec(text);
  if (!block) throw new Error(`${page} has no block with the title ${title}`);
  return block[1];
}

export const yamlSnippet = (page: string, title: string) =>
  parse(snippet(page, title));

/** A program with its variables, ready to run. */
export interface Step {
  command: string[];
  env: Record<string, string>;
  /** Where the checkout is. */
  cwd: string;
}

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export async function run(
  { command: [program, ...args], env, cwd }: Step,
  more: Record<string, string> = {},
): Promise<Ended> {
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH, ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { code: -1, stdout: '', stderr: '' };
  child.stdout.on('data', data => (ended.stdout += data));
  child.stderr.on('data', data => (ended.stderr += data));
  const [code, signal] = await once(child, 'close');
  if (code === null) throw new Error(`${program} was ended by ${signal}`);
  return { ...ended, code };
}

export interface Surroundings {
  portalUrl: string;
  token: string;
  /** A checkout: what the guide says is in it. */
  checkout: string;
}

export const COMMIT = 'd6f5c1d3f2a94c0e8b7a6958473625140f1e2d3c';

/** Puts the script and the files of a guide where it says that they are. */
export function makeCheckout(
  folder: string,
  files: Record<string, string> = {},
): string {
  const all: Record<string, string> = { 'ci/readiness.sh': SCRIPT, ...files };
  for (const [name, from] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(from, join(folder, name));
  }
  return folder;
}

/** Replaces what `pattern` finds by what `values` has for its first group. */
function substitute(
  text: string,
  pattern: RegExp,
  values: Record<string, string>,
): string {
  return text.replace(pattern, (_, name: string) => {
    if (!Object.hasOwn(values, name))
      throw new Error(`The product knows no ${name}`);
    return values[name];
  });
}

const mapped = (
  env: Record<string, unknown>,
  of: (text: string) => string,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, of(String(value))]),
  );

interface GitHubStep {
  run?: string;
  env?: Record<string, unknown>;
}

/** The step of the job that calls the script. */
export function gitHubStep(
  workflow: { jobs: Record<string, { steps: GitHubStep[] }> },
  job: string,
  { portalUrl, token, checkout }: Surroundings,
): Step {
  const step = workflow.jobs[job].steps.find(it =>
    it.run?.includes('readiness.sh'),
  )!;
  const values = {
    'vars.PORTAL_URL': portalUrl,
    'secrets.READINESS_TOKEN': token,
    'github.sha': COMMIT,
    'github.run_id': '4711',
    'github.run_attempt': '2',
    'github.server_url': 'https://git.example.com',
    'github.repository': 'shop/payments',
  };
  const resolved = (text: string) =>
    substitute(text, /\$\{\{ *([\w.]+) *\}\}/g, values);
  return {
    command: ['sh', '-e', '-c', resolved(step.run!)],
    env: mapped(step.env!, resolved),
    cwd: checkout,
  };
}

export function gitLabJob(
  {
    variables,
    script,
  }: { variables: Record<string, string>; script: string[] },
  { portalUrl, token, checkout }: Surroundings,
): Step {
  const values = {
    CI_COMMIT_SHA: COMMIT,
    CI_JOB_ID: '815',
    CI_JOB_URL: 'https://git.example.com/shop/payments/-/jobs/815',
  };
  const resolved = (text: string) => substitute(text, /\$(CI_\w+)/g, values);
  return {
    command: ['sh', '-e', '-c', script.join('\n')],
    env: {
      PORTAL_URL: portalUrl,
      READINESS_TOKEN: token,
      ...mapped(variables, resolved),
    },
    cwd: checkout,
  };
}

interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef: { name: string; key: string } };
}

/** The guides use one Secret. PORTAL_URL is the reader's own, so it is the test's. */
function environmentOf(
  env: readonly EnvVar[],
  { portalUrl, token }: Surroundings,
): Record<string, string> {
  const values = env.map(({ name, value, valueFrom }) => {
    if (!valueFrom) return [name, value!];
    const { name: secret, key } = valueFrom.secretKeyRef;
    if (`${secret}/${key}` !== 'readiness-token/token')
      throw new Error(`No guide tells of the Secret ${secret}/${key}`);
    return [name, token];
  });
  return { ...Object.fromEntries(values), PORTAL_URL: portalUrl };
}

interface TektonTask {
  spec: {
    params: { name: string; default?: string }[];
    steps: { script: string; env: EnvVar[] }[];
  };
}

export function tektonTask(
  { spec }: TektonTask,
  params: Record<string, string>,
  surroundings: Surroundings,
): Step {
  const [{ script, env }] = spec.steps;
  const given = spec.params.map(({ name, default: fallback }) => {
    const value = params[name] ?? fallback;
    if (value === undefined) throw new Error(`The param ${name} is required`);
    return [`params.${name}`, value];
  });
  const values = {
    ...Object.fromEntries(given),
    'workspaces.source.path': surroundings.checkout,
    'context.taskRun.uid': '0f7c3a52-6f5e-4a8e-9a53-1b7f6f3f0001',
  };
  const resolved = (text: string) =>
    substitute(text, /\$\(((?:params|context|workspaces)[\w.-]+)\)/g, values);
  return {
    command: ['sh', '-c', resolved(script)],
    env: mapped(environmentOf(env, surroundings), resolved),
    cwd: surroundings.checkout,
  };
}

interface JobSpec {
  template: {
    spec: {
      containers: {
        command: string[];
        env: EnvVar[];
        volumeMounts: { name: string; mountPath: string }[];
      }[];
      volumes: { name: string; configMap: { name: string } }[];
    };
  };
}

interface Kustomization {
  configMapGenerator: { name: string; files: string[] }[];
}

/** The one container of a Job, with its ConfigMap as the kustomization makes it, mounted. */
export function kubernetesJob(
  spec: JobSpec,
  { configMapGenerator }: Kustomization,
  surroundings: Surroundings,
): Step {
  const [{ command, env, volumeMounts }] = spec.template.spec.containers;
  const mounts = volumeMounts.map(({ name, mountPath }) => {
    const volume = spec.template.spec.volumes.find(it => it.name === name)!;
    const { files } = configMapGenerator.find(
      it => it.name === volume.configMap.name,
    )!;
    const folder = join(surroundings.checkout, 'mounts', name);
    makeCheckout(
      folder,
      Object.fromEntries(
        files.map(file => [file, join(dirname(SCRIPT), file)]),
      ),
    );
    return { mountPath: `${mountPath}/`, folder: `${folder}/` };
  });
  const seenInside = (text: string) =>
    mounts.reduce(
      (path, { mountPath, folder }) => path.replace(mountPath, folder),
      text,
    );
  return {
    command: command.map(seenInside),
    env: environmentOf(env, surroundings),
    cwd: '/',
  };
}

export interface AnalysisTemplate {
  spec: {
    args: {
      name: string;
      value?: string;
      valueFrom?: { secretKeyRef: { name: string; key: string } };
    }[];
    metrics: Metric[];
  };
}

interface Metric {
  successCondition?: string;
  failureCondition?: string;
  provider: {
    web?: {
      method: string;
      url: string;
      timeoutSeconds: number;
      headers: { key: string; value: string }[];
      body: string;
      jsonPath: string;
    };
    job?: { spec: JobSpec };
  };
}

/** As the controller does: in the metric's JSON as a whole. */
export function resolveMetric(
  { spec }: AnalysisTemplate,
  given: Record<string, string>,
  { token, portalUrl }: Surroundings,
): Metric {
  const values = spec.args.map(({ name, value, valueFrom }) => [
    name,
    valueFrom ? token : given[name] ?? value!,
  ]);
  const args = { ...Object.fromEntries(values), 'portal-url': portalUrl };
  const json = substitute(
    JSON.stringify(spec.metrics[0]),
    /\{\{ *args\.([\w-]+) *\}\}/g,
    args,
  );
  return JSON.parse(json);
}

export type Phase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

/** One measurement of the web provider. */
export async function measure({
  provider: { web },
  successCondition,
  failureCondition,
}: Metric): Promise<Phase> {
  const { method, url, headers, body, timeoutSeconds, jsonPath } = web!;
  let result: unknown;
  try {
    const answer = await fetch(url, {
      method,
      body,
      headers: Object.fromEntries(
        headers.map(({ key, value }) => [key, value]),
      ),
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    if (!answer.ok) return 'Error';
    const field = /^\{\$\.(\w+)\}$/.exec(jsonPath)![1];
    result = ((await answer.json()) as Record<string, unknown>)[field];
  } catch {
    return 'Error';
  }
  if (result === undefined) return 'Error';
  if (holds(failureCondition!, result)) return 'Failed';
  return holds(successCondition!, result) ? 'Successful' : 'Inconclusive';
}

/** `result == 1 || result == 2`: as much of the language as the guide uses. */
function holds(condition: string, result: unknown): boolean {
  return condition.split('||').some(part => {
    const wanted = /^ *result == (\d+) *$/.exec(part);
    if (!wanted) throw new Error(`The test cannot read ${condition}`);
    return Number(wanted[1]) === result;
  });
}
