import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    height: 2 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    marginLeft: 20,
    color: '#ffffff',
  },
  name: {
    marginLeft: 12,
    fontWeight: 600,
    whiteSpace: 'nowrap',
  },
});

const Gate = () => (
  <svg width={32} height={32} viewBox="0 0 32 32" aria-hidden fill="none">
    <path
      d="M6 27V14a10 10 0 0 1 20 0v13"
      stroke="#ffffff"
      strokeWidth={3}
      strokeLinecap="round"
    />
    <path
      d="M11 19l4 4 7-8"
      stroke="#7ef0c0"
      strokeWidth={3}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);

export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Home">
        <Gate />
        {isOpen && (
          <Typography className={classes.name}>Readiness Gates</Typography>
        )}
      </Link>
    </div>
  );
};
