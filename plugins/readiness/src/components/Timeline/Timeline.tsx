/** What changed of a gate, newest first; asked for when somebody opens it. */
import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EntityPath,
  ItemView,
  TransitionView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import {
  useElementId,
  usePages,
  useReadinessTranslation,
  useReloadWith,
} from '../../hooks';
import type { Pages } from '../../hooks';
import { Panel } from '../Panel';
import { ErrorState, Loading, RowsSkeleton } from '../States';
import { TimelineEntry } from './TimelineEntry';

export interface TimelineProps {
  path: EntityPath;
  scorecard: string;
  /** For their texts: a change names its item by id. */
  items: ItemView[];
  /** Another one where the gate was read again: something may have changed. */
  readAt: unknown;
  now: number;
}

const PAGE_SIZE = 20;

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 2),
  },
  body: { padding: theme.spacing(0, 2, 2) },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  footer: { padding: theme.spacing(1, 2) },
}));

/**
 * The API takes a time, and an evaluation turns many items at once: those of the last moment that
 * are shown already come first in the answer, and are skipped.
 */
function olderThan(shown: TransitionView[]) {
  const last = shown.at(-1)?.at;
  if (last === undefined) return { skip: 0, limit: PAGE_SIZE };
  const skip = shown.filter(({ at }) => at === last).length;
  const before = new Date(Date.parse(last) + 1).toISOString();
  return { skip, limit: PAGE_SIZE + skip, before };
}

export const Timeline = (props: TimelineProps) => {
  const { path, scorecard, items, readAt, now } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const [open, setOpen] = useState(false);
  const id = useElementId();
  const pages = usePages<TransitionView[]>(
    open ? scorecard : undefined,
    async (before, signal) => {
      const { skip, ...query } = olderThan(before.flat());
      const page = await api.getTimeline(path, scorecard, query, { signal });
      return page.slice(skip);
    },
  );
  useReloadWith(readAt, open ? pages.reload : undefined);
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {t('timeline.title')}
        </Typography>
        <Button
          size="small"
          color="primary"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'timeline.hide' : 'timeline.show')}
        </Button>
      </div>
      {open && (
        <div id={id} aria-busy={pages.loading}>
          <Changes pages={pages} items={items} now={now} />
        </div>
      )}
    </Panel>
  );
};

interface ChangesProps {
  pages: Pages<TransitionView[]>;
  items: ItemView[];
  now: number;
}

const Changes = ({ pages, items, now }: ChangesProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const texts = new Map(items.map(({ id, text }) => [id, text]));
  const { loading, error, more } = pages;
  const changes = pages.pages.flat();
  const last = pages.pages.at(-1);
  if (changes.length === 0 && loading) {
    return (
      <div className={classes.body}>
        <Loading />
        <RowsSkeleton rows={4} />
      </div>
    );
  }
  return (
    <>
      {changes.length > 0 && (
        <ol className={classes.list} aria-label={t('timeline.title')}>
          {changes.map((change, index) => (
            <TimelineEntry
              key={index}
              change={change}
              text={change.item && (texts.get(change.item) ?? change.item)}
              now={now}
            />
          ))}
        </ol>
      )}
      {last && changes.length === 0 && (
        <Typography variant="body2" className={classes.body}>
          {t('timeline.empty')}
        </Typography>
      )}
      {error && !loading && (
        <div className={classes.body}>
          <ErrorState bare error={error} onRetry={more} />
        </div>
      )}
      {!error && last?.length === PAGE_SIZE && (
        <div className={classes.footer}>
          <Button
            size="small"
            variant="outlined"
            color="primary"
            disabled={loading}
            onClick={more}
          >
            {t(loading ? 'timeline.loading' : 'timeline.more')}
          </Button>
        </div>
      )}
    </>
  );
};
