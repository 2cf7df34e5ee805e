/** Items whose kind of evidence this version does not evaluate: listed, and outside the gate. */
import { useEffect, useRef, useState } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import classNames from 'classnames';
import { EVIDENCE_KINDS } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { useSectionStyles } from './styles';

export interface NotEvaluatedProps {
  items: ItemView[];
  /** The item of a deep link. */
  target?: string;
}

export const NotEvaluated = ({ items, target }: NotEvaluatedProps) => {
  const classes = useSectionStyles();
  const { t } = useReadinessTranslation();
  const [open, setOpen] = useState(() => items.some(({ id }) => id === target));
  const targetRow = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (target) targetRow.current?.scrollIntoView?.({ block: 'center' });
  }, [target]);
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
            <li
              key={item.id}
              ref={item.id === target ? targetRow : undefined}
              className={classes.plainItem}
            >
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
