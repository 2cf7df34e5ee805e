/** A filter predicate over entities in words. */
import { useReadinessTranslation } from '../../hooks';
import { conditionText } from './conditions';

export const Predicate = ({ predicate }: { predicate: object }) => {
  const { t } = useReadinessTranslation();
  return (
    <>
      {Object.keys(predicate).length === 0
        ? t('definition.everybody')
        : conditionText(t, predicate)}
    </>
  );
};
