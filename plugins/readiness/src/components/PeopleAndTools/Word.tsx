/** One word that somebody gave: how it stands, who said it and when, and what became of it. */
import type { ReactNode } from 'react';
import classNames from 'classnames';
import { Link } from '@backstage/core-components';
import type { DecisionEventView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { STATUS_LOOKS, WAIVER_APPROVED } from '../../model/words';
import type { WordStatus } from '../../model/words';
import { BrokenGlass } from '../BrokenGlass';
import { RelativeTime } from '../RelativeTime';
import { ToneChip } from '../ToneChip';
import { Who } from '../Who';
import { usePeopleStyles } from './styles';

export interface WordProps {
  status?: WordStatus;
  statusReason?: string;
  /** A waiver's approval looks as what is waived. */
  waives?: boolean;
  /** Of a waiver that nobody decided on. */
  glass?: { reviewed?: boolean };
  /** Who did what, and when. */
  said: ReactNode;
  /** In whose words. */
  quote?: string;
  link?: string;
  facts?: [string, ReactNode][];
  events?: DecisionEventView[];
  now: number;
  children?: ReactNode;
}

export const Word = (props: WordProps) => {
  const { status, statusReason, waives, glass, said, quote, link } = props;
  const { facts = [], events = [], now, children } = props;
  const classes = usePeopleStyles();
  const { t } = useReadinessTranslation();
  // The trail says the same reason, and who gave it.
  const told = events.some(({ reason }) => reason === statusReason);
  return (
    <li className={classNames(classes.word, glass && classes.glass)}>
      <div className={classes.line}>
        {status && <StatusChip status={status} waives={waives} />}
        {glass && <BrokenGlass reviewed={glass.reviewed} />}
        <span>{said}</span>
      </div>
      {quote && <blockquote className={classes.quote}>{quote}</blockquote>}
      {statusReason && !told && (
        <div className={classes.reason}>{statusReason}</div>
      )}
      <FactLine facts={facts} />
      {link && <EvidenceLink to={link}>{t('word.evidence')}</EvidenceLink>}
      <Trail events={events} now={now} />
      {children}
    </li>
  );
};

export const FactLine = ({ facts }: { facts: [string, ReactNode][] }) => {
  const classes = usePeopleStyles();
  const given = facts.filter(([, value]) => value);
  if (given.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {given.map(([name, value]) => (
        <div key={name}>
          <dt>{name}:</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** Only what leads to a page is made a link: a word may hold any text. */
const EvidenceLink = ({ to, children }: { to: string; children: string }) => (
  <div>
    {/^https?:\/\//i.test(to) ? (
      <Link to={to}>
        {children}: {shortLink(to)}
      </Link>
    ) : (
      `${children}: ${to}`
    )}
  </div>
);

const LONGEST = 80;
const shortLink = (link: string) =>
  link.length > LONGEST ? `${link.slice(0, LONGEST)}…` : link;

const StatusChip = ({
  status,
  waives,
}: {
  status: WordStatus;
  waives?: boolean;
}) => {
  const { t } = useReadinessTranslation();
  const { tone, Icon } =
    waives && status === 'approved' ? WAIVER_APPROVED : STATUS_LOOKS[status];
  return (
    <ToneChip tone={tone} Icon={Icon} size="small">
      {t(`wordStatus.${status}`)}
    </ToneChip>
  );
};

const Trail = ({
  events,
  now,
}: {
  events: DecisionEventView[];
  now: number;
}) => {
  const classes = usePeopleStyles();
  const { t } = useReadinessTranslation();
  if (events.length === 0) return null;
  return (
    <ul className={classes.trail} aria-label={t('word.trail')}>
      {events.map(({ at, by, action, reason }) => (
        <li key={`${at} ${action}`}>
          {t(`trail.${action}`, {
            who: <Who entityRef={by} />,
            time: <RelativeTime iso={at} now={now} />,
          })}
          {reason && `: ${reason}`}
        </li>
      ))}
    </ul>
  );
};
