/** One thing that waits for me, with what I may do about it right there. */
import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { QueueEntry } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { entityTabLink } from '../../links';
import type { T } from '../../model/sentences';
import { shortName } from '../../model/sentences';
import { BrokenGlass } from '../BrokenGlass';
import type { Intent } from '../Decisions';
import { Actions } from '../PeopleAndTools';
import type { Action } from '../PeopleAndTools';
import { Day, RelativeTime } from '../RelativeTime';
import { Who } from '../Who';
import { useQueueStyles } from './queueStyles';

export interface QueueRowProps {
  entry: QueueEntry;
  onAct: (entry: QueueEntry, intent: Intent) => void;
  now: number;
}

export const QueueRow = ({ entry, onAct, now }: QueueRowProps) => {
  const classes = useQueueStyles();
  const { t } = useReadinessTranslation();
  const entityLink = useEntityRefLink()(entry.entityRef);
  const { item, scorecard, waiver } = entry;
  const others =
    (waiver?.entities.length ?? 0) + (waiver?.hiddenEntities ?? 0) - 1;
  const name = entry.entityTitle ?? shortName(entry.entityRef);
  return (
    <li className={classes.entry}>
      <div className={classes.words}>
        <Link
          className={classes.item}
          to={entityTabLink(entityLink, {
            scorecard: scorecard.id,
            item: item.id,
          })}
        >
          {item.text}
        </Link>
        <div className={classes.line}>
          <Link to={entityLink}>{name}</Link>
          <span className={classes.quiet}>
            · {scorecard.title} · {t(`severity.${item.severity}`)}
          </span>
        </div>
        <Due entry={entry} now={now} />
        {waiver && (
          <>
            <div className={classes.line}>
              {waiver.breakGlass && <BrokenGlass reviewed={waiver.reviewed} />}
              {t(waiver.breakGlass ? 'word.brokeGlass' : 'word.requested', {
                who: <Who entityRef={waiver.by} />,
                time: <RelativeTime iso={waiver.at} now={now} />,
              })}
              {others > 0 && (
                <span>· {t('queue.others', { count: others })}</span>
              )}
            </div>
            <blockquote className={classes.quote}>{waiver.reason}</blockquote>
          </>
        )}
      </div>
      <Actions
        of={`${item.text}, ${name}`}
        actions={intentsOf(t, entry).map(
          ({ intent, label }, index): Action => ({
            id: intent.act,
            label,
            main: index === 0,
            onClick: () => onAct(entry, intent),
          }),
        )}
      />
    </li>
  );
};

const Due = ({ entry, now }: { entry: QueueEntry; now: number }) => {
  const classes = useQueueStyles();
  const { t } = useReadinessTranslation();
  const { kind, dueAt, expires } = entry;
  if (!dueAt) return null;
  return (
    <div className={classes.line}>
      {kind === 'expiring' && expires && (
        <span>{t(`queue.expires.${expires}`)}</span>
      )}
      <span className={classes.due}>
        {t(`queue.due.${kind}`, {
          date: <Day iso={dueAt} />,
          time: <RelativeTime iso={dueAt} now={now} />,
        })}
      </span>
    </div>
  );
};

interface Offer {
  intent: Intent;
  label: string;
}

export function intentsOf(t: T, entry: QueueEntry): Offer[] {
  const { kind, waiver } = entry;
  const { id: item, text } = entry.item;
  switch (kind) {
    case 'attest':
      return [{ intent: { act: 'attest', item }, label: t('act.attest') }];
    case 'approve':
      return [
        { intent: { act: 'approve', item }, label: t('act.approve') },
        { intent: { act: 'decline', item }, label: t('act.decline') },
      ];
    case 'decide':
      if (!waiver) return [];
      return [
        { intent: { act: 'allow', waiver, text }, label: t('act.allow') },
        { intent: { act: 'deny', waiver, text }, label: t('act.deny') },
      ];
    case 'review':
      if (!waiver) return [];
      return [
        { intent: { act: 'review', waiver, text }, label: t('act.review') },
        { intent: { act: 'deny', waiver, text }, label: t('act.end') },
      ];
    default:
      return expiringIntents(t, entry);
  }
}

function expiringIntents(t: T, { expires, item, waiver }: QueueEntry): Offer[] {
  if (expires === 'attestation')
    return [
      {
        intent: { act: 'attest', item: item.id },
        label: t('act.attestAgain'),
      },
    ];
  if (expires === 'approval')
    return [
      {
        intent: { act: 'approve', item: item.id },
        label: t('act.approveAgain'),
      },
    ];
  return [
    {
      intent: { act: 'waive', item: item.id, renews: waiver },
      label: t('act.renew'),
    },
  ];
}
