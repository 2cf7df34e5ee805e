/** The ids of an item's checks, each with the way to its page where the app has one. */
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { checkLink } from '../../links';
import { overviewRouteRef } from '../../routes';

export const AboutCheck = ({ item }: { item: ItemView }) => {
  const { t } = useReadinessTranslation();
  const root = useRouteRef(overviewRouteRef);
  return (
    <>
      {item.checks.map(({ id }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          {id}
          {root && (
            <>
              {' · '}
              <Link
                to={checkLink(root(), id)}
                underline="always"
                aria-label={t('check.aboutOf', { check: id })}
              >
                {t('check.about')}
              </Link>
            </>
          )}
        </span>
      ))}
    </>
  );
};
