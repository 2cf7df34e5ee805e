/** What is open in most of the gates: the items whose mending, or whose bar, is worth a talk. */
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import classNames from 'classnames';
import type {
  TopItem,
  TopItems,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { checkLink } from '../../links';
import { RESULT_LOOKS, VERDICT_LOOKS, toneColors } from '../../model/tones';
import { rootRouteRef } from '../../routes';
import { DataTable } from '../DataTable';
import { Panel } from '../Panel';
import { useNumber } from '../RelativeTime';
import { NoGates } from './NoGates';
import { OfOwnVerdicts } from './OfOwnVerdicts';
import { useGateTableStyles } from './gateTableStyles';
import { isFiltered } from './useOverviewQuery';
import type { OverviewFilters } from './useOverviewQuery';

export interface TopItemsTableProps {
  top?: TopItems;
  loading: boolean;
  filters: OverviewFilters;
  noScorecards: boolean;
}

const OPEN = ['fail', 'unknown', 'pending', 'waived'] as const;

const useStyles = makeStyles(theme => ({
  text: { display: 'grid', gap: theme.spacing(0.25), minWidth: 0 },
  item: { fontWeight: 600 },
  quiet: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  count: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    '& svg': { fontSize: theme.typography.pxToRem(16) },
  },
  strong: { fontWeight: 600 },
  wait: { padding: theme.spacing(2) },
}));

export const TopItemsTable = ({
  top,
  loading,
  filters,
  noScorecards,
}: TopItemsTableProps) => {
  const classes = useStyles();
  const table = useGateTableStyles();
  const { t } = useReadinessTranslation();
  if (top && top.gates === 0 && !loading) {
    return (
      <NoGates filtered={isFiltered(filters)} noScorecards={noScorecards} />
    );
  }
  return (
    <Panel className={classNames(loading && top && table.stale)}>
      <div className={table.head}>
        <Typography variant="h6" component="h2">
          {t('overview.items.title')}
        </Typography>
        <Typography variant="body2" color="textSecondary" role="status">
          {top
            ? t('overview.items.total', { count: top.gates })
            : t('overview.refreshing')}
        </Typography>
      </div>
      <OfOwnVerdicts filters={filters} />
      {!top && (
        <div className={classes.wait}>
          <Skeleton variant="rect" height={320} />
        </div>
      )}
      {top && top.items.length === 0 && (
        <Typography className={classes.wait} variant="body2">
          {t('overview.items.nothing')}
        </Typography>
      )}
      {top && top.items.length > 0 && <Items items={top.items} />}
    </Panel>
  );
};

const Items = ({ items }: { items: TopItem[] }) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  const { Icon: BlocksIcon, tone: blocksTone } = VERDICT_LOOKS.blocked;
  return (
    <DataTable
      caption={t('overview.items.caption')}
      rows={items}
      rowKey={({ scorecard, item }) => `${scorecard.id} ${item.id}`}
      columns={[
        {
          id: 'item',
          label: t('overview.items.item'),
          grow: true,
          render: one => <ItemName {...one} />,
        },
        {
          id: 'scorecard',
          label: t('overview.column.scorecard'),
          render: ({ scorecard }) => scorecard.title,
        },
        {
          id: 'blocks',
          label: t('overview.items.blocks'),
          render: ({ blocks }) => (
            <span className={classNames(classes.count, classes.strong)}>
              <BlocksIcon
                aria-hidden
                style={{ color: toneColors(theme, blocksTone).main }}
              />
              {t('overview.items.gates', { count: blocks })}
            </span>
          ),
        },
        ...OPEN.map(result => {
          const { Icon, tone } = RESULT_LOOKS[result];
          return {
            id: result,
            label: t(`result.${result}`),
            render: (one: TopItem) =>
              one[result] > 0 && (
                <span className={classes.count}>
                  <Icon
                    aria-hidden
                    style={{ color: toneColors(theme, tone).main }}
                  />
                  {number(one[result])}
                </span>
              ),
          };
        }),
      ]}
    />
  );
};

/** What stands behind an item is its checks; most have one. */
const ItemName = ({ item, checks }: TopItem) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const root = useRouteRef(rootRouteRef)();
  const [only] = checks.length === 1 ? checks : [];
  return (
    <div className={classes.text}>
      {only ? (
        <Link className={classes.item} to={checkLink(root, only.id)}>
          {item.text}
        </Link>
      ) : (
        <span className={classes.item}>{item.text}</span>
      )}
      <span className={classes.quiet}>
        <span>{item.id}</span>
        <span>{t(`severity.${item.severity}`)}</span>
        {!only &&
          checks.map(({ id, title }) => (
            <Link key={id} to={checkLink(root, id)}>
              {title}
            </Link>
          ))}
      </span>
    </div>
  );
};
