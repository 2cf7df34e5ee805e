/**
 * Measures the process that it runs in: memory from a thread of its own, so that a busy main thread
 * is no gap in the samples; the event loop's delay and the processor's time from Node.js itself.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

export interface Gauged<T> {
  value: T;
  ms: number;
  cpuMs: number;
  /** In MB, before and at its peak. */
  rssIdle: number;
  rssPeak: number;
  /** In ms: how late a timer of 10 ms came. */
  delayP50: number;
  delayP99: number;
  delayMax: number;
}

const SAMPLE_MS = 100;
const TIMER_MS = 10;
const MB = 1024 * 1024;

const SAMPLER = `
const { parentPort, workerData } = require('node:worker_threads');
const peak = new Float64Array(workerData.peak);
const sample = () => { peak[0] = Math.max(peak[0], process.memoryUsage.rss()); };
sample();
setInterval(sample, ${SAMPLE_MS});
parentPort.postMessage('ready');
`;

export async function gauge<T>(work: () => Promise<T>): Promise<Gauged<T>> {
  const idle = await idleRss();
  const peak = new Float64Array(new SharedArrayBuffer(8));
  const sampler = new Worker(SAMPLER, {
    eval: true,
    workerData: { peak: peak.buffer },
  });
  await new Promise(resolve => {
    sampler.once('message', resolve);
  });
  const delay = monitorEventLoopDelay({ resolution: TIMER_MS });
  delay.enable();
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  try {
    const value = await work();
    const ms = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpu);
    delay.disable();
    return {
      value,
      ms,
      cpuMs: (user + system) / 1000,
      rssIdle: idle / MB,
      rssPeak: Math.max(peak[0], idle) / MB,
      delayP50: late(delay.percentile(50)),
      delayP99: late(delay.percentile(99)),
      delayMax: late(delay.max),
    };
  } finally {
    await sampler.terminate();
  }
}

/** The histogram holds the time between two timers, in nanoseconds. */
function late(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e6 - TIMER_MS);
}

async function idleRss(): Promise<number> {
  for (let round = 0; round < 2; round += 1) {
    globalThis.gc?.();
    await sleep(50);
  }
  return process.memoryUsage.rss();
}
