import { useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { EvaluationOverview } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../api';
import { useApiData } from './useApiData';
import type { ApiData } from './useApiData';
import { useVisible } from './useVisible';

const POLL_MS = 2000;

/** Shards and evaluations; asked again while something runs and the page is visible. */
export function useEvaluations(): {
  evaluations: ApiData<EvaluationOverview>;
  running: boolean;
  paused: boolean;
} {
  const api = useApi(readinessApiRef);
  const evaluations = useApiData('evaluations', signal =>
    api.getEvaluations({ signal }),
  );
  const { value, loading, error, retry } = evaluations;
  const running = value !== undefined && isRunning(value);
  const visible = useVisible();
  const polls = running && visible && !loading && !error;
  useEffect(() => {
    if (!polls) return undefined;
    const timer = setTimeout(retry, POLL_MS);
    return () => clearTimeout(timer);
  }, [polls, retry]);
  return { evaluations, running, paused: running && !visible };
}

const isRunning = ({ shards, evaluations }: EvaluationOverview) =>
  shards.some(({ running }) => running) ||
  evaluations.some(({ status }) => status === 'queued' || status === 'running');
