/** A filter predicate over entities, as it is written. */
import { useReadinessTranslation } from '../../hooks';
import { predicateText } from '../Decisions/predicate';
import { useDefinitionStyles } from './styles';

export const Predicate = ({ predicate }: { predicate: object }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  if (Object.keys(predicate).length === 0)
    return <>{t('definition.everybody')}</>;
  return (
    <code className={classes.code}>
      {predicateText(predicate as Parameters<typeof predicateText>[0])}
    </code>
  );
};
