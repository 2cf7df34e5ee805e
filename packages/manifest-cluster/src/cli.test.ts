import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { main } from './cli';

const BIN = resolve(__dirname, '../bin/manifest-cluster');
const SMOKE = join(__dirname, '__fixtures__/smoke');

function start(args: string[]) {
  const child = spawn(BIN, args, { stdio: 'pipe' });
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
  });
  child.stderr.on('data', chunk => {
    output += chunk;
  });
  const ended = new Promise<number | null>(done => {
    child.on('exit', done);
  });
  const printed = (text: string) =>
    new Promise<void>(done => {
      const look = () => output.includes(text) && done();
      child.stdout.on('data', look);
      look();
    });
  return { child, ended, printed, output: () => output };
}

describe('the command', () => {
  it('prints the address, writes a kubeconfig, and ends on SIGTERM', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manifest-cluster-'));
    const file = join(folder, 'kubeconfig');
    const command = start([
      '--folder',
      SMOKE,
      '--token',
      'secret=robot,system:masters',
      '--write-kubeconfig',
      file,
    ]);
    await command.printed(`kubeconfig: ${file}`);
    const config = new KubeConfig();
    config.loadFromString(await readFile(file, 'utf8'));
    const server = config.getCurrentCluster()?.server;
    expect(command.output()).toContain(`${server}\n`);
    expect(config.getCurrentUser()?.token).toBe('secret');
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    command.child.kill('SIGTERM');
    expect(await command.ended).toBe(0);
    await rm(folder, { recursive: true });
  }, 60_000);

  it.each([
    [[], '--folder is missing'],
    [['--folder', '/none'], 'ENOENT'],
    [['--folder', SMOKE, '--port', 'x'], '--port x: expected a number'],
    [['--folder', SMOKE, '--rbac', 'x'], '--rbac x: expected allow-all'],
    [['--folder', SMOKE, '--upstream', 'x'], 'expected NS/NAME:PORT=URL'],
  ])('refuses %j', async (args, message) => {
    await expect(main(args)).rejects.toThrow(message);
  });
});
