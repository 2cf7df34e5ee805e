import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  EvaluationView,
  ReadinessApi,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../api';

export type EvaluationState =
  | { phase: 'idle' }
  | { phase: 'asking' }
  | { phase: 'running'; evaluations: EvaluationView[]; paused: boolean }
  | { phase: 'done'; evaluations: EvaluationView[] }
  | { phase: 'failed'; error: Error };

const POLL_MS = 1000;
/** So many unanswered polls in a row are taken for a blip, more for a failure. */
const MAX_MISSES = 5;

const isOver = ({ status }: EvaluationView) =>
  status === 'succeeded' || status === 'failed';

/** Asks for an evaluation and follows it while the page is visible. */
export function useEvaluation(entityRef: string, onDone: () => void) {
  const api = useApi(readinessApiRef);
  const [state, setState] = useState<EvaluationState>({ phase: 'idle' });
  const follower = useRef<AbortController>();
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(() => {
    setState({ phase: 'idle' });
    return () => follower.current?.abort();
  }, [entityRef]);

  const start = useCallback(async () => {
    follower.current?.abort();
    const controller = new AbortController();
    follower.current = controller;
    const show = (next: EvaluationState) => {
      if (!controller.signal.aborted) setState(next);
    };
    show({ phase: 'asking' });
    try {
      const asked = await api.evaluate(
        { entityRef },
        { signal: controller.signal },
      );
      const evaluations = await follow(api, asked, controller.signal, show);
      show({ phase: 'done', evaluations });
      if (!controller.signal.aborted) done.current();
    } catch (error) {
      show({ phase: 'failed', error: error as Error });
    }
  }, [api, entityRef]);

  const dismiss = useCallback(() => setState({ phase: 'idle' }), []);
  return { state, start, dismiss };
}

async function follow(
  api: ReadinessApi,
  asked: EvaluationView[],
  signal: AbortSignal,
  show: (state: EvaluationState) => void,
): Promise<EvaluationView[]> {
  let evaluations = asked;
  let misses = 0;
  const report = () =>
    show({
      phase: 'running',
      evaluations,
      paused: document.visibilityState === 'hidden',
    });
  report();
  while (!signal.aborted && !evaluations.every(isOver)) {
    await sleep(POLL_MS, signal);
    report();
    await untilVisible(signal);
    if (signal.aborted) break;
    try {
      evaluations = await Promise.all(
        evaluations.map(one =>
          isOver(one) ? one : api.getEvaluation(one.id, { signal }),
        ),
      );
      misses = 0;
    } catch (error) {
      misses += 1;
      if (misses >= MAX_MISSES) throw error;
    }
    report();
  }
  return evaluations;
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(finish, milliseconds);
    function finish() {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
    signal.addEventListener('abort', finish);
  });
}

function untilVisible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState !== 'hidden') return Promise.resolve();
  return new Promise(resolve => {
    function check() {
      if (document.visibilityState === 'hidden' && !signal.aborted) return;
      document.removeEventListener('visibilitychange', check);
      signal.removeEventListener('abort', check);
      resolve();
    }
    document.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check);
  });
}
