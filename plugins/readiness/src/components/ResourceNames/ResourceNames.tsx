/** Names of resources, a line each: the first of them, and all on demand. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useReadinessTranslation } from '../../hooks';
import { useNumber } from '../RelativeTime';

const FIRST = 3;

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  more: { marginLeft: theme.spacing(-0.625) },
}));

export const ResourceNames = ({ names }: { names: readonly string[] }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  const [all, setAll] = useState(false);
  // A single one more takes no less room as a button.
  const some = names.length > FIRST + 1;
  const shown = some && !all ? names.slice(0, FIRST) : names;
  return (
    <div>
      <ul className={classes.list}>
        {shown.map(name => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {some && (
        <Button
          size="small"
          color="primary"
          className={classes.more}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all
            ? t('resources.fewer')
            : t('resources.more', { number: number(names.length - FIRST) })}
        </Button>
      )}
    </div>
  );
};
