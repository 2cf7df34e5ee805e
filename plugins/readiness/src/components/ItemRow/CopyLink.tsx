/** Copies the address that leads straight to an item. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import LinkIcon from '@material-ui/icons/Link';
import { makeStyles } from '@material-ui/core/styles';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import useTimeoutFn from 'react-use/esm/useTimeoutFn';
import { useReadinessTranslation } from '../../hooks';
import { useDecisions } from '../Decisions';

const DONE_MS = 2000;

const useStyles = makeStyles({
  button: {
    textTransform: 'none',
    letterSpacing: 'normal',
    padding: '0 4px',
    minHeight: 24,
  },
});

export const CopyLink = ({ item }: { item: string }) => {
  const scorecard = useDecisions()?.gate.scorecard;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [, copy] = useCopyToClipboard();
  const [done, setDone] = useState(false);
  const [, , restart] = useTimeoutFn(() => setDone(false), DONE_MS);

  const onClick = () => {
    const url = new URL(window.location.href);
    // Which gate comes first may change; filters would only hide others.
    url.search = `?${new URLSearchParams({
      ...(scorecard && { scorecard }),
      item,
    })}`;
    copy(url.toString());
    setDone(true);
    restart();
  };
  return (
    <Button
      size="small"
      color="primary"
      className={classes.button}
      startIcon={<LinkIcon />}
      onClick={onClick}
    >
      {t(done ? 'copy.linkDone' : 'copy.link')}
    </Button>
  );
};
