/** The two pages side by side, and how much waits for me. */
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';
import { useReadinessTranslation } from '../../hooks';
import { queueLink } from '../../links';
import { rootRouteRef } from '../../routes';
import { useNumber } from '../RelativeTime';
import { visuallyHidden } from '../visuallyHidden';

export interface PageNavProps {
  onQueue: boolean;
  /** Absent until it is known. */
  waiting?: number;
}

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

export const PageNav = ({ onQueue, waiting }: PageNavProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  const root = useRouteRef(rootRouteRef)();
  const look = (here: boolean) => ({
    className: classNames(classes.link, here && classes.here),
    'aria-current': here ? ('page' as const) : undefined,
  });
  return (
    <nav aria-label={t('pages.label')}>
      <ul className={classes.list}>
        <li>
          <Link to={root} {...look(!onQueue)}>
            {t('pages.gates')}
          </Link>
        </li>
        <li>
          <Link to={queueLink(root)} {...look(onQueue)}>
            {t('pages.queue')}
            {waiting !== undefined && waiting > 0 && (
              <>
                <span className={classes.count} aria-hidden>
                  {number(waiting)}
                </span>
                <span className={classes.hidden}>
                  {t('pages.waiting', { count: waiting })}
                </span>
              </>
            )}
          </Link>
        </li>
      </ul>
    </nav>
  );
};
