/** How old the evidence is, cluster by cluster, and which reads fail at the moment. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import StorageIcon from '@material-ui/icons/Storage';
import WarningIcon from '@material-ui/icons/Warning';
import type { ClusterFreshness } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { readsByReason } from '../../model/reads';
import { toneColors } from '../../model/tones';
import { causeSentence } from '../AnswersTable';
import { DataTable } from '../DataTable';
import { RelativeTime } from '../RelativeTime';
import { ResourceNames } from '../ResourceNames';

type FailingRead = NonNullable<ClusterFreshness['failing']>[number] & {
  cluster: string;
};

export interface FreshnessBarProps {
  clusters: ClusterFreshness[];
  now: number;
}

const useStyles = makeStyles(theme => ({
  root: { borderTop: `1px solid ${theme.palette.divider}` },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75, 3),
    padding: theme.spacing(1, 2),
    fontSize: theme.typography.pxToRem(13),
  },
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    flex: 1,
    [theme.breakpoints.down('xs')]: { flexBasis: '100%' },
    gap: theme.spacing(0.75, 3),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  cluster: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 0.75),
    '& svg': { fontSize: theme.typography.pxToRem(16) },
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  quiet: { color: theme.palette.text.secondary },
  failing: { borderTop: `1px solid ${theme.palette.divider}` },
  icon: { color: theme.palette.textSubtle },
}));

export const FreshnessBar = ({ clusters, now }: FreshnessBarProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [open, setOpen] = useState(false);
  const failing = clusters.flatMap(one =>
    (one.failing ?? []).map(read => ({ ...read, cluster: one.cluster })),
  );
  return (
    <section aria-label={t('freshness.label')} className={classes.root}>
      <div className={classes.bar}>
        {clusters.length === 0 && (
          <span className={classes.quiet}>{t('freshness.none')}</span>
        )}
        <ul className={classes.list}>
          {clusters.map(one => (
            <li key={`${one.cluster}/${one.environment ?? ''}`}>
              <ClusterAge cluster={one} now={now} />
            </li>
          ))}
        </ul>
        {failing.length > 0 && (
          <Button
            size="small"
            color="primary"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'freshness.hide' : 'freshness.details')}
          </Button>
        )}
      </div>
      {open && failing.length > 0 && (
        <div className={classes.failing}>
          <FailingReads reads={failing} now={now} />
        </div>
      )}
    </section>
  );
};

const ClusterAge = ({
  cluster,
  now,
}: {
  cluster: ClusterFreshness;
  now: number;
}) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const failing = cluster.failing?.length ?? 0;
  return (
    <span className={classes.cluster}>
      {failing > 0 ? (
        <WarningIcon
          aria-hidden
          style={{ color: toneColors(theme, 'open').main }}
        />
      ) : (
        <StorageIcon aria-hidden className={classes.icon} />
      )}
      <span className={classes.name}>{cluster.cluster}</span>
      <span className={classes.quiet}>
        {cluster.observedAt
          ? t('freshness.fresh', {
              time: <RelativeTime iso={cluster.observedAt} now={now} />,
            })
          : t('freshness.never')}
      </span>
      {failing > 0 && (
        <strong>{t('freshness.failing', { count: failing })}</strong>
      )}
    </span>
  );
};

const FailingReads = ({
  reads,
  now,
}: {
  reads: FailingRead[];
  now: number;
}) => {
  const { t } = useReadinessTranslation();
  const oldestFirst = [...reads].sort((a, b) => a.since.localeCompare(b.since));
  const rows = readsByReason(
    oldestFirst,
    ({ cluster, namespace, cause, message }) => [
      cluster,
      namespace,
      cause,
      message,
    ],
  );
  return (
    <DataTable
      caption={t('freshness.details')}
      rows={rows}
      rowKey={read => `${read.cluster}/${read.resource}/${read.namespace}`}
      columns={[
        {
          id: 'cluster',
          label: t('answer.cluster'),
          render: read => read.cluster,
        },
        {
          id: 'resource',
          label: t('freshness.resource'),
          mono: true,
          render: read => <ResourceNames names={read.resources} />,
        },
        {
          id: 'namespace',
          label: t('freshness.namespace'),
          render: read => read.namespace || t('freshness.everyNamespace'),
        },
        {
          id: 'cause',
          label: t('freshness.cause'),
          grow: true,
          render: read => (
            <>
              {causeSentence(t, read.cause) ?? read.cause}
              {read.message && `: ${read.message}`}
            </>
          ),
        },
        {
          id: 'since',
          label: t('freshness.since'),
          render: read => <RelativeTime iso={read.since} now={now} />,
        },
      ]}
    />
  );
};
