/** A part of the benchmark in a process of its own: started, called and ended from here. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a process answers to: plain values in, plain values out. */
export type Handlers = Record<string, (argument: never) => unknown>;

/** A handler as it is called from another process. */
type Remote<H extends Handlers> = {
  [K in keyof H]: (
    ...argument: Parameters<H[K]>
  ) => Promise<Awaited<ReturnType<H[K]>>>;
};

export interface RemoteProcess<H extends Handlers> {
  call: Remote<H>;
  pid: number;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  exited: Promise<unknown>;
}

export type ProcessName =
  | 'cluster'
  | 'kubernetes'
  | 'readiness'
  | 'floor'
  | 'library'
  | 'techInsights'
  | 'portal';

export interface StartOptions {
  /** Handed to the process as it starts. */
  options: object;
  execArgv?: string[];
  env?: Record<string, string>;
}

interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

export async function startProcess<H extends Handlers>(
  name: ProcessName,
  { options, execArgv = [], env = {} }: StartOptions,
): Promise<RemoteProcess<H>> {
  const child = fork(join(__dirname, '../processes', `${name}.ts`), {
    execArgv: ['--require', TRANSFORM, '--expose-gc', ...execArgv],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const waiting = answersOf(child, name);
  let next = 0;
  const send = (method: string, argument: unknown) =>
    new Promise((resolve, reject) => {
      next += 1;
      waiting.set(next, { resolve, reject });
      child.send({ id: next, method, argument });
    });
  const call = new Proxy({} as Remote<H>, {
    get: (_, method: string) => (argument: unknown) => send(method, argument),
  });
  await send('start', options);
  return {
    call,
    pid: child.pid!,
    exited,
    signal: signal => void child.kill(signal),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await exited;
    },
  };
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

function answersOf(child: ChildProcess, name: string): Map<number, Waiting> {
  const waiting = new Map<number, Waiting>();
  child.on('message', ({ id, value, error }: Answer) => {
    const asked = waiting.get(id);
    // Backstage's own development tools send messages too.
    if (!asked) return;
    waiting.delete(id);
    if (error === undefined) asked.resolve(value);
    else asked.reject(new Error(`${name}: ${error}`));
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values())
      reject(new Error(`${name} ended with ${signal ?? code}`));
    waiting.clear();
  });
  return waiting;
}

/** The other end: answers calls one after the other, or as they come, until the parent is gone. */
export function serve<O>(
  start: (options: O) => Promise<Handlers> | Handlers,
): void {
  let handlers: Handlers = {};
  const answer = async (method: string, argument: unknown) => {
    if (method === 'start') {
      handlers = await start(argument as O);
      return undefined;
    }
    return handlers[method](argument as never);
  };
  process.on(
    'message',
    ({
      id,
      method,
      argument,
    }: {
      id: number;
      method: string;
      argument: unknown;
    }) => {
      answer(method, argument).then(
        value => process.send!({ id, value }),
        error => process.send!({ id, error: String(error?.stack ?? error) }),
      );
    },
  );
  process.on('disconnect', () => process.exit());
  process.on('SIGTERM', () => process.exit());
}
