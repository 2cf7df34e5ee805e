/** Then and now: from the counts of a day, by what turned gates since, to those of today; then group by group. */
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  GateTrend,
  ScorecardOverview,
  TrendChange,
  TrendComparison,
  Verdict,
  VerdictCounts,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { shownPercent } from '../../model/claims';
import { DataTable } from '../DataTable';
import type { DataColumn } from '../DataTable';
import { Panel } from '../Panel';
import { exactDay, useLocale, useNumber } from '../RelativeTime';
import { shortRef } from './OverviewFilterBar';
import { useGateTableStyles } from './gateTableStyles';
import { CAUSES, total } from './trendRows';

type Compared = NonNullable<GateTrend['comparison']>;

export interface ComparisonProps {
  comparison: Compared;
  scorecards: ScorecardOverview[];
}

const useStyles = makeStyles(theme => ({
  causes: { margin: 0, padding: 0, listStyle: 'none' },
  now: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  quiet: { color: theme.palette.text.secondary },
  strong: { fontWeight: 600 },
  note: { padding: theme.spacing(0, 2, 1) },
}));

export const Comparison = ({ comparison, scorecards }: ComparisonProps) => {
  const classes = useStyles();
  const table = useGateTableStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const { groups, since } = comparison;
  const day = exactDay(since, locale);
  return (
    <>
      <Panel>
        <div className={table.head}>
          <Typography variant="h6" component="h2">
            {t('overview.trend.bridge', { day })}
          </Typography>
        </div>
        <Typography
          className={classes.note}
          variant="body2"
          color="textSecondary"
        >
          {t('overview.trend.bridgeNote')}
        </Typography>
        <Bridge groups={groups} day={day} />
      </Panel>
      <Panel>
        <div className={table.head}>
          <Typography variant="h6" component="h2">
            {t('overview.trend.groups', { day })}
          </Typography>
        </div>
        <Groups comparison={comparison} scorecards={scorecards} />
      </Panel>
    </>
  );
};

interface BridgeRow {
  id: string;
  name: string;
  gates?: number;
  counts?: VerdictCounts;
  net?: TrendChange['net'];
}

const Bridge = ({
  groups,
  day,
}: {
  groups: TrendComparison[];
  day: string;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  const signed = useSigned();
  const { then, now, changes } = total(groups);
  const rows: BridgeRow[] = [
    { id: 'then', name: t('overview.trend.then', { day }), counts: then },
    ...changes.map(({ cause, gates, net }) => ({
      id: cause,
      name: t(`overview.trend.cause.${cause}`),
      gates,
      net,
    })),
    { id: 'now', name: t('overview.trend.now'), counts: now },
  ];
  const cell = (row: BridgeRow, verdict: Verdict) =>
    row.counts ? (
      <span className={classes.strong}>{number(row.counts[verdict])}</span>
    ) : (
      signed(row.net?.[verdict] ?? 0)
    );
  return (
    <DataTable
      caption={t('overview.trend.bridge', { day })}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          label: t('overview.trend.what'),
          grow: true,
          render: row => (
            <span className={row.counts && classes.strong}>{row.name}</span>
          ),
        },
        ...VERDICTS.map(verdict => ({
          id: verdict,
          label: t(`verdict.${verdict}`),
          nowrap: true,
          render: (row: BridgeRow) => cell(row, verdict),
        })),
        {
          id: 'gates',
          label: t('overview.trend.turned'),
          nowrap: true,
          render: ({ gates }) =>
            gates !== undefined && t('overview.items.gates', { count: gates }),
        },
      ]}
    />
  );
};

const Groups = ({ comparison, scorecards }: ComparisonProps) => {
  const { t } = useReadinessTranslation();
  const { groups, groupBy, since } = comparison;
  const verdicts: DataColumn<TrendComparison>[] = VERDICTS.map(verdict => ({
    id: verdict,
    label: t(`verdict.${verdict}`),
    nowrap: true,
    render: ({ then, now }) => (
      <ThenNow then={then[verdict]} now={now[verdict]} />
    ),
  }));
  const locale = useLocale();
  return (
    <DataTable
      caption={t('overview.trend.groups', { day: exactDay(since, locale) })}
      rows={groups}
      rowKey={({ group }) => group}
      columns={[
        {
          id: 'group',
          label: t('overview.trend.group'),
          grow: true,
          render: ({ group }) => nameOf(t, group, groupBy, scorecards),
        },
        ...verdicts,
        {
          id: 'score',
          label: t('overview.rollup.meanScore'),
          nowrap: true,
          render: ({ now }) =>
            now.meanScore === undefined
              ? '–'
              : t('score.value', {
                  value: String(shownPercent(now.meanScore)),
                }),
        },
        {
          id: 'causes',
          label: t('overview.trend.what'),
          wide: true,
          render: ({ changes }) => <Causes changes={changes} />,
        },
      ]}
    />
  );
};

const ThenNow = ({ then, now }: { then: number; now: number }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  const signed = useSigned();
  return (
    <span
      className={classes.now}
      title={t('overview.trend.thenNow', {
        then: number(then),
        now: number(now),
      })}
    >
      {number(now)}{' '}
      {now !== then && (
        <span className={classes.quiet}>({signed(now - then)})</span>
      )}
    </span>
  );
};

const Causes = ({ changes }: { changes: TrendChange[] }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const signed = useSigned();
  if (changes.length === 0) return <>{t('overview.trend.noChange')}</>;
  const sorted = CAUSES.flatMap(cause =>
    changes.filter(change => change.cause === cause),
  );
  return (
    <ul className={classes.causes}>
      {sorted.map(({ cause, net }) => (
        <li key={cause}>
          {t(`overview.trend.cause.${cause}`)}
          {': '}
          {VERDICTS.filter(verdict => net[verdict] !== 0)
            .map(
              verdict => `${t(`verdict.${verdict}`)} ${signed(net[verdict])}`,
            )
            .join(', ') || t('overview.trend.evenOut')}
        </li>
      ))}
    </ul>
  );
};

/** `+12`, `−3`, `0`. */
function useSigned(): (value: number) => string {
  const number = useNumber();
  return value => {
    if (value === 0) return '0';
    return value > 0 ? `+${number(value)}` : `−${number(-value)}`;
  };
}

function nameOf(
  t: T,
  group: string,
  groupBy: string,
  scorecards: ScorecardOverview[],
): string {
  if (group === '') return t('overview.rollup.none');
  if (groupBy === 'scorecard')
    return scorecards.find(({ id }) => id === group)?.title ?? group;
  return group.includes(':')
    ? shortRef(group, groupBy === 'owner' ? 'group' : groupBy)
    : group;
}
