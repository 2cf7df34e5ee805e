/** Changes of a gate or of one of its items, newest first and page by page; read when it is shown. */
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EntityPath,
  TransitionView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { usePages, useReadinessTranslation, useReloadWith } from '../../hooks';
import { BusyButton } from '../BusyButton';
import { ErrorState, Loading, RowsSkeleton } from '../States';
import { TimelineEntry } from './TimelineEntry';

export interface ChangesProps {
  path: EntityPath;
  scorecard: string;
  /** Only what changed of this item, and the outages of its clusters. */
  item?: string;
  /** Names the list. */
  title: string;
  /** Said where nothing has changed. */
  empty: string;
  /** What an item says, by its id: a change names its item by id alone. */
  textOf: (item: string) => string;
  /** Another one where the gate was read again: something may have changed. */
  readAt: unknown;
  now: number;
}

const PAGE_SIZE = 20;

const useStyles = makeStyles(theme => ({
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

export const Changes = (props: ChangesProps) => {
  const { path, scorecard, item, title, empty, textOf, readAt, now } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const pages = usePages<TransitionView[]>(
    `${scorecard}/${item ?? ''}`,
    async (before, signal) => {
      const { skip, ...older } = olderThan(before.flat());
      const query = { ...older, ...(item !== undefined && { item }) };
      const page = await api.getTimeline(path, scorecard, query, { signal });
      return page.slice(skip);
    },
  );
  useReloadWith(readAt, pages.reload);
  const { loading, error, more } = pages;
  const changes = pages.pages.flat();
  const last = pages.pages.at(-1);
  if (changes.length === 0 && loading) {
    return (
      <div className={classes.body} aria-busy>
        <Loading />
        <RowsSkeleton rows={item === undefined ? 4 : 2} />
      </div>
    );
  }
  return (
    <div aria-busy={loading}>
      {changes.length > 0 && (
        <ol className={classes.list} aria-label={title}>
          {changes.map((change, index) => (
            <TimelineEntry
              key={index}
              change={change}
              text={change.item && textOf(change.item)}
              now={now}
            />
          ))}
        </ol>
      )}
      {last && changes.length === 0 && (
        <Typography variant="body2" className={classes.body}>
          {empty}
        </Typography>
      )}
      {error && !loading && (
        <div className={classes.body}>
          <ErrorState bare error={error} onRetry={more} />
        </div>
      )}
      {!error && last?.length === PAGE_SIZE && (
        <div className={classes.footer}>
          <BusyButton
            size="small"
            variant="outlined"
            color="primary"
            busy={loading}
            onClick={more}
          >
            {t(loading ? 'timeline.loading' : 'timeline.more')}
          </BusyButton>
        </div>
      )}
    </div>
  );
};
