/** Starts the backend of ./backstage.cjs, and stops it. */
import type { DiscoveryService } from '@backstage/backend-plugin-api';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Backstage {
  discovery: DiscoveryService;
  stop(): Promise<void>;
}

export async function startBackstage(config: object): Promise<Backstage> {
  const child = fork(
    join(__dirname, 'backstage.cjs'),
    [JSON.stringify(config)],
    { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const exited = once(child, 'exit');
  const [message] = await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`the backend ended with ${code} before it was ready`);
    }),
  ]);
  const { port } = message as { port: number };
  const getBaseUrl = async (pluginId: string) =>
    `http://127.0.0.1:${port}/api/${pluginId}`;
  return {
    discovery: { getBaseUrl, getExternalBaseUrl: getBaseUrl },
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}
