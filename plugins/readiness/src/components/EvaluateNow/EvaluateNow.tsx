/** The button that evaluates now, and beside it how far that is and how it ended. */
import Tooltip from '@material-ui/core/Tooltip';
import RefreshIcon from '@material-ui/icons/Refresh';
import { usePermission } from '@backstage/plugin-permission-react';
import { readinessEvaluationRunPermission } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { EvaluationState } from '../../hooks';
import { BusyButton } from '../BusyButton';

export interface EvaluateNowProps {
  state: EvaluationState;
  onStart: () => void;
}

export const EvaluateNow = ({ state, onStart }: EvaluateNowProps) => {
  const { t } = useReadinessTranslation();
  const { allowed, loading } = usePermission({
    permission: readinessEvaluationRunPermission,
  });
  const busy = state.phase === 'asking' || state.phase === 'running';
  const denied = !loading && !allowed;
  return (
    <Tooltip title={denied ? t('evaluate.denied') : ''}>
      {/* A disabled button sends no events, and the tooltip would never show. */}
      <span>
        <BusyButton
          variant="outlined"
          color="primary"
          size="small"
          startIcon={<RefreshIcon />}
          busy={busy}
          disabled={!allowed}
          onClick={onStart}
          aria-describedby={denied ? 'readiness-evaluate-denied' : undefined}
        >
          {busy ? t('evaluate.running') : t('evaluate.button')}
        </BusyButton>
        {denied && (
          <span id="readiness-evaluate-denied" hidden>
            {t('evaluate.denied')}
          </span>
        )}
      </span>
    </Tooltip>
  );
};
