/** What was signed, as it was then. */
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  ApprovalSnapshot,
  ApprovalView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useApiData, useNow, useReadinessTranslation } from '../../hooks';
import { CountsList } from '../CountsBar';
import { RelativeTime } from '../RelativeTime';
import { ScoreMeter } from '../ScoreMeter';
import { ErrorState, Loading, RowsSkeleton } from '../States';
import { VerdictChip } from '../VerdictChip';
import { Who } from '../Who';
import { useDialogStyles } from './dialogStyles';
import { Facts } from './Facts';
import { ReadDialog } from './FormDialog';
import { SignedItems } from './SignedItems';

export interface SnapshotDialogProps {
  id: string;
  /** The item's. */
  text: string;
  onClose: () => void;
}

type Signed = ApprovalSnapshot['items'][number];

export const SnapshotDialog = ({ id, text, onClose }: SnapshotDialogProps) => {
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const approval = useApiData(id, signal => api.getApproval(id, { signal }));
  const { value, error, loading, retry } = approval;
  const declined = value?.decision === 'decline';
  return (
    <ReadDialog
      wide
      title={t(declined ? 'snapshot.declinedTitle' : 'snapshot.title')}
      item={text}
      busy={loading}
      onClose={onClose}
    >
      {error && !loading && <ErrorState bare error={error} onRetry={retry} />}
      {!value && loading && (
        <>
          <Loading />
          <RowsSkeleton rows={4} />
        </>
      )}
      {value && <Snapshot approval={value} />}
    </ReadDialog>
  );
};

const Snapshot = ({ approval }: { approval: ApprovalView }) => {
  const classes = useDialogStyles();
  const { t } = useReadinessTranslation();
  const now = useNow();
  const { snapshot, by, at, decision, reason } = approval;
  if (!snapshot)
    return <Typography variant="body2">{t('snapshot.missing')}</Typography>;
  return (
    <>
      <Typography variant="body2">
        {t(decision === 'decline' ? 'word.declined' : 'word.approved', {
          who: <Who entityRef={by} />,
          time: <RelativeTime iso={at} now={now} />,
        })}
      </Typography>
      <Facts
        facts={[
          [
            t('snapshot.verdict'),
            <VerdictChip verdict={snapshot.verdict} size="small" />,
          ],
          [t('score.label'), <ScoreMeter score={snapshot.score} />],
          [t('entity.filterResult'), <CountsList counts={snapshot.counts} />],
          [t('snapshot.remark'), reason],
          [t('snapshot.selection'), snapshot.selection],
          [t('snapshot.revision'), snapshot.revision],
        ]}
      />
      <div>
        <h3 className={classes.title}>
          {t('approve.items', { count: snapshot.items.length })}
        </h3>
        <SignedItems items={snapshot.items} more={one => asked(one)} />
      </div>
    </>
  );

  function asked({ questions }: Signed) {
    return (
      <div className={classes.small}>
        {questions.map(({ key, check, revision, params }) => (
          <div key={key}>
            {check} ({revision})
            {Object.keys(params).length > 0 && (
              <>
                {' '}
                · {t('snapshot.params')} <code>{JSON.stringify(params)}</code>
              </>
            )}
          </div>
        ))}
      </div>
    );
  }
};
