/** What a waiver covers: the entities as they were frozen, and in each what fails. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import type { WaivedEntity } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { ResultChip } from '../ResultChip';

export interface CoversProps {
  entities: WaivedEntity[];
  /** How many more there are that one may not see. */
  hidden?: number;
  /** Of one entity only: its name stands elsewhere. */
  alone?: boolean;
}

const FIRST = 5;
/** From so many on they are counted, and shown in a box of their own. */
const SEVERAL = 3;

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  box: {
    maxHeight: 220,
    marginTop: theme.spacing(0.5),
    padding: theme.spacing(1, 1.5),
    overflowY: 'auto',
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  subjects: {
    margin: theme.spacing(0.5, 0, 0),
    paddingLeft: theme.spacing(2.5),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
}));

export const Covers = ({ entities, hidden = 0, alone }: CoversProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const list = (
    <ul className={classes.list}>
      {entities.map(entity => (
        <li key={entity.entityRef}>
          <Covered entity={entity} alone={alone} />
        </li>
      ))}
      {hidden > 0 && <li>{t('word.hidden', { count: hidden })}</li>}
    </ul>
  );
  if (entities.length < SEVERAL) return list;
  const count = t('word.entities', { count: entities.length });
  return (
    <>
      <div>{count}</div>
      <div
        className={classes.box}
        role="region"
        aria-label={count}
        // A long list is scrolled with the keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {list}
      </div>
    </>
  );
};

const Covered = ({
  entity,
  alone,
}: {
  entity: WaivedEntity;
  alone?: boolean;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [all, setAll] = useState(false);
  const { entityRef, results, subjects } = entity;
  const shown = all ? subjects : subjects.slice(0, FIRST);
  const more = subjects.length - shown.length;
  return (
    <>
      <div className={classes.head}>
        {!alone && (
          <span className={classes.name}>
            <EntityRefLink entityRef={entityRef} hideIcon />
          </span>
        )}
        {results.map(result => (
          <ResultChip key={result} result={result} size="small" />
        ))}
        {subjects.length > 0 && (
          <span>{t('word.subjects', { count: subjects.length })}</span>
        )}
      </div>
      {shown.length > 0 && (
        <ul className={classes.subjects}>
          {shown.map(subject => (
            <li key={subject}>{subjectText(t, subject)}</li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button size="small" color="primary" onClick={() => setAll(true)}>
          {t('finding.showAll', { count: more })}
        </Button>
      )}
    </>
  );
};

/** `cluster/environment/namespace/kind/name/container`, the way people say it. */
export function subjectText(t: T, subject: string): string {
  const parts = subject.split('/');
  if (parts.length !== 6) return subject;
  const [cluster, environment, namespace, kind, name, container] = parts;
  const object = namespace ? `${namespace}/${name}` : name;
  const where = [...new Set([environment, cluster])].filter(Boolean);
  return [
    `${kind} ${object}`,
    container && t('finding.container', { container }),
    where.join(', '),
  ]
    .filter(Boolean)
    .join(' · ');
}
