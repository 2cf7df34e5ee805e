/** The entity's readiness tab: which gates it has, and one of them in full. */
import { useMemo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { readinessApiRef } from '../../api';
import { entityPath } from '../../entity';
import { useApiData, useReadinessTranslation, useUrlState } from '../../hooks';
import { GATE_PANEL_ID, GateTabs, gateTabId } from '../GateTabs';
import { ErrorState, GateSkeleton, NoScorecard } from '../States';
import { GateView } from './GateView';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    minWidth: 0,
    fontFamily: theme.typography.fontFamily,
    '& > *': { minWidth: 0 },
  },
}));

export const EntityReadinessContent = () => {
  const { entity } = useEntity();
  // A new entity starts from nothing: no gate of the one before may stand under its name.
  return <EntityGatesView key={stringifyEntityRef(entity)} />;
};

const EntityGatesView = () => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { entity } = useEntity();
  const api = useApi(readinessApiRef);
  const { params, change } = useUrlState();
  const entityRef = stringifyEntityRef(entity);
  const path = useMemo(() => entityPath(entity), [entity]);
  const gates = useApiData(entityRef, signal =>
    api.getEntityGates(path, { signal }),
  );

  // What was read before stays: a dialog may be open in it, with what somebody typed.
  if (gates.error && !gates.value)
    return <ErrorState error={gates.error} onRetry={gates.retry} />;
  if (!gates.value) return <GateSkeleton />;
  const all = gates.value.gates;
  if (all.length === 0) return <NoScorecard onRetry={gates.retry} />;

  const wanted = params.get('scorecard');
  const gate = all.find(one => one.scorecard.id === wanted) ?? all[0];
  const selected = gate.scorecard.id;
  const select = (scorecard: string) =>
    change({
      scorecard,
      item: undefined,
      part: undefined,
      result: undefined,
      severity: undefined,
      from: undefined,
      to: undefined,
    });

  return (
    <div className={classes.root}>
      {gates.error && !gates.loading && (
        <ErrorState error={gates.error} onRetry={gates.retry} />
      )}
      {wanted && wanted !== selected && (
        <Typography variant="body2" role="status">
          {t('entity.scorecardMissing', {
            scorecard: wanted,
            shown: gate.scorecard.title,
          })}
        </Typography>
      )}
      {all.length > 1 && (
        <GateTabs gates={all} selected={selected} onSelect={select} />
      )}
      <div
        id={GATE_PANEL_ID}
        role={all.length > 1 ? 'tabpanel' : undefined}
        aria-labelledby={all.length > 1 ? gateTabId(selected) : undefined}
      >
        <GateView
          key={selected}
          entityRef={entityRef}
          path={path}
          gate={gate}
          onChanged={gates.retry}
        />
      </div>
    </div>
  );
};
