/** The library of checks: what is asked, by which scorecards, and for how many entities it fails. */
import { useApi } from '@backstage/core-plugin-api';
import { readinessApiRef } from '../../api';
import { useApiData, useUrlState } from '../../hooks';
import { useDefinitionStyles } from '../Definition';
import { Answered } from '../States';
import { CheckFilterBar } from './CheckFilterBar';
import { CheckTable } from './CheckTable';
import { chooseChecks, readCheckFilters } from './checkFilters';

export const ChecksPage = () => {
  const classes = useDefinitionStyles();
  const api = useApi(readinessApiRef);
  const { params, change } = useUrlState();
  const checks = useApiData('checks', signal => api.getChecks({ signal }));
  const filters = readCheckFilters(params);
  return (
    <div className={classes.page} aria-busy={checks.loading}>
      <Answered data={checks} rows={8}>
        {all => (
          <>
            <CheckFilterBar checks={all} filters={filters} onChange={change} />
            <CheckTable
              // Another choice begins with its first rows.
              key={params.toString()}
              checks={chooseChecks(all, filters)}
              empty={all.length === 0}
            />
          </>
        )}
      </Answered>
    </div>
  );
};
