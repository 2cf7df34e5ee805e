/** A section of the checklist: what it claims, and beside that what the evidence says. */
import type { ReactNode } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import classNames from 'classnames';
import type {
  GateState,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { isAboutGate, truthOfCounts, truthOfGate } from '../../model/claims';
import { countResults } from '../../model/gate';
import type { SectionView } from '../../model/gate';
import { ClaimBesideEvidence, GateEvidence, passedSentence } from '../Claim';
import { CountsList } from '../CountsBar';
import { Computed } from './Computed';
import { NotEvaluated } from './NotEvaluated';
import { useSectionStyles } from './styles';

export interface SectionPanelProps {
  section: SectionView;
  /** Those of the section's items that the filters leave. */
  items: ItemView[];
  /** What the gate says: some sections claim something of all of it. */
  own: GateState;
  /** The item of a deep link. */
  target?: string;
  open: boolean;
  onToggle: (section: string, open: boolean) => void;
  renderItem: (item: ItemView) => ReactNode;
}

export const SectionPanel = (props: SectionPanelProps) => {
  const { section, items, own, target, open, onToggle, renderItem } = props;
  const classes = useSectionStyles();
  const id = `readiness-section-${section.id}`;
  const evaluated = items.filter(item => !item.notEvaluated);
  const computed = items.filter(isComputed);
  const notEvaluated = items.filter(
    item => item.notEvaluated && !isComputed(item),
  );
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
        <Truth section={section} own={own} />
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
          {computed.length > 0 && <Computed items={computed} own={own} />}
          {notEvaluated.length > 0 && (
            <NotEvaluated items={notEvaluated} target={target} />
          )}
        </div>
      )}
    </section>
  );
};

const isComputed = ({ view }: ItemView) => view !== undefined;

/** The claim and the truth of the whole section, whatever the filters hide. */
const Truth = ({
  section,
  own,
}: Pick<SectionPanelProps, 'section' | 'own'>) => {
  const classes = useSectionStyles();
  const { t } = useReadinessTranslation();
  const { claim, items } = section;
  const counts = countResults(items);
  const evaluated = items.filter(item => !item.notEvaluated).length;
  const computed = items.filter(isComputed).length;
  const left = items.length - evaluated - computed;
  const aboutGate = isAboutGate(section);
  return (
    <div className={classes.truth}>
      <ClaimBesideEvidence
        claim={claim}
        truth={aboutGate ? truthOfGate(own) : truthOfCounts(counts)}
      >
        {aboutGate && <GateEvidence own={own} />}
        {evaluated > 0 && (
          <>
            <span className={classes.passed}>{passedSentence(t, counts)}</span>
            <CountsList counts={{ ...counts, pass: 0 }} />
          </>
        )}
        {left > 0 && (
          <span className={classes.quiet}>
            {t('section.notEvaluatedTitle', { count: left })}
          </span>
        )}
        {computed > 0 && (
          <span className={classes.quiet}>
            {t('report.computed.title', { count: computed })}
          </span>
        )}
      </ClaimBesideEvidence>
    </div>
  );
};
