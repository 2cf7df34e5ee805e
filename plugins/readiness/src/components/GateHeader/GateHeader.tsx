/** The gate in one glance: its verdict, who it waits on, how much is known. */
import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Theme } from '@material-ui/core/styles';
import type {
  ClusterFreshness,
  EnvironmentGate,
  GateState,
  ScorecardOverview,
  TrendPoint,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation, useUrlState } from '../../hooks';
import { truthOfGate } from '../../model/claims';
import { waitingOnSentence } from '../../model/sentences';
import type { T } from '../../model/sentences';
import { VERDICT_LOOKS, toneColors } from '../../model/tones';
import type { Tone } from '../../model/tones';
import { ClaimBesideEvidence, GateEvidence } from '../Claim';
import { CountsBar, CountsList } from '../CountsBar';
import { EnvironmentStrip } from '../EnvironmentStrip';
import { FreshnessBar } from '../FreshnessBar';
import { Panel } from '../Panel';
import { Day, RelativeTime } from '../RelativeTime';
import { ScoreMeter } from '../ScoreMeter';
import { Trend } from '../Trend';
import { VerdictChip } from '../VerdictChip';

export interface GateHeaderProps {
  scorecard: ScorecardOverview;
  own: GateState;
  /** What the checklist says of itself. */
  claim?: string;
  environments: EnvironmentGate[];
  clusters: ClusterFreshness[];
  /** How many enforced blocking items nobody has answered. */
  open: number;
  changedAt?: string;
  /** How the score went. */
  trend?: TrendPoint[];
  /** When the first of the waivers ends that the gate leans on. */
  waivedUntil?: string;
  /** How many items ask nothing: they are parts of the report. */
  computed?: number;
  now: number;
  actions?: ReactNode;
}

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  root: {
    borderLeft: ({ tone }) => `4px solid ${toneColors(theme, tone).main}`,
  },
  top: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(1.5, 3),
    padding: theme.spacing(2, 2, 1.5),
  },
  words: { flex: '1 1 320px', minWidth: 0 },
  verdict: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(1),
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    [theme.breakpoints.down('xs')]: { justifyContent: 'flex-start' },
  },
  waiting: { fontWeight: 600 },
  sentence: { color: theme.palette.text.secondary },
  title: { overflowWrap: 'anywhere' },
  claim: { padding: theme.spacing(0, 2, 1.5) },
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, 1fr) minmax(140px, 1fr) minmax(0, 3fr)',
    gap: theme.spacing(1.5, 4),
    padding: theme.spacing(0, 2, 2),
    margin: 0,
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      '& > :last-child': { gridColumn: '1 / -1' },
    },
  },
  compare: {
    display: 'inline-block',
    marginTop: theme.spacing(1),
    fontSize: theme.typography.pxToRem(13),
  },
  term: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
    marginBottom: theme.spacing(0.25),
  },
  value: { margin: 0, minWidth: 0, display: 'grid', gap: theme.spacing(0.75) },
  big: {
    fontSize: theme.typography.pxToRem(22),
    fontWeight: 600,
    lineHeight: 1.2,
    fontVariantNumeric: 'tabular-nums',
  },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  waived: { fontSize: theme.typography.pxToRem(13), fontWeight: 600 },
  environments: {
    padding: theme.spacing(1.5, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
}));

export const GateHeader = (props: GateHeaderProps) => {
  const {
    scorecard,
    own,
    claim,
    computed,
    environments,
    clusters,
    open,
    changedAt,
    trend,
    waivedUntil,
    now,
    actions,
  } = props;
  const classes = useStyles({ tone: VERDICT_LOOKS[own.verdict].tone });
  const { t } = useReadinessTranslation();
  const { linkTo } = useUrlState();
  const waiting = waitingOnSentence(t, own.waitingOn);
  return (
    <Panel className={classes.root} label={t('gate.ownVerdict')}>
      <div className={classes.top}>
        <div className={classes.words}>
          <Typography
            variant="h5"
            component="h2"
            gutterBottom={false}
            className={classes.title}
          >
            {scorecard.title}
          </Typography>
          <div className={classes.verdict}>
            <VerdictChip verdict={own.verdict} size="large" />
            <span>{verdictSentence(t, own, open)}</span>
            {waiting && <span className={classes.waiting}>{waiting}</span>}
            {changedAt && (
              <span className={classes.sentence}>
                {t('gate.since', {
                  time: <RelativeTime iso={changedAt} now={now} />,
                })}
              </span>
            )}
          </div>
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {claim && (
        <div className={classes.claim}>
          <ClaimBesideEvidence claim={claim} truth={truthOfGate(own)}>
            <GateEvidence own={own} />
          </ClaimBesideEvidence>
        </div>
      )}
      <Numbers
        own={own}
        trend={trend}
        waivedUntil={waivedUntil}
        computed={computed}
        now={now}
      />
      {environments.length > 0 && (
        <div className={classes.environments}>
          <EnvironmentStrip environments={environments} />
          {environments.length > 1 && (
            <Link
              className={classes.compare}
              to={linkTo({ view: 'environments', item: undefined })}
            >
              {t('environments.compare')}
            </Link>
          )}
        </div>
      )}
      <FreshnessBar clusters={clusters} now={now} />
    </Panel>
  );
};

function verdictSentence(t: T, own: GateState, open: number): string {
  if (own.verdict === 'ready') return t('gate.ready');
  if (own.verdict === 'blocked')
    return t('gate.blocked', { count: own.blocking });
  return open > 0
    ? t('gate.incomplete', { count: open })
    : t('gate.incompletePlain');
}

const Numbers = ({
  own,
  trend = [],
  waivedUntil,
  computed = 0,
  now,
}: Pick<
  GateHeaderProps,
  'own' | 'trend' | 'waivedUntil' | 'computed' | 'now'
>) => {
  const classes = useStyles({ tone: 'muted' });
  const { t } = useReadinessTranslation();
  const { applicable, machineRead, stated } = own.coverage;
  const notEvaluated = own.notEvaluated - computed;
  return (
    <dl className={classes.numbers}>
      <div>
        <dt className={classes.term} title={t('score.hint')}>
          {t('score.label')}
        </dt>
        <dd className={classes.value}>
          <ScoreMeter score={own.score} big />
          <Trend points={trend} score={own.score} now={now} />
        </dd>
      </div>
      <div>
        <dt className={classes.term} title={t('coverage.hint')}>
          {t('coverage.label')}
        </dt>
        <dd className={classes.value}>
          <span className={classes.big}>
            {t('coverage.value', {
              answered: String(machineRead + stated),
              applicable: String(applicable),
            })}
          </span>
          <span className={classes.quiet}>
            {t('coverage.once')}
            {stated > 0 && `, ${t('coverage.stated', { count: stated })}`}
          </span>
        </dd>
      </div>
      <div>
        <dt className={classes.term}>{t('gate.results')}</dt>
        <dd className={classes.value}>
          <CountsBar counts={own.counts} />
          <CountsList counts={own.counts} />
          {own.counts.waived > 0 && waivedUntil && (
            <span className={classes.waived}>
              {t('gate.waived', {
                count: own.counts.waived,
                date: <Day iso={waivedUntil} />,
              })}
            </span>
          )}
          {notEvaluated > 0 && (
            <span className={classes.quiet}>
              {t('gate.notEvaluated', { count: notEvaluated })}
            </span>
          )}
          {computed > 0 && (
            <span className={classes.quiet}>
              {t('report.computed.counted', { count: computed })}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
};
