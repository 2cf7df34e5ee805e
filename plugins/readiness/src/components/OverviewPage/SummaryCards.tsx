/** One card a scorecard: how many gates are ready, blocked, incomplete; each number filters. */
import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import classNames from 'classnames';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  GateSummary,
  ScorecardOverview,
  Verdict,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { UrlChange } from '../../hooks/useUrlState';
import { VERDICT_LOOKS, toneColors } from '../../model/tones';
import { Panel } from '../Panel';
import { useNumber } from '../RelativeTime';
import { visuallyHidden } from '../visuallyHidden';
import { VerdictBar } from './VerdictBar';
import type { OverviewFilters } from './useOverviewQuery';

export interface SummaryCardsProps {
  scorecards?: ScorecardOverview[];
  summary?: GateSummary;
  filters: OverviewFilters;
  onChange: (change: UrlChange) => void;
}

type Group = GateSummary['groups'][number];

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  card: {
    display: 'grid',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    height: '100%',
    minHeight: 152,
    boxSizing: 'border-box',
    alignContent: 'space-between',
  },
  head: { minWidth: 0 },
  title: { fontWeight: 600, overflowWrap: 'anywhere' },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: theme.spacing(1),
  },
  number: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: theme.spacing(0.5),
    alignItems: 'center',
    justifyContent: 'start',
    justifyItems: 'start',
    padding: theme.spacing(0.5, 0.75),
    borderRadius: 6,
    border: '1px solid transparent',
    textAlign: 'left',
    '& svg': { fontSize: theme.typography.pxToRem(18) },
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  on: {
    borderColor: theme.palette.primary.main,
    boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
  },
  focus: { outline: `2px solid ${theme.palette.primary.main}` },
  hidden: { ...visuallyHidden },
  count: {
    fontSize: theme.typography.pxToRem(20),
    fontWeight: 600,
    fontVariantNumeric: 'tabular-nums',
    lineHeight: 1.2,
  },
  word: {
    gridColumn: '1 / -1',
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
}));

export const SummaryCards = ({
  scorecards,
  summary,
  filters,
  onChange,
}: SummaryCardsProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  if (!scorecards || !summary) {
    return (
      <div className={classes.list} aria-busy>
        {[0, 1, 2].map(index => (
          <Skeleton
            key={index}
            variant="rect"
            height={154}
            style={{ borderRadius: 8 }}
          />
        ))}
      </div>
    );
  }
  if (scorecards.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('overview.summaryTitle')}>
      {scorecards.map(scorecard => (
        <li key={scorecard.id}>
          <SummaryCard
            scorecard={scorecard}
            group={summary.groups.find(
              group => group.scorecard === scorecard.id,
            )}
            filters={filters}
            onChange={onChange}
          />
        </li>
      ))}
    </ul>
  );
};

interface SummaryCardProps {
  scorecard: ScorecardOverview;
  group?: Group;
  filters: OverviewFilters;
  onChange: (change: UrlChange) => void;
}

const SummaryCard = ({
  scorecard,
  group,
  filters,
  onChange,
}: SummaryCardProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const total = group ? group.ready + group.blocked + group.incomplete : 0;
  const isChosen = (verdict: Verdict) =>
    filters.verdict.length === 1 &&
    filters.verdict[0] === verdict &&
    filters.scorecard.length === 1 &&
    filters.scorecard[0] === scorecard.id;
  const choose = (verdict: Verdict) =>
    isChosen(verdict)
      ? onChange({ scorecard: undefined, verdict: undefined })
      : onChange({ scorecard: [scorecard.id], verdict: [verdict] });

  return (
    <Panel className={classes.card}>
      <div className={classes.head}>
        <Typography component="h2" variant="body1" className={classes.title}>
          {scorecard.title}
        </Typography>
        <span className={classes.quiet}>
          {t('overview.summaryGates', { count: total })}
          {' · '}
          {group?.meanScore === undefined
            ? t('overview.noScore')
            : t('overview.meanScore', {
                value: String(Math.round(group.meanScore * 10) / 10),
              })}
        </span>
      </div>
      <VerdictBar counts={group} />
      <div className={classes.numbers}>
        {VERDICTS.map(verdict => (
          <VerdictNumber
            key={verdict}
            verdict={verdict}
            count={group?.[verdict] ?? 0}
            scorecard={scorecard.title}
            chosen={isChosen(verdict)}
            onClick={() => choose(verdict)}
          />
        ))}
      </div>
    </Panel>
  );
};

interface VerdictNumberProps {
  verdict: Verdict;
  count: number;
  scorecard: string;
  chosen: boolean;
  onClick: () => void;
}

const VerdictNumber = (props: VerdictNumberProps) => {
  const { verdict, count, scorecard, chosen, onClick } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const { Icon, tone } = VERDICT_LOOKS[verdict];
  const number = useNumber();
  return (
    <ButtonBase
      className={classNames(classes.number, chosen && classes.on)}
      focusVisibleClassName={classes.focus}
      aria-pressed={chosen}
      onClick={onClick}
    >
      <Icon aria-hidden style={{ color: toneColors(theme, tone).main }} />
      <span className={classes.count}>{number(count)}</span>{' '}
      <span className={classes.word}>{t(`verdict.${verdict}`)}</span>{' '}
      <span className={classes.hidden}>
        {t('overview.filterBy', { scorecard })}
      </span>
    </ButtonBase>
  );
};
