/** Gates counted by group of owners and the groups above them, or by system, domain, cluster and the like. */
import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import Skeleton from '@material-ui/lab/Skeleton';
import classNames from 'classnames';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type { GateSummary } from '@readiness-gates/backstage-plugin-readiness-common';
import { useOpenSet, useReadinessTranslation } from '../../hooks';
import type { UrlChange } from '../../hooks/useUrlState';
import { shownPercent } from '../../model/claims';
import { VERDICT_LOOKS, toneColors } from '../../model/tones';
import { DataTable } from '../DataTable';
import { Panel } from '../Panel';
import { useNumber } from '../RelativeTime';
import { Choice } from './Choice';
import { NoGates } from './NoGates';
import { shortRef } from './OverviewFilterBar';
import { VerdictBar } from './VerdictBar';
import { useGateTableStyles } from './gateTableStyles';
import { groupsIn, rollUpRows, shownRows } from './rollUpRows';
import type { RollUpRow } from './rollUpRows';
import { isFiltered } from './useOverviewQuery';
import type { OverviewFilters } from './useOverviewQuery';
import { ROLL_UPS } from './viewData';
import type { RollUpBy } from './viewData';

export interface RollUpProps {
  by: RollUpBy;
  summary?: GateSummary;
  loading: boolean;
  filters: OverviewFilters;
  noScorecards: boolean;
  onChange: (change: UrlChange) => void;
  linkTo: (change: UrlChange) => string;
}

const useStyles = makeStyles(theme => ({
  choice: { marginLeft: 'auto', width: 200, padding: theme.spacing(1, 0) },
  note: { padding: theme.spacing(0, 2, 1) },
  group: { display: 'flex', alignItems: 'center', minWidth: 140 },
  name: { overflowWrap: 'anywhere' },
  toggle: { padding: 2, marginRight: theme.spacing(0.5) },
  noToggle: { flex: 'none', width: 28 },
  count: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontVariantNumeric: 'tabular-nums',
    '& svg': { fontSize: theme.typography.pxToRem(16) },
  },
  wait: { padding: theme.spacing(2) },
}));

export const RollUp = (props: RollUpProps) => {
  const { by, summary, loading, filters, noScorecards, onChange } = props;
  const classes = useStyles();
  const table = useGateTableStyles();
  const { t } = useReadinessTranslation();
  const rows = useMemo(() => summary && rollUpRows(summary), [summary]);
  const choice = (
    <div className={classes.choice}>
      <Choice
        id="readiness-rollup-by"
        label={t('overview.rollup.by')}
        value={by}
        options={ROLL_UPS.map(value => ({
          value,
          label: t(`overview.rollup.${value}`),
        }))}
        onChange={value =>
          onChange({ by: value === 'ownerTree' ? undefined : value })
        }
      />
    </div>
  );
  return (
    <Panel className={classNames(loading && rows && table.stale)}>
      <div className={table.head}>
        <Typography variant="h6" component="h2">
          {t('overview.rollup.title')}
        </Typography>
        <Typography variant="body2" color="textSecondary" role="status">
          {rows
            ? t('overview.rollup.total', { count: rows.length })
            : t('overview.refreshing')}
        </Typography>
        {choice}
      </div>
      {by in NOTES && (
        <Typography
          className={classes.note}
          variant="body2"
          color="textSecondary"
        >
          {t(NOTES[by as keyof typeof NOTES])}
        </Typography>
      )}
      {!rows && (
        <div className={classes.wait}>
          <Skeleton variant="rect" height={240} />
        </div>
      )}
      {rows && rows.length === 0 && (
        <NoGates
          filtered={isFiltered(filters)}
          noScorecards={noScorecards}
          bare
        />
      )}
      {rows && rows.length > 0 && <Rows {...props} rows={rows} />}
    </Panel>
  );
};

/** More values of a filter the backend does not take: the top of a large tree leads nowhere. */
const MOST_VALUES = 100;

const NOTES = {
  ownerTree: 'overview.rollup.ownerTreeNote',
  cluster: 'overview.rollup.clusterNote',
  environment: 'overview.rollup.environmentNote',
  tag: 'overview.rollup.tagNote',
} as const;

const Rows = ({
  by,
  rows,
  linkTo,
}: Pick<RollUpProps, 'by' | 'linkTo'> & { rows: RollUpRow[] }) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  // The first level is open, for whoever comes to see how the groups compare.
  const { open, toggle } = useOpenSet(() => rows.map(({ path }) => path));
  return (
    <DataTable
      caption={t('overview.rollup.caption')}
      rows={shownRows(rows, open)}
      rowKey={row => row.path}
      columns={[
        {
          id: 'group',
          label: t(`overview.rollup.${by}`),
          grow: true,
          render: row => (
            <GroupName
              row={row}
              by={by}
              open={open.has(row.path)}
              onToggle={on => toggle(row.path, on)}
              linkTo={linkTo}
            />
          ),
        },
        {
          id: 'bar',
          label: t('overview.rollup.share'),
          render: row => <VerdictBar counts={row} />,
        },
        ...VERDICTS.map(verdict => {
          const { Icon, tone } = VERDICT_LOOKS[verdict];
          return {
            id: verdict,
            label: t(`verdict.${verdict}`),
            nowrap: true,
            render: (row: RollUpRow) => (
              <span className={classes.count}>
                <Icon
                  aria-hidden
                  style={{ color: toneColors(theme, tone).main }}
                />
                {number(row[verdict])}
              </span>
            ),
          };
        }),
        {
          id: 'score',
          label: t('overview.rollup.meanScore'),
          nowrap: true,
          render: ({ meanScore }) =>
            meanScore === undefined
              ? '–'
              : t('score.value', { value: String(shownPercent(meanScore)) }),
        },
      ]}
    />
  );
};

interface GroupNameProps extends Pick<RollUpProps, 'by' | 'linkTo'> {
  row: RollUpRow;
  open: boolean;
  onToggle: (on: boolean) => void;
}

const GroupName = ({ row, by, open, onToggle, linkTo }: GroupNameProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const name = nameOf(row.group, by);
  const inTree = by === 'ownerTree';
  const groups = groupsIn(row);
  return (
    <div className={classes.group} style={{ paddingLeft: row.level * 20 }}>
      {inTree && row.children.length === 0 && (
        <span className={classes.noToggle} />
      )}
      {row.children.length > 0 && (
        <IconButton
          className={classes.toggle}
          size="small"
          aria-expanded={open}
          aria-label={t('overview.rollup.below', { group: name })}
          onClick={() => onToggle(!open)}
        >
          {open ? <ExpandMoreIcon /> : <ChevronRightIcon />}
        </IconButton>
      )}
      {row.group === '' && <span>{t('overview.rollup.none')}</span>}
      {row.group !== '' && groups.length > MOST_VALUES && (
        <span className={classes.name}>{name}</span>
      )}
      {row.group !== '' && groups.length <= MOST_VALUES && (
        <Link
          className={classes.name}
          to={linkTo({ view: undefined, [inTree ? 'owner' : by]: groups })}
        >
          {name}
        </Link>
      )}
    </div>
  );
};

function nameOf(group: string, by: RollUpBy): string {
  switch (by) {
    case 'ownerTree':
      return shortRef(group, 'group');
    case 'system':
    case 'domain':
      return shortRef(group, by);
    default:
      return group;
  }
}
