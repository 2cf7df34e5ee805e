/** Who said it, or whose word counts: a link to the person or group, by the name the catalog knows. */
import { Fragment } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useReadinessTranslation } from '../../hooks';

const PEOPLE = ['user', 'group'];

/** What lapsed by a rule is written under this name. */
const SYSTEM = 'system';

export const Who = ({ entityRef }: { entityRef: string }) => {
  const { t } = useReadinessTranslation();
  if (entityRef === SYSTEM) return <>{t('people.portal')}</>;
  const kind = kindOf(entityRef);
  // The token of a pipeline has a name and no page.
  if (!kind) return <>{entityRef}</>;
  return <EntityRefLink entityRef={entityRef} defaultKind={kind} hideIcon />;
};

function kindOf(entityRef: string): string | undefined {
  try {
    const kind = parseEntityRef(entityRef).kind.toLowerCase();
    return PEOPLE.includes(kind) ? kind : undefined;
  } catch {
    return undefined;
  }
}

/** Several, any one of whom will do. */
export const Whoever = ({ refs }: { refs: string[] }) => {
  const { t } = useReadinessTranslation();
  return (
    <>
      {refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && t('waits.or')}
          <Who entityRef={ref} />
        </Fragment>
      ))}
    </>
  );
};
