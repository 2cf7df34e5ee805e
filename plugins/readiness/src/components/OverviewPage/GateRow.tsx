/** One gate of one entity, as the overview lists it. */
import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import classNames from 'classnames';
import type { GateListing } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { waitingOnSentence } from '../../model/sentences';
import { EntityName } from '../EntityName';
import { RelativeTime } from '../RelativeTime';
import { ScoreMeter } from '../ScoreMeter';
import { VerdictChip } from '../VerdictChip';
import type { COLUMNS } from './GateTable';
import { shortRef } from './OverviewFilterBar';
import { useGateTableStyles } from './gateTableStyles';

export interface GateRowProps {
  gate: GateListing;
  /** False where the row above is of the same entity. */
  first: boolean;
  now: number;
}

type ColumnId = (typeof COLUMNS)[number]['id'];

export const GateRow = ({ gate, first, now }: GateRowProps) => {
  const classes = useGateTableStyles();
  const { t } = useReadinessTranslation();
  const { entity, scorecard, state, changedAt } = gate;
  const { applicable, machineRead, stated } = state.coverage;
  const waiting = waitingOnSentence(t, state.waitingOn);
  const cell = (id: ColumnId) => ({
    'data-label': t(`overview.column.${id}`),
    className: classes.cell,
  });

  return (
    <tr className={classNames(classes.row, !first && classes.again)}>
      <td
        {...cell('entity')}
        className={classNames(classes.cell, classes.entity)}
      >
        <EntityName
          entity={entity}
          target={{ scorecard: scorecard.id }}
          again={!first}
        />
      </td>
      <td {...cell('scorecard')}>{scorecard.title}</td>
      <td {...cell('verdict')}>
        <div className={classes.verdict}>
          <VerdictChip verdict={state.verdict} size="small" />
          {waiting && <span className={classes.quiet}>{waiting}</span>}
        </div>
      </td>
      <td {...cell('score')}>
        <div className={classes.score}>
          <ScoreMeter score={state.score} />
        </div>
      </td>
      <td {...cell('coverage')}>
        <span className={classes.number}>
          {t('coverage.value', {
            answered: String(machineRead + stated),
            applicable: String(applicable),
          })}
        </span>
      </td>
      <td {...cell('blocking')}>
        <span
          className={classes.number}
          title={t('overview.blockingHint', { count: state.blocking })}
        >
          {state.blocking}
        </span>
      </td>
      <td {...cell('owner')}>
        <span className={classes.nowrap}>
          {entity.owner ? <Owner owner={entity.owner} /> : '–'}
        </span>
      </td>
      <td {...cell('changed')}>
        <span className={classes.nowrap}>
          <RelativeTime iso={changedAt} now={now} />
        </span>
      </td>
    </tr>
  );
};

export const Owner = ({ owner }: { owner: string }) => {
  const entityLink = useEntityRefLink();
  const name = shortRef(owner, 'group');
  // An owner that is no ref (a relation that never resolved) is shown as it is written.
  return owner.includes(':') ? (
    <Link to={entityLink(owner)}>{name}</Link>
  ) : (
    <>{name}</>
  );
};
