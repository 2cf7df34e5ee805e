/** The first of a list, and the others on demand: a checklist of hundreds of lines stays readable. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import { useReadinessTranslation } from '../../hooks';
import { useReportStyles } from './styles';

export interface ShowMoreProps<V> {
  values: V[];
  first: number;
  /** What they are, for the button's name. */
  of: string;
  children: (shown: V[]) => ReactNode;
}

export function ShowMore<V>({ values, first, of, children }: ShowMoreProps<V>) {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  const [all, setAll] = useState(false);
  const label = all
    ? t('report.less')
    : t('report.all', { number: String(values.length) });
  return (
    <>
      {children(all ? values : values.slice(0, first))}
      {values.length > first && (
        <div className={classes.footer}>
          <Button
            size="small"
            color="primary"
            aria-expanded={all}
            aria-label={`${label}: ${of}`}
            onClick={() => setAll(!all)}
          >
            {label}
          </Button>
        </div>
      )}
    </>
  );
}
