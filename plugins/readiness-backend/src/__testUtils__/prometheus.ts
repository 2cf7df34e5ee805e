/** A real Prometheus over a history that promtool made of samples. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Sample {
  metric: string;
  labels: Record<string, string>;
  value: number;
  at: Date;
}

export interface RealPrometheus {
  url: string;
  stop(): Promise<void>;
}

/** With REQUIRE_TOOLS, as in CI, the tests run and fail. */
export function prometheusIsThere(): boolean {
  const found = ['prometheus', 'promtool'].every(
    program => !spawnSync(program, ['--version']).error,
  );
  if (found || process.env.REQUIRE_TOOLS) return true;
  process.stderr.write('skipped: prometheus is not installed\n');
  return false;
}

const PATIENCE = 300;

export async function startPrometheus(
  samples: readonly Sample[],
): Promise<RealPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'readiness-prometheus-'));
  const metrics = join(folder, 'metrics.txt');
  const data = join(folder, 'data');
  const config = join(folder, 'prometheus.yml');
  writeFileSync(metrics, openMetrics(samples));
  writeFileSync(config, '{}\n');
  execFileSync('promtool', [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    '--quiet',
    metrics,
    data,
  ]);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=10y',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < PATIENCE; tries++) {
    const ready = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (ready?.ok) return { url, stop };
    await wait(100);
  }
  await stop();
  throw new Error('Prometheus did not get ready');
}

/** Samples of one metric stand together, and those of one series in the order of time. */
function openMetrics(samples: readonly Sample[]): string {
  const metrics = [...new Set(samples.map(({ metric }) => metric))];
  const lines = metrics.flatMap(name =>
    samples
      .filter(({ metric }) => metric === name)
      .map(({ metric, labels, value, at }) => {
        const text = Object.entries(labels).map(
          ([label, content]) => `${label}=${JSON.stringify(content)}`,
        );
        return `${metric}{${text.join(',')}} ${value} ${at.getTime() / 1000}`;
      }),
  );
  return `${lines.join('\n')}\n# EOF\n`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
