/** An entity in a list: a link to its readiness tab, and what it is. */
import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import type { EntitySummary } from '@readiness-gates/backstage-plugin-readiness-common';
import { entityTabLink } from '../../links';
import type { TabTarget } from '../../links';

export interface EntityNameProps {
  entity: EntitySummary;
  /** Which of its gates, and which item, the link opens. */
  target?: TabTarget;
  /** The row above is of the same entity: its name is quiet. */
  again?: boolean;
}

const useStyles = makeStyles(theme => ({
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  nameAgain: { fontWeight: 400, overflowWrap: 'anywhere' },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
}));

export const EntityName = ({ entity, target, again }: EntityNameProps) => {
  const classes = useStyles();
  const entityLink = useEntityRefLink();
  const namespace =
    entity.namespace === 'default' ? '' : `${entity.namespace}/`;
  const kind = entity.type ? `${entity.kind} · ${entity.type}` : entity.kind;
  return (
    <>
      <Link
        className={again ? classes.nameAgain : classes.name}
        to={entityTabLink(entityLink(entity.entityRef), target)}
      >
        {entity.title ?? `${namespace}${entity.name}`}
      </Link>
      {!again && (
        <div className={classes.quiet}>
          {kind}
          {entity.title && ` · ${namespace}${entity.name}`}
        </div>
      )}
    </>
  );
};
