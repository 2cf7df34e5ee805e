/** What the reader account may not read, and the RBAC that would let it. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { GrantsView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { CodeBlock } from '../CodeBlock';
import { DataTable } from '../DataTable';
import { useDefinitionStyles } from '../Definition';
import { Panel } from '../Panel';
import { ShowMore } from '../Report/ShowMore';

const SHOWN = 10;

export const GrantsPanel = ({ grants }: { grants: GrantsView }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const { missing, manifests } = grants;
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          {t('evaluations.grantsTitle')}
        </Typography>
      </div>
      {missing.length === 0 ? (
        <Typography variant="body2" className={classes.text}>
          {t('evaluations.noneMissing')}
        </Typography>
      ) : (
        <Missing missing={missing} />
      )}
      <div className={classes.body}>
        <Manifest
          title={t('evaluations.manifest')}
          hint={t('evaluations.manifestHint')}
          text={manifests.default}
          open={missing.length > 0}
        />
        <Manifest
          title={t('evaluations.manifestExtended')}
          hint={t('evaluations.extendedHint')}
          text={manifests.extended}
        />
      </div>
    </Panel>
  );
};

const Missing = ({ missing }: Pick<GrantsView, 'missing'>) => {
  const { t } = useReadinessTranslation();
  return (
    <ShowMore values={missing} first={SHOWN} of={t('evaluations.grantsTitle')}>
      {shown => (
        <DataTable
          caption={t('evaluations.grantsCaption')}
          rows={shown}
          rowKey={({ cluster, resource, namespace }) =>
            `${cluster}|${resource}|${namespace}`
          }
          columns={[
            {
              id: 'cluster',
              label: t('evaluations.cluster'),
              render: ({ cluster }) => cluster,
              nowrap: true,
            },
            {
              id: 'resource',
              label: t('evaluations.resource'),
              render: ({ resource }) => resource,
              mono: true,
            },
            {
              id: 'namespace',
              label: t('evaluations.namespace'),
              render: ({ namespace }) =>
                namespace || t('evaluations.everyNamespace'),
            },
            {
              id: 'message',
              label: t('evaluations.message'),
              render: ({ message }) => message,
              grow: true,
            },
          ]}
        />
      )}
    </ShowMore>
  );
};

const Manifest = ({
  title,
  hint,
  text,
  open: atFirst = false,
}: {
  title: string;
  hint: string;
  text: string;
  open?: boolean;
}) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const [open, setOpen] = useState(atFirst);
  const label = t(open ? 'evaluations.hide' : 'evaluations.show');
  return (
    <div>
      <div className={classes.row}>
        <h3 className={classes.stepName}>{title}</h3>
        <Button
          size="small"
          color="primary"
          aria-expanded={open}
          aria-label={`${label}: ${title}`}
          onClick={() => setOpen(!open)}
        >
          {label}
        </Button>
      </div>
      {open && (
        <>
          <Typography variant="body2" gutterBottom>
            {hint}
          </Typography>
          <CodeBlock text={text} />
        </>
      )}
    </div>
  );
};
