/** The environments side by side: where an item passes in one and not in the other. */
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { GateDetail } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation, useUrlState } from '../../hooks';
import { compare, MEETINGS, promotionOf } from '../../model/environments';
import type {
  ComparedItem,
  Meeting,
  Promotion,
} from '../../model/environments';
import type { T } from '../../model/sentences';
import { DataTable } from '../DataTable';
import { Choice } from '../OverviewPage/Choice';
import { Panel } from '../Panel';
import { ResultChip } from '../ResultChip';

export interface EnvironmentsProps {
  detail: GateDetail;
  now: number;
}

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1.5, 2),
  },
  choice: { display: 'flex', gap: theme.spacing(1), minWidth: 240 },
  groupTitle: {
    margin: 0,
    padding: theme.spacing(1, 1.5, 0.75),
    fontSize: theme.typography.pxToRem(14),
    fontWeight: 600,
  },
  hint: { fontWeight: 400 },
  item: { display: 'grid', gap: theme.spacing(0.25) },
  link: { fontSize: theme.typography.pxToRem(14), overflowWrap: 'anywhere' },
  quiet: { color: theme.palette.text.secondary },
}));

export const Environments = ({ detail, now }: EnvironmentsProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { params } = useUrlState();
  const promotion = promotionOf(detail.environments, {
    from: params.get('from'),
    to: params.get('to'),
  });
  if (!promotion) {
    return (
      <Panel className={classes.head}>
        <Typography variant="body2">{t('environments.one')}</Typography>
      </Panel>
    );
  }
  const comparison = compare(detail, promotion, now);
  const names = detail.environments.map(({ environment }) => environment);
  const groups = MEETINGS.filter(meeting => comparison[meeting].length > 0);
  const met = comparison.met.length + comparison.both.length;
  const places = placesOf(t, promotion);
  return (
    <div className={classes.root}>
      <Panel className={classes.head}>
        <div>
          <Typography variant="h6" component="h3">
            {t('environments.title', places)}
          </Typography>
          <Typography variant="body2" role="status">
            {groups.length === 0 && t('environments.same', places)}
            {groups.length > 0 && met === 0 && (
              <>{t('environments.nothingMet', places)}</>
            )}
            {met > 0 && t('environments.text', { ...places, count: met })}
          </Typography>
        </div>
        {names.length > 2 && <Ends names={names} promotion={promotion} />}
      </Panel>
      {groups.map(meeting => (
        <Group
          key={meeting}
          meeting={meeting}
          items={comparison[meeting]}
          names={names}
          promotion={promotion}
        />
      ))}
    </div>
  );
};

const nameOf = (t: T, environment: string) =>
  environment || t('environments.unnamed');

const placesOf = (t: T, { from, to }: Promotion) => ({
  from: nameOf(t, from),
  to: nameOf(t, to),
});

const Ends = ({
  names,
  promotion,
}: {
  names: string[];
  promotion: Promotion;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { change } = useUrlState();
  return (
    <div className={classes.choice}>
      {(['from', 'to'] as const).map(end => (
        <Choice
          key={end}
          id={`readiness-promotion-${end}`}
          label={t(`environments.${end}`)}
          value={promotion[end]}
          options={names.map(name => ({ value: name, label: nameOf(t, name) }))}
          onChange={chosen => change({ ...swapped(promotion, end, chosen) })}
        />
      ))}
    </div>
  );
};

/** Choosing the other end's environment turns the promotion round. */
function swapped(
  { from, to }: Promotion,
  end: keyof Promotion,
  chosen: string,
): Promotion {
  if (end === 'from') return { from: chosen, to: chosen === to ? from : to };
  return { from: chosen === from ? to : from, to: chosen };
}

interface GroupProps {
  meeting: Meeting;
  items: ComparedItem[];
  names: string[];
  promotion: Promotion;
}

const Group = ({ meeting, items, names, promotion }: GroupProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const title = t(`environments.${meeting}`, placesOf(t, promotion));
  const { from, to } = promotion;
  const others = names.filter(name => name !== from && name !== to);
  return (
    <Panel>
      <h4 className={classes.groupTitle}>
        {title} ({items.length})
        <span className={classes.hint}>
          : {t(`environments.${meeting}Hint`)}
        </span>
      </h4>
      <DataTable<ComparedItem>
        caption={t('environments.caption', { group: title })}
        rows={items}
        rowKey={({ item }) => item.id}
        columns={[
          {
            id: 'item',
            label: t('environments.item'),
            grow: true,
            render: one => <ItemCell compared={one} promotion={promotion} />,
          },
          ...[from, to, ...others].map(environment => ({
            id: `in-${environment}`,
            label: nameOf(t, environment),
            nowrap: true,
            render: ({ results }: ComparedItem) => {
              const result = results[environment];
              return result ? (
                <ResultChip result={result} size="small" />
              ) : (
                t('environments.none')
              );
            },
          })),
        ]}
      />
    </Panel>
  );
};

const ItemCell = ({
  compared: { item, results },
  promotion: { from, to },
}: {
  compared: ComparedItem;
  promotion: Promotion;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { linkTo } = useUrlState();
  const says = (environment: string) =>
    t(`environments.says.${results[environment] ?? 'none'}`, {
      environment: nameOf(t, environment),
    });
  return (
    <span className={classes.item}>
      <Link
        className={classes.link}
        to={linkTo({
          view: undefined,
          from: undefined,
          to: undefined,
          item: item.id,
        })}
      >
        {item.text}
      </Link>
      <span className={classes.quiet}>
        {t('environments.sentence', { from: says(from), to: says(to) })} ·{' '}
        {t(`severity.${item.severity}`)}
      </span>
    </span>
  );
};
