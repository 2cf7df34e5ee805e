/** The score now, how it went over the weeks, and whether it gets where it should. */
import { Suspense, lazy, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import TrendingDownIcon from '@material-ui/icons/TrendingDown';
import TrendingUpIcon from '@material-ui/icons/TrendingUp';
import type {
  ReadinessReport,
  ScorePoint,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useElementId, useReadinessTranslation } from '../../hooks';
import { shownPercent } from '../../model/claims';
import type { T } from '../../model/sentences';
import { toneColors } from '../../model/tones';
import { scoreSentence } from '../Claim';
import { DataTable } from '../DataTable';
import { Day, exactDay, useLocale } from '../RelativeTime';
import { ScoreMeter } from '../ScoreMeter';
import { ToneChip } from '../ToneChip';
import { VerdictChip } from '../VerdictChip';
import { ChartBoundary } from './ChartBoundary';
import { CHART_HEIGHT, chartOf } from './chartData';
import type { ChartData } from './chartData';

const ScoreChart = lazy(() => import('./ScoreChart'));

type Target = NonNullable<ReadinessReport['target']>;

const TARGET_LOOKS = {
  reached: { tone: 'good', Icon: CheckCircleIcon },
  onTrack: { tone: 'good', Icon: TrendingUpIcon },
  behind: { tone: 'open', Icon: TrendingDownIcon },
  missed: { tone: 'bad', Icon: BlockIcon },
  tooEarly: { tone: 'muted', Icon: HourglassEmptyIcon },
} as const;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(180px, 1fr) minmax(0, 3fr)',
    gap: theme.spacing(2, 4),
    padding: theme.spacing(0, 2, 2),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  facts: {
    display: 'grid',
    alignContent: 'start',
    gap: theme.spacing(2),
    margin: 0,
    '& dt': {
      marginBottom: theme.spacing(0.25),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12),
    },
    '& dd': {
      display: 'grid',
      justifyItems: 'start',
      gap: theme.spacing(0.5),
      margin: 0,
    },
    '& dd > :first-child': { justifySelf: 'stretch' },
  },
  big: { fontSize: theme.typography.pxToRem(16), fontWeight: 600 },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(13),
  },
  chart: { minWidth: 0 },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
    '& li': { display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) },
    '& svg': { flex: 'none' },
  },
  under: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    paddingLeft: theme.spacing(1),
  },
  table: {
    marginTop: theme.spacing(1),
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
    overflow: 'hidden',
  },
}));

export const Progression = ({ report }: { report: ReadinessReport }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { own, target } = report;
  const data = useMemo(() => chartOf(report), [report]);
  const { applicable, machineRead, stated } = own.coverage;
  return (
    <div className={classes.root}>
      <dl className={classes.facts}>
        <Fact name={t('score.label')}>
          <ScoreMeter score={own.score} big />
        </Fact>
        <Fact name={t('coverage.label')}>
          <span className={classes.big}>
            {t('coverage.value', {
              answered: String(machineRead + stated),
              applicable: String(applicable),
            })}
          </span>
          {stated > 0 && (
            <span className={classes.quiet}>
              {t('coverage.stated', { count: stated })}
            </span>
          )}
        </Fact>
        {target && (
          <Fact name={t('report.progression.target')}>
            <TargetFact target={target} />
          </Fact>
        )}
      </dl>
      {data ? (
        <Chart report={report} data={data} />
      ) : (
        <div className={classes.quiet}>{t('report.progression.tooShort')}</div>
      )}
    </div>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const TargetFact = ({ target }: { target: Target }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { tone, Icon } = TARGET_LOOKS[target.state];
  return (
    <>
      <span className={classes.big}>
        {t('report.progression.targetValue', {
          score: String(target.score),
          date: <Day iso={target.date} />,
        })}
      </span>
      <ToneChip size="small" tone={tone} Icon={Icon}>
        {t(`report.progression.state.${target.state}`)}
      </ToneChip>
      {target.forecast && (
        <span className={classes.quiet}>
          {t('report.progression.forecast', {
            date: <Day iso={target.forecast} />,
          })}
        </span>
      )}
    </>
  );
};

interface ChartProps {
  report: ReadinessReport;
  data: ChartData;
}

const Chart = ({ report, data }: ChartProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const id = useElementId();
  return (
    <div className={classes.chart}>
      <ChartBoundary instead={t('report.progression.noChart')}>
        <div role="img" aria-label={chartSentence(t, report, locale)}>
          <Suspense
            fallback={<Skeleton variant="rect" height={CHART_HEIGHT} />}
          >
            <ScoreChart data={data} locale={locale} />
          </Suspense>
        </div>
      </ChartBoundary>
      <div className={classes.under}>
        <Legend data={data} />
        <Button
          size="small"
          color="primary"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          {t(
            open ? 'report.progression.hideTable' : 'report.progression.table',
          )}
        </Button>
      </div>
      {open && (
        <div id={id} className={classes.table}>
          <PointsTable points={report.progression} />
        </div>
      )}
    </div>
  );
};

function chartSentence(
  t: T,
  { at, own, progression, target }: ReadinessReport,
  locale: string,
): string {
  const [first] = progression;
  const sentences = [
    t('report.progression.chart', {
      first: scoreSentence(t, first.score),
      firstDay: exactDay(first.day, locale),
      last: scoreSentence(t, own.score),
      lastDay: exactDay(at, locale),
    }),
    target &&
      t('report.progression.chartTarget', { score: String(target.score) }),
  ];
  return sentences.filter(Boolean).join(' ');
}

/** Each line is told from the others by its pattern, not by its colour alone. */
const Legend = ({ data }: { data: ChartData }) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const line = (color: string, dashes?: string) => (
    <svg width={28} height={10} aria-hidden>
      <line
        x1={1}
        y1={5}
        x2={27}
        y2={5}
        stroke={color}
        strokeWidth={2}
        strokeDasharray={dashes}
        strokeLinecap={dashes === '2 5' ? 'round' : undefined}
      />
    </svg>
  );
  const score = toneColors(theme, 'good').main;
  return (
    <ul className={classes.legend}>
      <li>
        {line(score)}
        {t('report.progression.score')}
      </li>
      <li>
        <svg width={28} height={10} aria-hidden>
          <rect
            width={28}
            height={10}
            fill={toneColors(theme, 'unclear').main}
            fillOpacity={0.22}
          />
        </svg>
        {t('report.progression.range')}
      </li>
      {data.target && (
        <li>
          {line(toneColors(theme, 'decided').main, '8 4')}
          {t('report.progression.targetLine')}
        </li>
      )}
      {data.rows.some(({ forecast }) => forecast !== undefined) && (
        <li>
          {line(score, '2 5')}
          {t('report.progression.forecastLine')}
        </li>
      )}
    </ul>
  );
};

const PointsTable = ({ points }: { points: ScorePoint[] }) => {
  const { t } = useReadinessTranslation();
  return (
    <DataTable
      caption={t('report.progression.caption')}
      rows={[...points].reverse()}
      rowKey={({ day }) => day}
      columns={[
        {
          id: 'day',
          label: t('report.progression.day'),
          render: ({ day }) => <Day iso={day} />,
          nowrap: true,
        },
        {
          id: 'verdict',
          label: t('report.progression.verdict'),
          render: ({ verdict }) => (
            <VerdictChip verdict={verdict} size="small" />
          ),
        },
        {
          id: 'score',
          label: t('score.label'),
          render: ({ score }) => scoreSentence(t, score),
        },
        {
          id: 'coverage',
          label: t('coverage.label'),
          render: ({ coverage }) =>
            coverage !== undefined &&
            t('score.value', { value: String(shownPercent(coverage * 100)) }),
        },
      ]}
    />
  );
};
