/** What waits for whoever is signed in, the most urgent first, by what is to be done. */
import { useEffect, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  QueueEntry,
  QueueView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import {
  useApiData,
  useNow,
  usePages,
  useReadinessTranslation,
} from '../../hooks';
import { BusyButton } from '../BusyButton';
import { DecisionDialog } from '../Decisions';
import type { Intent } from '../Decisions';
import { Panel } from '../Panel';
import { ErrorState, Loading, RowsSkeleton } from '../States';
import { StatusLine, useStatus } from '../StatusLine';
import { QueueRow } from './QueueRow';
import { useQueueStyles } from './queueStyles';

export type QueueCounts = QueueView['counts'];

export interface QueueProps {
  /** Told with every answer, for the number beside the page's name. */
  onCounts?: (counts: QueueCounts) => void;
}

const PAGE_SIZE = 50;

interface Acting {
  entry: QueueEntry;
  intent: Intent;
}

export const Queue = ({ onCounts }: QueueProps) => {
  const classes = useQueueStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const now = useNow();
  const [acting, setActing] = useState<Acting>();
  const queue = usePages<QueueView>('queue', (before, signal) =>
    api.getQueue(
      { limit: PAGE_SIZE, cursor: before.at(-1)?.nextCursor },
      { signal },
    ),
  );
  const { pages, loading, error, more, reload } = queue;
  const status = useStatus(pages);
  const counts = pages[0]?.counts;
  useEffect(() => {
    if (counts) onCounts?.(counts);
  }, [counts, onCounts]);

  return (
    <div className={classes.root}>
      <div>
        <StatusLine status={status} />
        <div className={classes.groups} aria-busy={loading}>
          {error && pages.length === 0 && !loading && (
            <ErrorState error={error} onRetry={reload} />
          )}
          {pages.length === 0 && loading && <QueueSkeleton />}
          {pages.length > 0 && (
            <Groups
              pages={pages}
              now={now}
              onAct={(entry, intent) => setActing({ entry, intent })}
            />
          )}
          {error && pages.length > 0 && !loading && (
            <ErrorState error={error} onRetry={more} />
          )}
          {!error && pages.at(-1)?.nextCursor && (
            <div>
              <BusyButton
                variant="outlined"
                color="primary"
                busy={loading}
                onClick={more}
              >
                {t(loading ? 'queue.loadingMore' : 'queue.more')}
              </BusyButton>
            </div>
          )}
        </div>
      </div>
      {acting && (
        <QueueDialog
          acting={acting}
          onClose={() => setActing(undefined)}
          onDone={message => {
            setActing(undefined);
            status.say(message);
            reload();
          }}
          onConflict={reload}
        />
      )}
    </div>
  );
};

interface QueueDialogProps {
  acting: Acting;
  onClose: () => void;
  onDone: (message: string) => void;
  onConflict: () => void;
}

/** The queue knows what is asked and not how: the gate is read when somebody wants to act. */
const QueueDialog = ({
  acting: { entry, intent },
  onClose,
  onDone,
  onConflict,
}: QueueDialogProps) => {
  const api = useApi(readinessApiRef);
  const { entityRef } = entry;
  const scorecard = entry.scorecard.id;
  const key = 'item' in intent ? `${entityRef}|${scorecard}` : undefined;
  const detail = useApiData(key, signal =>
    api.getGateDetail(parseEntityRef(entityRef), scorecard, { signal }),
  );
  return (
    <DecisionDialog
      intent={intent}
      gate={{ entityRef, scorecard }}
      detail={detail}
      onClose={onClose}
      onDone={onDone}
      onConflict={() => {
        detail.retry();
        onConflict();
      }}
    />
  );
};

interface GroupsProps {
  pages: QueueView[];
  now: number;
  onAct: (entry: QueueEntry, intent: Intent) => void;
}

const Groups = ({ pages, now, onAct }: GroupsProps) => {
  const classes = useQueueStyles();
  const { t } = useReadinessTranslation();
  const [{ counts }] = pages;
  const entries = pages.flatMap(({ items }) => items);
  if (entries.length === 0) return <Empty />;
  return (
    <>
      <Typography variant="body2" role="status" className={classes.total}>
        {t('queue.total', { count: totalOf(counts) })}
      </Typography>
      {byKind(entries).map(({ kind, items }) => (
        <Panel key={kind} label={t(`queue.group.${kind}`)}>
          <div className={classes.head}>
            <Typography variant="h6" component="h2">
              {t(`queue.group.${kind}`)} ({counts[kind]})
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t(`queue.hint.${kind}`)}
            </Typography>
          </div>
          <ul className={classes.list}>
            {items.map(entry => (
              <QueueRow
                key={keyOf(entry)}
                entry={entry}
                onAct={onAct}
                now={now}
              />
            ))}
          </ul>
        </Panel>
      ))}
    </>
  );
};

/** The entries come with the most urgent first; so do the groups, and the entries in each. */
export function byKind(
  entries: QueueEntry[],
): { kind: QueueEntry['kind']; items: QueueEntry[] }[] {
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return kinds.map(kind => ({
    kind,
    items: entries.filter(entry => entry.kind === kind),
  }));
}

export const totalOf = (counts: QueueCounts): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const keyOf = (entry: QueueEntry) => {
  const { kind, entityRef, scorecard, item, waiver, expires } = entry;
  return [kind, entityRef, scorecard.id, item.id, expires, waiver?.id].join(
    '|',
  );
};

const Empty = () => {
  const classes = useQueueStyles();
  const { t } = useReadinessTranslation();
  return (
    <Panel className={classes.empty}>
      <Typography variant="h6" component="h2">
        {t('queue.emptyTitle')}
      </Typography>
      <Typography variant="body2">{t('queue.empty')}</Typography>
    </Panel>
  );
};

const QueueSkeleton = () => {
  const classes = useQueueStyles();
  return (
    <>
      <Loading />
      <Panel className={classes.skeleton}>
        <RowsSkeleton rows={5} />
      </Panel>
    </>
  );
};
