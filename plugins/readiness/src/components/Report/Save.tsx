/** Saves the report as a file: Markdown to read, CSV to reckon with. */
import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import GetAppIcon from '@material-ui/icons/GetApp';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityPath } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useReadinessTranslation } from '../../hooks';
import { BusyButton } from '../BusyButton';
import { explainError } from '../States';
import { saveFile } from './saveFile';
import { useReportStyles } from './styles';

export interface SaveProps {
  path: EntityPath;
  scorecard: string;
}

const FORMATS = {
  markdown: { type: 'text/markdown;charset=utf-8', ending: 'md' },
  csv: { type: 'text/csv;charset=utf-8', ending: 'csv' },
} as const;

type Format = keyof typeof FORMATS;

type State =
  | { phase: 'idle' }
  | { phase: 'saving'; format: Format }
  | { phase: 'saved'; file: string }
  | { phase: 'failed'; error: Error };

export const Save = ({ path, scorecard }: SaveProps) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const [state, setState] = useState<State>({ phase: 'idle' });

  const save = async (format: Format) => {
    setState({ phase: 'saving', format });
    try {
      const text = await api.getReportFile(path, scorecard, format);
      const { type, ending } = FORMATS[format];
      const file = `${fileName(path, scorecard)}.${ending}`;
      saveFile(file, type, text);
      setState({ phase: 'saved', file });
    } catch (error) {
      setState({ phase: 'failed', error: error as Error });
    }
  };

  return (
    <>
      <div className={classes.buttons}>
        {(['markdown', 'csv'] as const).map(format => {
          const busy = state.phase === 'saving' && state.format === format;
          return (
            <BusyButton
              key={format}
              size="small"
              variant="outlined"
              color="primary"
              startIcon={<GetAppIcon />}
              busy={state.phase === 'saving'}
              onClick={() => save(format)}
            >
              {busy ? t('report.saving') : t(`report.${format}`)}
            </BusyButton>
          );
        })}
      </div>
      <span role="status" className={classes.saved}>
        {state.phase === 'saved' && t('report.saved', { file: state.file })}
      </span>
      {state.phase === 'failed' && (
        <Alert role="alert" severity="error" className={classes.alert}>
          <AlertTitle>{t('report.saveFailedTitle')}</AlertTitle>
          {explainError(t, state.error).text}
        </Alert>
      )}
    </>
  );
};

/** As the backend names it for those who fetch it from there. */
function fileName(path: EntityPath, scorecard: string): string {
  const ref = stringifyEntityRef(path);
  return `${scorecard}-${ref.replace(/[^a-z0-9.]+/gi, '-')}`;
}
