/** Checks, the first of them until more is asked for. */
import { useState } from 'react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useTheme } from '@material-ui/core/styles';
import type { CheckOverview } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { checkLink, scorecardLink } from '../../links';
import { RESULT_LOOKS, toneColors } from '../../model/tones';
import { rootRouteRef } from '../../routes';
import { DataTable } from '../DataTable';
import { More, useDefinitionStyles } from '../Definition';
import { Panel } from '../Panel';
import { useNumber } from '../RelativeTime';
import { Empty } from '../States';
import { OPEN_RESULTS } from './checkFilters';

export interface CheckTableProps {
  checks: CheckOverview[];
  /** Whether there is none at all. */
  empty: boolean;
}

const PAGE_SIZE = 50;

export const CheckTable = ({ checks, empty }: CheckTableProps) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const [most, setMost] = useState(PAGE_SIZE);
  if (checks.length === 0) {
    return empty ? (
      <Empty title={t('checks.emptyTitle')} text={t('checks.empty')} />
    ) : (
      <Empty
        title={t('definition.noMatch')}
        text={t('definition.noMatchText')}
      />
    );
  }
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          {t('checks.title')}
        </Typography>
        <Typography variant="body2" color="textSecondary" role="status">
          {t('checks.count', { count: checks.length })}
        </Typography>
      </div>
      <DataTable
        caption={t('checks.caption')}
        rows={checks.slice(0, most)}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'check',
            label: t('checks.check'),
            render: check => <CheckName check={check} />,
            grow: true,
          },
          { id: 'area', label: t('checks.area'), render: ({ area }) => area },
          {
            id: 'evidence',
            label: t('checks.evidence'),
            render: ({ evidence }) =>
              evidence.map(kind => t(`evidence.${kind}`)).join(', '),
          },
          {
            id: 'scorecards',
            label: t('checks.scorecards'),
            render: check => <Scorecards check={check} />,
            wide: true,
          },
          {
            id: 'open',
            label: t('checks.open'),
            render: check => <OpenCounts check={check} />,
            nowrap: true,
          },
        ]}
      />
      <More
        shown={Math.min(most, checks.length)}
        total={checks.length}
        onMore={
          most < checks.length ? () => setMost(most + PAGE_SIZE) : undefined
        }
      />
    </Panel>
  );
};

const CheckName = ({ check }: { check: CheckOverview }) => {
  const classes = useDefinitionStyles();
  const root = useRouteRef(rootRouteRef)();
  return (
    <>
      <Link to={checkLink(root, check.id)} className={classes.name}>
        {check.title}
      </Link>
      <div className={classes.quiet}>{check.id}</div>
    </>
  );
};

const Scorecards = ({ check }: { check: CheckOverview }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const root = useRouteRef(rootRouteRef)();
  if (check.scorecards.length === 0)
    return <span className={classes.quiet}>{t('checks.nobody')}</span>;
  return (
    <>
      {check.scorecards.map(({ id, title }) => (
        <div key={id}>
          <Link to={scorecardLink(root, id)}>{title}</Link>
        </div>
      ))}
    </>
  );
};

const OpenCounts = ({ check }: { check: CheckOverview }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const theme = useTheme();
  const number = useNumber();
  return (
    <>
      {OPEN_RESULTS.filter(result => check.open[result] > 0).map(result => {
        const { Icon, tone } = RESULT_LOOKS[result];
        return (
          <div key={result} className={classes.row}>
            <Icon
              aria-hidden
              fontSize="inherit"
              style={{ color: toneColors(theme, tone).main }}
            />
            {t('checks.entities', {
              number: number(check.open[result]),
              result: t(`result.${result}`),
            })}
          </div>
        );
      })}
    </>
  );
};
