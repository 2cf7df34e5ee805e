/** What fails or is open: what each waits for, and what it is worth. */
import { Link } from '@backstage/core-components';
import type { OpenItem } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation, useUrlState } from '../../hooks';
import { shownPercent } from '../../model/claims';
import { waitingOnSentence } from '../../model/sentences';
import type { T } from '../../model/sentences';
import { exactDay, useLocale } from '../RelativeTime';
import { ResultIcon } from '../ResultChip';
import { Nothing } from './Part';
import { ShowMore } from './ShowMore';
import { useReportStyles } from './styles';

export interface OpenItemsProps {
  items: OpenItem[];
  /** What they are. */
  title: string;
  empty: string;
  /** Each has its place in the order. */
  ordered?: boolean;
  /** Without what other lists tell of them. */
  brief?: boolean;
  first?: number;
}

export const OpenItems = (props: OpenItemsProps) => {
  const { items, title, empty, ordered, brief, first = 5 } = props;
  const classes = useReportStyles();
  const List = ordered ? 'ol' : 'ul';
  if (items.length === 0) return <Nothing>{empty}</Nothing>;
  return (
    <ShowMore values={items} first={first} of={title}>
      {shown => (
        <List className={classes.list}>
          {shown.map(item => (
            <Entry key={item.id} item={item} brief={brief} severity={ordered} />
          ))}
        </List>
      )}
    </ShowMore>
  );
};

interface EntryProps {
  item: OpenItem;
  brief?: boolean;
  /** Where items of both severities stand in one list. */
  severity?: boolean;
}

const Entry = ({ item, brief, severity }: EntryProps) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const { section, why, result } = item;
  const due = dueSentence(t, item, locale);
  const worth = worthSentence(t, item);
  const waiting = waitingOnSentence(t, item.waitingOn);
  return (
    <li className={classes.entry}>
      <ResultIcon result={result} />
      <span className={classes.words}>
        <ItemLink item={item} />
        {!brief && why && <span className={classes.why}>{why}</span>}
        <span className={classes.facts}>
          {worth && <span className={classes.worth}>{worth}</span>}
          {due && <span>{due}</span>}
          {severity && <span>{t(`severity.${item.severity}`)}</span>}
          {!brief && waiting && <span>{waiting}</span>}
          {!brief && <span>{section}</span>}
        </span>
      </span>
    </li>
  );
};

/** Leads to the item among the others, with its findings. */
export const ItemLink = ({
  item: { id, text },
}: {
  item: Pick<OpenItem, 'id' | 'text'>;
}) => {
  const classes = useReportStyles();
  const { linkTo } = useUrlState();
  const to = linkTo({
    view: undefined,
    part: undefined,
    result: undefined,
    severity: undefined,
    item: id,
  });
  return (
    <Link className={classes.name} to={to}>
      {text}
    </Link>
  );
};

function worthSentence(t: T, { worth }: OpenItem): string | undefined {
  const points = shownPercent(worth);
  return points > 0
    ? t('report.open.worth', { points: String(points) })
    : undefined;
}

function dueSentence(
  t: T,
  { due, result }: OpenItem,
  locale: string,
): string | undefined {
  if (!due) return undefined;
  const date = exactDay(due, locale);
  return t(result === 'waived' ? 'report.open.until' : 'report.open.from', {
    date,
  });
}
