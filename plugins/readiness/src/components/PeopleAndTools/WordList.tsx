/** Words that are over: folded, so that what stands now is seen. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import { useReadinessTranslation } from '../../hooks';
import { usePeopleStyles } from './styles';

export interface WordListProps<W> {
  standing: W[];
  over: W[];
  render: (word: W) => ReactNode;
}

export function WordList<W>({ standing, over, render }: WordListProps<W>) {
  const classes = usePeopleStyles();
  const { t } = useReadinessTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      {standing.length > 0 && (
        <ul className={classes.words}>{standing.map(render)}</ul>
      )}
      {over.length > 0 && (
        <div>
          <Button
            size="small"
            color="primary"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open
              ? t('people.hideEarlier')
              : t('people.earlier', { count: over.length })}
          </Button>
        </div>
      )}
      {open && <ul className={classes.words}>{over.map(render)}</ul>}
    </>
  );
}
