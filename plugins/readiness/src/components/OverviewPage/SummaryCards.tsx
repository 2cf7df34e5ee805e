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

/** So many would push the gates themselves off the screen: cards are small then. */
const MANY = 5;

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
  manyList: {
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 225px), 1fr))',
    gap: theme.spacing(1.5),
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
  manyCard: {
    gap: theme.spacing(0.75),
    minHeight: 112,
    padding: theme.spacing(1.25, 1.5, 0.75),
  },
  head: { minWidth: 0 },
  title: { fontWeight: 600, overflowWrap: 'anywhere' },
  manyTitle: { fontSize: theme.typography.pxToRem(14), lineHeight: 1.3 },
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
  manyCount: { fontSize: theme.typography.pxToRem(16) },
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
  const count = scorecards?.length ?? MANY;
  const many = count >= MANY;
  const list = classNames(classes.list, many && classes.manyList);
  if (!scorecards || !summary) {
    return (
      <div className={list} aria-busy>
        {Array.from({ length: count }, (_, index) => (
          <Skeleton
            key={index}
            variant="rect"
            height={many ? 116 : 154}
            style={{ borderRadius: 8 }}
          />
        ))}
      </div>
    );
  }
  if (scorecards.length === 0) return null;
  return (
    <ul className={list} aria-label={t('overview.summaryTitle')}>
      {scorecards.map(scorecard => (
        <li key={scorecard.id}>
          <SummaryCard
            many={many}
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
  many: boolean;
  scorecard: ScorecardOverview;
  group?: Group;
  filters: OverviewFilters;
  onChange: (change: UrlChange) => void;
}

const SummaryCard = ({
  many,
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
    <Panel className={classNames(classes.card, many && classes.manyCard)}>
      <div className={classes.head}>
        <Typography
          component="h2"
          variant="body1"
          className={classNames(classes.title, many && classes.manyTitle)}
        >
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
            many={many}
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
  many: boolean;
  verdict: Verdict;
  count: number;
  scorecard: string;
  chosen: boolean;
  onClick: () => void;
}

const VerdictNumber = (props: VerdictNumberProps) => {
  const { many, verdict, count, scorecard, chosen, onClick } = props;
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
      title={many ? t(`verdict.${verdict}`) : undefined}
      onClick={onClick}
    >
      <Icon aria-hidden style={{ color: toneColors(theme, tone).main }} />
      <span className={classNames(classes.count, many && classes.manyCount)}>
        {number(count)}
      </span>{' '}
      <span className={many ? classes.hidden : classes.word}>
        {t(`verdict.${verdict}`)}
      </span>{' '}
      <span className={classes.hidden}>
        {t('overview.filterBy', { scorecard })}
      </span>
    </ButtonBase>
  );
};
