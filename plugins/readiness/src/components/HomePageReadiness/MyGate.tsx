/** One gate of what I own: its verdict, who it waits on, and what blocks it. */
import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { GateListing } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { entityTabLink } from '../../links';
import { waitingOnSentence } from '../../model/sentences';
import { ResultIcon } from '../ResultChip';
import { VerdictChip } from '../VerdictChip';
import { useHomeStyles } from './styles';

/** One more is asked for, to know whether there is more. */
export const MOST_BLOCKERS = 2;

export const MyGate = ({ gate }: { gate: GateListing }) => {
  const classes = useHomeStyles();
  const { t } = useReadinessTranslation();
  const { entity, scorecard, state, blocking = [] } = gate;
  const entityLink = useEntityRefLink()(entity.entityRef);
  const to = (item?: string) =>
    entityTabLink(entityLink, { scorecard: scorecard.id, item });
  const name = entity.title ?? entity.name;
  const waiting = waitingOnSentence(t, state.waitingOn);
  return (
    <li className={classes.gate}>
      <div className={classes.line}>
        <VerdictChip verdict={state.verdict} size="small" />
        <Link className={classes.name} to={to()}>
          {name}
        </Link>
        <span className={classes.quiet}>{scorecard.title}</span>
        <span className={classes.spread} />
        {waiting && <span className={classes.quiet}>{waiting}</span>}
      </div>
      {blocking.length > 0 && (
        <ul
          className={classes.blockers}
          aria-label={t('home.blockers', {
            entity: name,
            scorecard: scorecard.title,
          })}
        >
          {blocking
            .slice(0, MOST_BLOCKERS)
            .map(({ item, text, result, message }) => (
              <li key={item} className={classes.blocker}>
                <ResultIcon result={result} small />
                <span>
                  <Link to={to(item)} title={message}>
                    {text}
                  </Link>
                </span>
              </li>
            ))}
          {blocking.length > MOST_BLOCKERS && (
            <li className={classes.more}>
              <Link to={to()}>{t('home.more')}</Link>
            </li>
          )}
        </ul>
      )}
    </li>
  );
};
