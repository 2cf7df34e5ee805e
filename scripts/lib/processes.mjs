/** Runs other programs, and takes them along when this one is ended. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const running = new Set();

/** Children lead process groups of their own, so that their children end with them. */
function endAll(signal) {
  for (const child of running) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      child.kill(signal);
    }
  }
}

function endWithChildren(signal) {
  endAll('SIGTERM');
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Signals are ours only while a child runs; what runs afterwards has its own way to stop. */
function track(child) {
  if (running.size === 0) {
    SIGNALS.forEach(signal => process.on(signal, endWithChildren));
  }
  running.add(child);
  const forget = () => {
    running.delete(child);
    if (running.size === 0) {
      SIGNALS.forEach(signal => process.off(signal, endWithChildren));
    }
  };
  child.once('close', forget);
  child.once('error', forget);
}

process.on('exit', () => endAll('SIGTERM'));

/** Starts a program that is ended with this process. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
    ...options,
  });
  track(child);
  return child;
}

/** Runs a program to its end; the exit code is the answer. */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options);
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
}

/**
 * Runs a step that takes a while: its output goes to a log, of which the end is
 * shown when the step fails.
 */
export async function runStep(title, logFile, command, args, options = {}) {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.openSync(logFile, 'w');
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  console.log(`${title} …`);
  const ticker = setInterval(() => console.log(`  … ${seconds()} s`), 20_000);
  try {
    const code = await run(command, args, {
      ...options,
      stdio: ['ignore', log, log],
    });
    if (code !== 0) {
      const end = fs.readFileSync(logFile, 'utf8').trimEnd().split('\n');
      throw new Error(
        `${title}: failed (${code}) after ${seconds()} s.\n` +
          `${end.slice(-40).join('\n')}\n\nThe whole log: ${logFile}`,
      );
    }
    console.log(`  done in ${seconds()} s`);
  } finally {
    clearInterval(ticker);
    fs.closeSync(log);
  }
}

/** Where a program lies on PATH, if it does. */
export function findProgram(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(folder, name);
      try {
        fs.accessSync(file, fs.constants.X_OK);
        if (fs.statSync(file).isFile()) return file;
      } catch {
        // not here
      }
    }
  }
  return undefined;
}
