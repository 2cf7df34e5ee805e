/** How to mend what is open, with the names of what fails in place; each opened on its own. */
import ButtonBase from '@material-ui/core/ButtonBase';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import classNames from 'classnames';
import type { OpenItem } from '@readiness-gates/backstage-plugin-readiness-common';
import { useElementId, useOpenSet, useReadinessTranslation } from '../../hooks';
import { FixPanel } from '../FixPanel';
import { ResultIcon } from '../ResultChip';
import { Nothing } from './Part';
import { ShowMore } from './ShowMore';
import { useReportStyles } from './styles';

export const Commands = ({ items }: { items: OpenItem[] }) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  const mending = items.filter(({ commands }) => commands);
  const open = useOpenSet(() => mending.slice(0, 1).map(({ id }) => id));
  if (mending.length === 0)
    return <Nothing>{t('report.commands.empty')}</Nothing>;
  return (
    <ShowMore values={mending} first={5} of={t('report.commands.title')}>
      {shown => (
        <ul className={classes.list}>
          {shown.map(item => (
            <Command
              key={item.id}
              item={item}
              open={open.open.has(item.id)}
              onToggle={open.toggle}
            />
          ))}
        </ul>
      )}
    </ShowMore>
  );
};

interface CommandProps {
  item: OpenItem;
  open: boolean;
  onToggle: (item: string, open: boolean) => void;
}

const Command = ({ item, open, onToggle }: CommandProps) => {
  const classes = useReportStyles();
  const id = useElementId();
  return (
    <li className={classes.command}>
      <h4 className={classes.commandHead}>
        <ButtonBase
          id={`${id}-button`}
          className={classes.commandButton}
          focusVisibleClassName={classes.focus}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => onToggle(item.id, !open)}
        >
          <ResultIcon result={item.result} />
          <span className={classes.name}>{item.text}</span>
          <ExpandMoreIcon
            aria-hidden
            className={classNames(classes.chevron, open && classes.chevronOpen)}
          />
        </ButtonBase>
      </h4>
      {open && (
        <div
          id={id}
          role="region"
          aria-labelledby={`${id}-button`}
          className={classes.commandBody}
        >
          <FixPanel markdown={item.commands ?? ''} />
        </div>
      )}
    </li>
  );
};
