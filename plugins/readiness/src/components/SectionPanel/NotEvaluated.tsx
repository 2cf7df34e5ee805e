/** Items whose kind of evidence this version does not evaluate: listed, and outside the gate. */
import { useState } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import classNames from 'classnames';
import { EVIDENCE_KINDS } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { useSectionStyles } from './styles';

export const NotEvaluated = ({ items }: { items: ItemView[] }) => {
  const classes = useSectionStyles();
  const { t } = useReadinessTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.notEvaluated}>
      <h5 className={classes.heading}>
        <ButtonBase
          className={classNames(classes.button, classes.quietButton)}
          focusVisibleClassName={classes.focus}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <ExpandMoreIcon
            aria-hidden
            className={classNames(classes.chevron, open && classes.chevronOpen)}
          />
          <span>
            {t('section.notEvaluatedTitle', { count: items.length })}
            {'. '}
            {t('section.notEvaluatedHint')}
          </span>
        </ButtonBase>
      </h5>
      {open && (
        <ul className={classes.plainList}>
          {items.map(item => (
            <li key={item.id} className={classes.plainItem}>
              <span className={classes.plainText}>{item.text}</span>
              <span className={classes.quiet}>
                {notEvaluatedSentence(t, item.notEvaluated ?? '')} ·{' '}
                {t(`severity.${item.severity}`)} · {item.id}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** The API gives the kind of evidence, or a sentence that names it. */
export function notEvaluatedSentence(t: T, reason: string): string {
  const kind = EVIDENCE_KINDS.find(one =>
    new RegExp(`\\b${one}\\b`).test(reason),
  );
  return kind
    ? t('section.notEvaluatedItem', { kind })
    : t('section.notEvaluatedUnknownKind', { reason });
}
