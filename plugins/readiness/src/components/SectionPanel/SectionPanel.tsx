/** A section of the checklist: what it claims, and beside that what the evidence says. */
import type { ReactNode } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import classNames from 'classnames';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { countResults } from '../../model/gate';
import type { SectionView } from '../../model/gate';
import { CountsList } from '../CountsBar';
import { NotEvaluated } from './NotEvaluated';
import { useSectionStyles } from './styles';

export interface SectionPanelProps {
  section: SectionView;
  /** Those of the section's items that the filters leave. */
  items: ItemView[];
  open: boolean;
  onToggle: (section: string, open: boolean) => void;
  renderItem: (item: ItemView) => ReactNode;
}

export const SectionPanel = (props: SectionPanelProps) => {
  const { section, items, open, onToggle, renderItem } = props;
  const classes = useSectionStyles();
  const id = `readiness-section-${section.id}`;
  const evaluated = items.filter(item => !item.notEvaluated);
  const notEvaluated = items.filter(item => item.notEvaluated);
  return (
    <section className={classes.root}>
      <div className={classes.head}>
        <h4 className={classes.heading}>
          <ButtonBase
            id={`${id}-button`}
            className={classes.button}
            focusVisibleClassName={classes.focus}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => onToggle(section.id, !open)}
          >
            <ExpandMoreIcon
              aria-hidden
              className={classNames(
                classes.chevron,
                open && classes.chevronOpen,
              )}
            />
            <span className={classes.title}>{section.title}</span>
          </ButtonBase>
        </h4>
        <Truth section={section} />
      </div>
      {open && (
        <div
          id={id}
          role="region"
          aria-labelledby={`${id}-button`}
          className={classes.body}
        >
          {evaluated.length > 0 && (
            <ul className={classes.list}>{evaluated.map(renderItem)}</ul>
          )}
          {notEvaluated.length > 0 && <NotEvaluated items={notEvaluated} />}
        </div>
      )}
    </section>
  );
};

/** The claim and the truth of the whole section, whatever the filters hide. */
const Truth = ({ section }: { section: SectionView }) => {
  const classes = useSectionStyles();
  const { t } = useReadinessTranslation();
  const counts = countResults(section.items);
  const evaluated = section.items.filter(item => !item.notEvaluated).length;
  const left = section.items.length - evaluated;
  return (
    <div className={classes.truth}>
      {section.claim && (
        <div className={classNames(classes.side, classes.claimed)}>
          <span className={classes.label}>{t('section.claim')}</span>
          <q className={classes.claim}>{section.claim}</q>
        </div>
      )}
      <div className={classes.side}>
        {section.claim && (
          <span className={classes.label}>{t('section.claimTruth')}</span>
        )}
        {evaluated > 0 ? (
          <CountsList counts={counts} />
        ) : (
          <span className={classes.quiet}>{t('section.nothingEvaluated')}</span>
        )}
        {evaluated > 0 && left > 0 && (
          <span className={classes.quiet}>
            {t('section.notEvaluatedTitle', { count: left })}
          </span>
        )}
      </div>
    </div>
  );
};
