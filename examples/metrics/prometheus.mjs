// A real Prometheus of one example cluster: promtool makes blocks of its history, and it scrapes what goes on.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { seriesOf } from './all.mjs';
import { ClusterFolder, readCluster } from './cluster.mjs';
import { exposition, writeHistory } from './text.mjs';

const now = () => Math.floor(Date.now() / 1000);

/** Samples of the history lie up to half an hour apart. */
const LOOKBACK = '35m';
const ONE_BLOCK = '1458h';

/** @returns {Promise<{url: string, stop(): Promise<void>}>} */
export async function startPrometheus({ name, folder, home }) {
  const manifests = new ClusterFolder(folder);
  const moment = now();
  const read = () => seriesOf(readCluster(name, manifests.objects(), moment));
  const data = path.join(home, 'data');
  const history = path.join(home, 'history.txt');
  writeHistory(history, read(), moment);
  const blocks = ['tsdb', 'create-blocks-from', `--max-block-duration=${ONE_BLOCK}`, 'openmetrics', '--quiet'];
  await run('promtool', [...blocks, history, data]);
  fs.rmSync(history);

  const exporter = await listen((request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(exposition(read(), now()));
  });
  const config = path.join(home, 'prometheus.json');
  fs.writeFileSync(config, JSON.stringify(scraping(exporter.port)));
  const { port, free } = await reserve();
  await free();
  const child = spawn('prometheus', [
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    '--storage.tsdb.retention.time=10y',
    `--query.lookback-delta=${LOOKBACK}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, child);
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
      exporter.close();
    },
  };
}

/** JSON is YAML. The example tells its own targets, so their labels win. */
function scraping(port) {
  return {
    global: { scrape_interval: '1m', scrape_timeout: '20s' },
    scrape_configs: [
      { job_name: 'example', honor_labels: true, static_configs: [{ targets: [`127.0.0.1:${port}`] }] },
    ],
  };
}

async function untilReady(url, child) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`prometheus ended with exit code ${child.exitCode}`);
    const answer = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(50);
  }
  child.kill();
  throw new Error('prometheus did not get ready within half a minute');
}

async function run(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', chunk => (said += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} failed: ${said.trim().split('\n').pop()}`);
}

export async function listen(handle, port = 0) {
  const server = http.createServer(handle).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { port: server.address().port, close: () => server.close() };
}

async function reserve() {
  const { port, close } = await listen(() => {});
  return { port, free: async () => close() };
}
