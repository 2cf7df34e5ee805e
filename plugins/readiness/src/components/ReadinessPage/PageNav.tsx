/** The pages side by side, and how much waits for me. */
import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { kubernetesClustersReadPermission } from '@backstage/plugin-kubernetes-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';
import { useReadinessTranslation } from '../../hooks';
import {
  checksLink,
  evaluationsLink,
  queueLink,
  scorecardsLink,
} from '../../links';
import {
  CHECKS_PATH,
  EVALUATIONS_PATH,
  QUEUE_PATH,
  rootRouteRef,
  SCORECARDS_PATH,
} from '../../routes';
import { useNumber } from '../RelativeTime';
import { visuallyHidden } from '../visuallyHidden';

export interface PageNavProps {
  /** The first part of the address below the page; empty for the gates. */
  page: string;
  /** Absent until it is known. */
  waiting?: number;
}

const SUB_PAGES = [QUEUE_PATH, CHECKS_PATH, SCORECARDS_PATH, EVALUATIONS_PATH];

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 3),
    margin: theme.spacing(0, 0, 2),
    padding: 0,
    listStyle: 'none',
    borderBottom: `1px solid ${theme.palette.divider}`,
    fontFamily: theme.typography.fontFamily,
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    padding: theme.spacing(1, 0.5),
    marginBottom: -1,
    fontSize: theme.typography.pxToRem(15),
    // With the count beside it, too.
    lineHeight: '22px',
    color: theme.palette.text.primary,
    borderBottom: '3px solid transparent',
    '&:hover': { textDecoration: 'underline' },
  },
  here: {
    fontWeight: 600,
    borderBottomColor: theme.palette.primary.main,
  },
  count: {
    minWidth: 22,
    padding: theme.spacing(0, 0.75),
    borderRadius: 999,
    textAlign: 'center',
    fontSize: theme.typography.pxToRem(12),
    fontWeight: 600,
    lineHeight: '20px',
    fontVariantNumeric: 'tabular-nums',
    border: `1px solid ${theme.palette.text.primary}`,
  },
  hidden: { ...visuallyHidden },
}));

export const PageNav = ({ page, waiting }: PageNavProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const root = useRouteRef(rootRouteRef)();
  const { allowed: mayReadClusters } = usePermission({
    permission: kubernetesClustersReadPermission,
  });
  const entry = (
    to: string,
    label: string,
    here: boolean,
    more?: ReactNode,
  ) => (
    <li key={to}>
      <Link
        to={to}
        className={classNames(classes.link, here && classes.here)}
        aria-current={here ? 'page' : undefined}
      >
        {label}
        {more}
      </Link>
    </li>
  );
  return (
    <nav aria-label={t('pages.label')}>
      <ul className={classes.list}>
        {entry(root, t('pages.gates'), !SUB_PAGES.includes(page))}
        {entry(
          queueLink(root),
          t('pages.queue'),
          page === QUEUE_PATH,
          <Waiting count={waiting} />,
        )}
        {entry(checksLink(root), t('pages.checks'), page === CHECKS_PATH)}
        {entry(
          scorecardsLink(root),
          t('pages.scorecards'),
          page === SCORECARDS_PATH,
        )}
        {mayReadClusters &&
          entry(
            evaluationsLink(root),
            t('pages.evaluations'),
            page === EVALUATIONS_PATH,
          )}
      </ul>
    </nav>
  );
};

const Waiting = ({ count = 0 }: { count?: number }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  if (count === 0) return null;
  return (
    <>
      <span className={classes.count} aria-hidden>
        {number(count)}
      </span>
      <span className={classes.hidden}>{t('pages.waiting', { count })}</span>
    </>
  );
};
