/** One item: what it says and why in one line, everything behind it on demand. */
import { memo, useEffect, useRef } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import classNames from 'classnames';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import {
  findingsTotal,
  headline,
  openPlaces,
  shownResult,
} from '../../model/gate';
import { waitingOnSentence, waitsForSentence } from '../../model/sentences';
import type { T } from '../../model/sentences';
import { truthOfResult } from '../../model/claims';
import { brokenGlass } from '../../model/words';
import { BrokenGlass } from '../BrokenGlass';
import { NamedClaim } from '../Claim';
import { exactDay, useLocale } from '../RelativeTime';
import { ResultIcon } from '../ResultChip';
import { ItemDetails } from './ItemDetails';
import { useItemRowStyles } from './styles';

export interface ItemRowProps {
  item: ItemView;
  /** The same item may stand under "What blocks" and in its section: ids must differ. */
  place: string;
  open: boolean;
  onToggle: (item: string, open: boolean, place: string) => void;
  /** Brings the row into view once it is there: the target of a deep link. */
  target?: boolean;
  redacted: boolean;
  /** Under "What blocks" all are blocking; who must move is what one wants to know there. */
  blocks?: boolean;
  /** What it brings to mend it. */
  gain?: string;
  now: number;
}

/** One of hundreds: rendered again only where something of it has changed. */
export const ItemRow = memo((props: ItemRowProps) => {
  const { item, place, open, onToggle, target, redacted } = props;
  const { blocks, gain, now } = props;
  const classes = useItemRowStyles();
  const root = useRef<HTMLLIElement>(null);
  const id = `readiness-${place}-${item.id}`;

  useEffect(() => {
    if (target) root.current?.scrollIntoView?.({ block: 'center' });
  }, [target]);

  return (
    <li
      ref={root}
      className={classNames(classes.root, target && classes.target)}
    >
      <h5 className={classes.heading}>
        <ButtonBase
          id={`${id}-button`}
          className={classes.button}
          focusVisibleClassName={classes.focus}
          aria-expanded={open}
          aria-controls={open ? `${id}-details` : undefined}
          onClick={() => onToggle(item.id, !open, place)}
        >
          <ResultIcon result={shownResult(item)} />
          <span className={classes.words}>
            <span className={classes.text}>{item.text}</span>
            <Reason item={item} redacted={redacted} />
            {item.claim && (
              <span className={classes.claim}>
                <NamedClaim
                  claim={item.claim}
                  truth={truthOfResult(item.result)}
                />
              </span>
            )}
          </span>
          <Margin item={item} blocks={blocks} gain={gain} now={now} />
          <ExpandMoreIcon
            aria-hidden
            className={classNames(classes.chevron, open && classes.chevronOpen)}
          />
        </ButtonBase>
      </h5>
      {open && (
        <div
          id={`${id}-details`}
          role="region"
          aria-labelledby={`${id}-button`}
          className={classes.details}
        >
          <ItemDetails item={item} redacted={redacted} now={now} />
        </div>
      )}
    </li>
  );
});

const Reason = ({ item, redacted }: { item: ItemView; redacted: boolean }) => {
  const classes = useItemRowStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const reason = reasonOf(t, item, locale);
  const more = item.result === 'waived' ? 0 : findingsTotal(item) - 1;
  if (!reason) {
    const hidden = redacted && item.result === 'fail';
    return hidden ? (
      <span className={classes.reason}>{t('item.redacted')}</span>
    ) : null;
  }
  return (
    <span className={classes.reason}>
      {reason}
      {more > 0 && !redacted && (
        <span className={classes.more}> {t('item.more', { count: more })}</span>
      )}
    </span>
  );
};

/** What an item waits for is told here, and of whom; a waived one tells until when. */
function reasonOf(t: T, item: ItemView, locale: string): string | undefined {
  const reason = headline(item);
  if (item.result === 'pending') {
    return [waitsForSentence(t, item), reason].filter(Boolean).join(': ');
  }
  const until = item.answers.find(answer => answer.waiver)?.waiver?.until;
  if (item.result !== 'waived' || !until) return reason;
  const date = exactDay(until, locale);
  return reason
    ? t('item.waivedReason', { date, reason })
    : t('item.waivedUntil', { date });
}

const Margin = ({
  item,
  blocks,
  gain,
  now,
}: Pick<ItemRowProps, 'item' | 'blocks' | 'gain' | 'now'>) => {
  const classes = useItemRowStyles();
  const { t } = useReadinessTranslation();
  const shown = shownResult(item);
  const glass = brokenGlass(item);
  return (
    <span className={classes.margin}>
      {glass && <BrokenGlass reviewed={glass.reviewed} />}
      {openPlaces(item, now).map(({ environment, result }) => (
        <span key={environment} className={classes.place}>
          {result !== shown && <ResultIcon result={result} small />}
          {environment}
        </span>
      ))}
      {gain && <span className={classes.gain}>{gain}</span>}
      {blocks ? (
        <span className={classes.waiting}>
          {waitingOnSentence(t, item.waitingOn)}
        </span>
      ) : (
        <span
          className={classNames(
            classes.severity,
            item.severity === 'blocking' && classes.blocking,
          )}
        >
          {t(`severity.${item.severity}`)}
        </span>
      )}
    </span>
  );
};
