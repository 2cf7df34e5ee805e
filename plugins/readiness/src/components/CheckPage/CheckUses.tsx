/** The items that ask the check, and whom each would hold if it were enforced for everybody. */
import { useState } from 'react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import GroupIcon from '@material-ui/icons/GroupOutlined';
import type { CheckUse } from '@readiness-gates/backstage-plugin-readiness-common';
import { useNow, useReadinessTranslation } from '../../hooks';
import { scorecardLink } from '../../links';
import { rootRouteRef } from '../../routes';
import { DataTable } from '../DataTable';
import { EnforcementText, useDefinitionStyles } from '../Definition';
import { ImpactDialog } from '../Impact';
import { Panel } from '../Panel';

export const CheckUses = ({ uses }: { uses: CheckUse[] }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const now = useNow();
  const root = useRouteRef(rootRouteRef)();
  const [open, setOpen] = useState<CheckUse>();
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {t('check.usesTitle')}
        </Typography>
      </div>
      {uses.length === 0 ? (
        <Typography variant="body2" className={classes.text}>
          {t('check.noUses')}
        </Typography>
      ) : (
        <DataTable
          caption={t('check.usesCaption')}
          rows={uses}
          rowKey={({ scorecard, item }) => `${scorecard.id}|${item.id}`}
          columns={[
            {
              id: 'item',
              label: t('check.item'),
              render: ({ item }) => (
                <>
                  <span className={classes.name}>{item.text}</span>
                  <div className={classes.quiet}>{item.id}</div>
                </>
              ),
              grow: true,
            },
            {
              id: 'scorecard',
              label: t('check.scorecard'),
              render: ({ scorecard: { id, title } }) => (
                <Link to={scorecardLink(root, id)}>{title}</Link>
              ),
            },
            {
              id: 'severity',
              label: t('check.severity'),
              render: ({ item }) => t(`severity.${item.severity}`),
            },
            {
              id: 'enforcement',
              label: t('check.enforcement'),
              render: ({ item }) =>
                item.notEvaluated ? (
                  t('definition.notEvaluated', { reason: item.notEvaluated })
                ) : (
                  <EnforcementText enforcement={item.enforcement} now={now} />
                ),
            },
            {
              id: 'impact',
              label: t('check.impact'),
              render: use => (
                <Button
                  size="small"
                  color="primary"
                  startIcon={<GroupIcon />}
                  aria-haspopup="dialog"
                  aria-label={t('check.impactOf', { item: use.item.text })}
                  onClick={() => setOpen(use)}
                >
                  {t('check.showImpact')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {open && (
        <ImpactDialog
          scorecard={open.scorecard.id}
          item={open.item}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Panel>
  );
};
