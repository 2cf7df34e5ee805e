/** What a scorecard, and where it says so an entity, may set. */
import Typography from '@material-ui/core/Typography';
import type { ParamDefinition } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { DataTable } from '../DataTable';
import { useDefinitionStyles } from '../Definition';
import { Panel } from '../Panel';

export const CheckParams = ({
  params,
}: {
  params: Record<string, ParamDefinition>;
}) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const rows = Object.entries(params).map(([name, param]) => ({
    name,
    ...param,
  }));
  if (rows.length === 0) return null;
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {t('check.paramsTitle')}
        </Typography>
      </div>
      <DataTable
        caption={t('check.paramsCaption')}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          {
            id: 'param',
            label: t('check.param'),
            render: ({ name, description }) => (
              <>
                <code className={classes.code}>{name}</code>
                {description && (
                  <div className={classes.quiet}>{description}</div>
                )}
              </>
            ),
            grow: true,
          },
          { id: 'type', label: t('check.type'), render: ({ type }) => type },
          {
            id: 'default',
            label: t('check.defaultValue'),
            render: param => JSON.stringify(param.default),
            mono: true,
          },
          {
            id: 'bounds',
            label: t('check.bounds'),
            render: param => boundsOf(t, param),
          },
          {
            id: 'setBy',
            label: t('check.setBy'),
            render: ({ entityMaySet }) =>
              t(entityMaySet ? 'check.setByEntity' : 'check.setByScorecard'),
          },
        ]}
      />
    </Panel>
  );
};

function boundsOf(t: T, { minimum, maximum, enum: values }: ParamDefinition) {
  return [
    minimum !== undefined && t('check.from', { minimum: String(minimum) }),
    maximum !== undefined && t('check.to', { maximum: String(maximum) }),
    values &&
      t('check.oneOf', {
        values: values.map(value => JSON.stringify(value)).join(', '),
      }),
  ]
    .filter(Boolean)
    .join(' ');
}
