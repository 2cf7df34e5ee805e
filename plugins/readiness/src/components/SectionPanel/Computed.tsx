/** Lines of a checklist that ask no question: parts of the report, computed from the other items. */
import { Link } from '@backstage/core-components';
import type {
  GateState,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation, useUrlState } from '../../hooks';
import { isGateView, truthOfGate } from '../../model/claims';
import { NamedClaim } from '../Claim';
import { useSectionStyles } from './styles';

export interface ComputedProps {
  items: ItemView[];
  own: GateState;
}

export const Computed = ({ items, own }: ComputedProps) => {
  const classes = useSectionStyles();
  const { t } = useReadinessTranslation();
  const { linkTo } = useUrlState();
  return (
    <ul className={classes.computedList}>
      {items.map(({ id, text, claim, view }) => (
        <li key={id} className={classes.computed}>
          <span className={classes.computedWords}>
            <span className={classes.plainText}>{text}</span>
            {claim && (
              <span className={classes.quiet}>
                <NamedClaim
                  claim={claim}
                  truth={isGateView(view) ? truthOfGate(own) : undefined}
                />
              </span>
            )}
          </span>
          <Link
            className={classes.quiet}
            to={linkTo({ view: 'report', part: view, item: undefined })}
            aria-label={`${t('report.computed.show')}: ${text}`}
          >
            {t('report.computed.show')}
          </Link>
        </li>
      ))}
    </ul>
  );
};
