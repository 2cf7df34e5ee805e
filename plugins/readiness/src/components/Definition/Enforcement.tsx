/** How an item is enforced: the mode, from when, and for whom. */
import type { CheckUse } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { exactDay, useLocale } from '../RelativeTime';
import { Predicate } from './Predicate';

export interface EnforcementTextProps {
  enforcement: CheckUse['item']['enforcement'];
  now: number;
}

export const EnforcementText = ({ enforcement, now }: EnforcementTextProps) => {
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const { mode, enforceFrom, cohort } = enforcement;
  const toCome =
    mode === 'enforce' &&
    enforceFrom !== undefined &&
    Date.parse(enforceFrom) > now;
  return (
    <>
      {toCome
        ? t('enforcement.from', { date: exactDay(enforceFrom, locale) })
        : t(`enforcement.${mode}`)}
      {cohort && (
        <>
          ,{' '}
          {t('definition.cohort', {
            cohort: <Predicate predicate={cohort} />,
          })}
        </>
      )}
    </>
  );
};
