/** What each cluster and environment answers, with the age of the evidence behind it. */
import { makeStyles } from '@material-ui/core/styles';
import type {
  AnswerView,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { isChanging } from '../../model/gate';
import type { T } from '../../model/sentences';
import { DataTable } from '../DataTable';
import type { DataColumn } from '../DataTable';
import { Day, RelativeTime } from '../RelativeTime';
import { ResultChip } from '../ResultChip';
import { Who } from '../Who';

export interface AnswersTableProps {
  item: ItemView;
  now: number;
}

const useStyles = makeStyles(theme => ({
  lines: { display: 'grid', gap: theme.spacing(0.25), justifyItems: 'start' },
  ages: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.25, 2) },
  quiet: { color: theme.palette.text.secondary },
}));

export const AnswersTable = ({ item, now }: AnswersTableProps) => {
  const { t } = useReadinessTranslation();
  const titles = new Map(item.checks.map(check => [check.id, check.title]));
  const columns: (DataColumn<AnswerView> & { shown: boolean })[] = [
    {
      id: 'environment',
      label: t('answer.environment'),
      shown: true,
      nowrap: true,
      render: a => a.environment || t('answer.anyEnvironment'),
    },
    {
      id: 'cluster',
      label: t('answer.cluster'),
      shown: item.answers.some(a => a.cluster),
      nowrap: true,
      render: a => a.cluster || t('answer.anyCluster'),
    },
    {
      id: 'check',
      label: t('answer.check'),
      shown: item.checks.length > 1,
      render: a => titles.get(a.check) ?? a.check,
    },
    {
      id: 'result',
      label: t('answer.result'),
      shown: true,
      grow: true,
      render: answer => <AnswerResult answer={answer} now={now} t={t} />,
    },
    {
      id: 'evidence',
      label: t('answer.evidence'),
      shown: true,
      grow: true,
      render: answer => <EvidenceAge answer={answer} now={now} t={t} />,
    },
  ];
  return (
    <DataTable
      caption={t('item.answersTitle')}
      columns={columns.filter(column => column.shown)}
      rows={item.answers}
      rowKey={a => `${a.cluster}/${a.environment}/${a.check}`}
    />
  );
};

type PartProps = { answer: AnswerView; now: number; t: T };

const AnswerResult = ({ answer, now, t }: PartProps) => {
  const classes = useStyles();
  const changing = isChanging(answer, now);
  const known = causeSentence(t, answer.cause);
  return (
    <div className={classes.lines}>
      <ResultChip
        result={changing ? 'changing' : answer.result}
        cause={answer.cause}
        size="small"
      />
      {changing && answer.settlesAt && (
        <span>
          {t('answer.settles', {
            settled: t(`result.${answer.settled ?? 'pass'}`),
            time: <RelativeTime iso={answer.settlesAt} now={now} />,
          })}
        </span>
      )}
      {known && <span>{known}</span>}
      {answer.underlying && (
        <span>{t('answer.underlying', { cause: answer.underlying })}</span>
      )}
      {answer.message && (
        <span className={classes.quiet}>{answer.message}</span>
      )}
      {answer.stated && (
        <span className={classes.quiet}>{t('answer.stated')}</span>
      )}
      {answer.until && answer.result === 'pass' && (
        <span className={classes.quiet}>
          {t('answer.statedUntil', {
            date: <Day iso={answer.until} />,
            time: <RelativeTime iso={answer.until} now={now} />,
          })}
        </span>
      )}
      <Waived answer={answer} now={now} t={t} />
    </div>
  );
};

/** Who accepted it, why, until when, and what would count without it. */
const Waived = ({ answer, now, t }: PartProps) => {
  const classes = useStyles();
  const { waiver, covers, result } = answer;
  if (result !== 'waived') return null;
  return (
    <>
      {waiver && (
        <span>
          {t('answer.waived', {
            date: <Day iso={waiver.until} />,
            time: <RelativeTime iso={waiver.until} now={now} />,
          })}
          {waiver.decidedBy && (
            <>
              ,{' '}
              {t('answer.waivedBy', {
                who: <Who entityRef={waiver.decidedBy} />,
              })}
            </>
          )}
        </span>
      )}
      {waiver?.reason && <span>{waiver.reason}</span>}
      {covers && (
        <span className={classes.quiet}>
          {t('answer.covers', { result: t(`result.${covers}`) })}
        </span>
      )}
    </>
  );
};

const EvidenceAge = ({ answer, now, t }: PartProps) => {
  const classes = useStyles();
  const { observedAt, since, staleAt, standingIn } = answer;
  const stale = staleAt !== undefined && Date.parse(staleAt) <= now;
  const ago = (iso: string) => <RelativeTime iso={iso} now={now} />;
  return (
    <div className={classes.lines}>
      <span className={classes.ages}>
        {/* A word that is missing is nothing that could have been read. */}
        {(observedAt || answer.result !== 'pending') && (
          <span>
            {observedAt
              ? t('answer.observed', { time: ago(observedAt) })
              : t('answer.neverObserved')}
          </span>
        )}
        {since && (
          <span className={classes.quiet}>
            {t('answer.since', { time: ago(since) })}
          </span>
        )}
        {staleAt && (
          <span className={classes.quiet}>
            {t(stale ? 'answer.staleNow' : 'answer.staleAt', {
              time: ago(staleAt),
            })}
          </span>
        )}
      </span>
      {standingIn && (
        <span>
          {t('answer.standingIn')} ({standingIn.cause}, {ago(standingIn.since)}
          ): {standingIn.message}
        </span>
      )}
    </div>
  );
};

const KNOWN_CAUSES = [
  'unreachable',
  'forbidden',
  'needs-user-credentials',
  'not-configured',
  'query-failed',
  'timeout',
  'stale',
  'malformed',
  'check-error',
  'missing',
  'expired',
] as const;

/** A newer backend may know causes that this page has no sentence for. */
export function causeSentence(t: T, cause?: string): string | undefined {
  const known = KNOWN_CAUSES.find(one => one === cause);
  return known && t(`cause.${known}`);
}
