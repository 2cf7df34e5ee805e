/** Whom an item would hold if it were enforced for everybody today. */
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import ArrowForwardIcon from '@material-ui/icons/ArrowForward';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import GavelIcon from '@material-ui/icons/Gavel';
import RemoveIcon from '@material-ui/icons/Remove';
import TimelapseIcon from '@material-ui/icons/Timelapse';
import type {
  ImpactedEntity,
  ItemImpact,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { usePages, useReadinessTranslation } from '../../hooks';
import { toneColors } from '../../model/tones';
import { DataTable } from '../DataTable';
import { ReadDialog } from '../Decisions';
import { More } from '../Definition';
import { EntityName } from '../EntityName';
import { useNumber } from '../RelativeTime';
import { ResultChip } from '../ResultChip';
import { ErrorState, Loading, RowsSkeleton } from '../States';
import { VerdictChip } from '../VerdictChip';
import { visuallyHidden } from '../visuallyHidden';

export interface ImpactDialogProps {
  scorecard: string;
  item: Pick<ItemView, 'id' | 'text'>;
  onClose: () => void;
}

const PAGE_SIZE = 25;

/** What changes comes first. */
const COUNTS = [
  { count: 'wouldBlock', tone: 'bad', Icon: BlockIcon },
  { count: 'wouldHold', tone: 'open', Icon: TimelapseIcon },
  { count: 'alreadyBlocked', tone: 'muted', Icon: BlockIcon },
  { count: 'alreadyHeld', tone: 'muted', Icon: TimelapseIcon },
  { count: 'waived', tone: 'decided', Icon: GavelIcon },
  { count: 'withoutEffect', tone: 'muted', Icon: RemoveIcon },
  { count: 'passing', tone: 'good', Icon: CheckCircleIcon },
] as const;

const useStyles = makeStyles(theme => ({
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: theme.spacing(1),
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    },
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  count: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    alignItems: 'center',
    alignContent: 'center',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(1, 1.5),
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
    fontSize: theme.typography.pxToRem(13),
  },
  number: {
    fontSize: theme.typography.pxToRem(20),
    fontWeight: 600,
    lineHeight: 1.2,
    fontVariantNumeric: 'tabular-nums',
  },
  words: { gridColumn: 2, color: theme.palette.text.secondary },
  table: {
    minWidth: 0,
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
    overflow: 'hidden',
  },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  verdicts: {
    position: 'relative',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  arrow: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(16),
  },
  hidden: { ...visuallyHidden },
}));

export const ImpactDialog = ({
  scorecard,
  item,
  onClose,
}: ImpactDialogProps) => {
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const impact = usePages<ItemImpact>(
    `${scorecard}|${item.id}`,
    (before, signal) =>
      api.getItemImpact(
        scorecard,
        item.id,
        { limit: PAGE_SIZE, cursor: before.at(-1)?.entities.nextCursor },
        { signal },
      ),
  );
  const { pages, loading, error, more } = impact;
  return (
    <ReadDialog
      wide
      title={t('impact.title')}
      item={item.text}
      busy={loading}
      onClose={onClose}
    >
      {pages.length === 0 && loading && (
        <>
          <Loading />
          <RowsSkeleton rows={4} />
        </>
      )}
      {pages.length > 0 && (
        <Impacted pages={pages} loading={loading} onMore={more} />
      )}
      {error && !loading && <ErrorState bare error={error} onRetry={more} />}
    </ReadDialog>
  );
};

interface ImpactedProps {
  pages: ItemImpact[];
  loading: boolean;
  onMore: () => void;
}

const Impacted = ({ pages, loading, onMore }: ImpactedProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [{ scorecard, item, judged }] = pages;
  const { total } = pages[0].entities;
  const entities = pages.flatMap(page => page.entities.items);
  return (
    <>
      <Typography variant="body2">
        {t('impact.judged', { count: judged, scorecard: scorecard.title })}{' '}
        {item.notEvaluated &&
          t('impact.notEvaluated', { reason: item.notEvaluated })}
      </Typography>
      <Counts impact={pages[0]} />
      {total === 0 && judged > 0 && !item.notEvaluated && (
        <Typography variant="body2">{t('impact.nobody')}</Typography>
      )}
      {entities.length > 0 && (
        <div className={classes.table}>
          <DataTable
            caption={t('impact.entities')}
            rows={entities}
            rowKey={({ entity }) => entity.entityRef}
            columns={[
              {
                id: 'entity',
                label: t('impact.entity'),
                render: ({ entity }) => (
                  <EntityName
                    entity={entity}
                    target={{ scorecard: scorecard.id, item: item.id }}
                  />
                ),
                grow: true,
              },
              {
                id: 'result',
                label: t('impact.result'),
                render: ({ result }) => (
                  <ResultChip size="small" result={result} />
                ),
                nowrap: true,
              },
              {
                id: 'verdict',
                label: t('impact.verdict'),
                render: entity => <Verdicts entity={entity} />,
              },
            ]}
          />
        </div>
      )}
      <More
        shown={entities.length}
        total={total}
        loading={loading}
        onMore={pages.at(-1)?.entities.nextCursor ? onMore : undefined}
      />
    </>
  );
};

/** Those that nothing is counted under are left out, but for what one came for. */
const Counts = ({ impact }: { impact: ItemImpact }) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  return (
    <ul className={classes.counts} aria-label={t('impact.counts')}>
      {COUNTS.filter(
        ({ count }) => impact[count] > 0 || count === 'wouldBlock',
      ).map(({ count, tone, Icon }) => (
        <li key={count} className={classes.count}>
          <Icon aria-hidden style={{ color: toneColors(theme, tone).main }} />
          <span className={classes.number}>{number(impact[count])}</span>{' '}
          <span className={classes.words}>{t(`impact.count.${count}`)}</span>
        </li>
      ))}
    </ul>
  );
};

const Verdicts = ({
  entity: { verdict, after },
}: {
  entity: ImpactedEntity;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  if (verdict === after) {
    return (
      <span className={classes.verdicts}>
        <span className={classes.quiet}>{t('impact.stays')}</span>
        <VerdictChip size="small" verdict={verdict} />
      </span>
    );
  }
  return (
    <span className={classes.verdicts}>
      <VerdictChip size="small" verdict={verdict} />
      <ArrowForwardIcon aria-hidden className={classes.arrow} />
      <span className={classes.hidden}>{t('impact.then')}</span>
      <VerdictChip size="small" verdict={after} />
    </span>
  );
};
