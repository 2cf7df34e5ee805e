/** Every gate that the filters match, as a file; fetched when somebody asks for it. */
import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import GetAppIcon from '@material-ui/icons/GetApp';
import { readinessApiRef } from '../../api';
import { useReadinessTranslation } from '../../hooks';
import { BusyButton } from '../BusyButton';
import { saveFile } from '../Report/saveFile';
import { explainError } from '../States';
import { filterQuery, readSorting } from './useOverviewQuery';

type State =
  | { phase: 'idle' | 'saving' | 'saved' }
  | { phase: 'failed'; error: Error };

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    paddingBottom: theme.spacing(0.5),
  },
  told: { fontSize: theme.typography.pxToRem(13) },
}));

export const DownloadCsv = ({ params }: { params: URLSearchParams }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const [state, setState] = useState<State>({ phase: 'idle' });
  const saving = state.phase === 'saving';

  const save = async () => {
    setState({ phase: 'saving' });
    try {
      const query = { ...filterQuery(params), ...readSorting(params) };
      const text = await api.getGatesFile(query);
      saveFile('gates.csv', 'text/csv;charset=utf-8', text);
      setState({ phase: 'saved' });
    } catch (error) {
      setState({ phase: 'failed', error: error as Error });
    }
  };
  return (
    <div className={classes.root}>
      <span role="status" className={classes.told}>
        {state.phase === 'saved' && t('overview.csv.saved')}
        {state.phase === 'failed' &&
          t('overview.csv.failed', { why: explainError(t, state.error).text })}
      </span>
      <BusyButton
        size="small"
        color="primary"
        startIcon={<GetAppIcon />}
        busy={saving}
        onClick={save}
      >
        {t(saving ? 'overview.csv.saving' : 'overview.csv.download')}
      </BusyButton>
    </div>
  );
};
