// Serves the Prometheus of every example cluster, each on its port: a real one where there is one, else recorded answers.
//
//   node examples/metrics/serve.mjs [--mode real|recorded|record] NAME=PORT=FOLDER …
//
// It answers from the start; what is asked while a Prometheus still reads its history waits. With `record` every
// answer is kept, and written when the process is told to end. It ends with the process that started it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listen, startPrometheus } from './prometheus.mjs';
import { Recording } from './recorded.mjs';

const PROGRAMS = ['prometheus', 'promtool'];

export const prometheusIsThere = () => PROGRAMS.every(program => !spawnSync(program, ['--version']).error);

const seconds = () => Date.now() / 1000;

function parametersOf(url) {
  return Object.fromEntries(new URL(url, 'http://localhost').searchParams);
}

function sendJson(response, code, body) {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function recorded(name) {
  const recording = Recording.read(name);
  return {
    ready: Promise.resolve(),
    handle: (request, response) => {
      const answer = recording.answer(parametersOf(request.url), seconds());
      if (answer) return sendJson(response, 200, answer);
      const error = 'the example has no recorded answer to this query, and no prometheus is installed to ask';
      return sendJson(response, 422, { status: 'error', errorType: 'execution', error });
    },
    stop: async () => {},
  };
}

function real(name, folder, home, keep) {
  const started = startPrometheus({ name, folder, home });
  const recording = keep && new Recording();
  const handle = async (request, response) => {
    const { url } = await started;
    const upstream = await fetch(`${url}${request.url}`);
    const body = await upstream.text();
    if (recording && upstream.ok) recording.add(parametersOf(request.url), JSON.parse(body), seconds());
    response.writeHead(upstream.status, { 'content-type': 'application/json' });
    response.end(body);
  };
  return {
    ready: started,
    handle: (request, response) =>
      handle(request, response).catch(error =>
        sendJson(response, 503, { status: 'error', errorType: 'unavailable', error: error.message }),
      ),
    stop: async () => {
      if (recording) console.log(`${name}: ${JSON.stringify(recording.write(name))}`);
      await started.then(({ stop }) => stop()).catch(() => {});
    },
  };
}

async function main(args) {
  const mode = args[0] === '--mode' ? args.splice(0, 2)[1] : prometheusIsThere() ? 'real' : 'recorded';
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'readiness-example-'));
  const served = [];
  const end = async code => {
    await Promise.all(served.map(one => one.stop()));
    fs.rmSync(home, { recursive: true, force: true });
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void end(0));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void end(0), 1000).unref();

  for (const arg of args) {
    const [name, port, folder] = arg.split('=');
    const own = path.join(home, name);
    fs.mkdirSync(own);
    // The first one reads its manifests while the next waits: promtool and prometheus work beside it.
    const one = mode === 'recorded' ? recorded(name) : real(name, folder, own, mode === 'record');
    served.push(one);
    await listen(one.handle, Number(port));
  }
  await Promise.all(served.map(({ ready }) => ready)).catch(error => {
    console.error(`The example's Prometheus did not start: ${error.message}`);
    return end(1);
  });
  console.log('ready');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
