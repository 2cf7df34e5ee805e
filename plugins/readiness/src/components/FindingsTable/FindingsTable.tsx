/** Why an item fails: which object, which field, what was found there and what was wanted. */
import { Fragment, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Finding } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { DataTable } from '../DataTable';
import type { DataColumn } from '../DataTable';

export interface FindingsTableProps {
  findings: Finding[];
  /** How many there were; at most 50 of one answer are kept. */
  total: number;
}

const FIRST = 8;

const useStyles = makeStyles(theme => ({
  object: { fontWeight: 600 },
  kind: { color: theme.palette.text.secondary },
  found: {
    boxDecorationBreak: 'clone',
    WebkitBoxDecorationBreak: 'clone',
    padding: theme.spacing(0, 0.5),
    borderRadius: 3,
    backgroundColor: theme.palette.action.selected,
  },
  footer: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 1.5),
  },
}));

type Classes = ReturnType<typeof useStyles>;

export const FindingsTable = ({ findings, total }: FindingsTableProps) => {
  const { t } = useReadinessTranslation();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, FIRST);
  const hidden = findings.length - shown.length;
  const cut = total > findings.length;

  return (
    <div>
      <DataTable
        caption={t('finding.caption')}
        columns={columns(t, classes, findings)}
        rows={shown}
        rowKey={(finding, index) =>
          `${index}:${finding.name}:${finding.path ?? ''}`
        }
      />
      {(hidden > 0 || cut) && (
        <div className={classes.footer}>
          {hidden > 0 && (
            <Button size="small" color="primary" onClick={() => setAll(true)}>
              {t('finding.showAll', { count: hidden })}
            </Button>
          )}
          {cut && (
            <Typography variant="body2" color="textSecondary">
              {t('finding.stored', {
                shown: String(findings.length),
                total: String(total),
              })}
            </Typography>
          )}
        </div>
      )}
    </div>
  );
};

/** A column that no finding fills is left out. */
function columns(
  t: T,
  classes: Classes,
  findings: Finding[],
): DataColumn<Finding>[] {
  const some = (has: (finding: Finding) => unknown) =>
    findings.some(f => Boolean(has(f)));
  const all: (DataColumn<Finding> & { shown: boolean })[] = [
    {
      id: 'where',
      label: t('finding.where'),
      shown: some(f => f.cluster || f.environment),
      nowrap: true,
      render: place,
    },
    {
      id: 'object',
      label: t('finding.object'),
      shown: true,
      wide: true,
      render: finding => (
        <ObjectName finding={finding} classes={classes} t={t} />
      ),
    },
    {
      id: 'path',
      label: t('finding.path'),
      shown: some(f => f.path),
      mono: true,
      wide: true,
      render: finding => finding.path && breakable(finding.path),
    },
    {
      id: 'found',
      label: t('finding.found'),
      shown: some(f => f.found !== undefined),
      mono: true,
      render: f =>
        f.found !== undefined && (
          <span className={classes.found}>{f.found}</span>
        ),
    },
    {
      id: 'wanted',
      label: t('finding.wanted'),
      shown: some(f => f.wanted !== undefined),
      mono: true,
      render: f =>
        f.wanted !== undefined && (
          <span className={classes.found}>{f.wanted}</span>
        ),
    },
    {
      id: 'message',
      label: t('finding.message'),
      shown: true,
      grow: true,
      render: finding => finding.message,
    },
  ];
  return all.filter(column => column.shown);
}

function place({ cluster, environment }: Finding) {
  return (
    <span>
      {environment}
      {environment && cluster && environment !== cluster && <br />}
      {cluster !== environment && cluster}
    </span>
  );
}

/** Lets a long path break after its dots, and nowhere inside a field's name. */
function breakable(path: string) {
  return path.split(/(?<=\.)/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

const ObjectName = ({
  finding,
  classes,
  t,
}: {
  finding: Finding;
  classes: Classes;
  t: T;
}) => (
  <span>
    <span className={classes.kind}>{finding.kind}</span>{' '}
    <span className={classes.object}>
      {finding.namespace && (
        <>
          {finding.namespace}/<wbr />
        </>
      )}
      {finding.name}
    </span>
    {finding.container && (
      <>
        <br />
        {t('finding.container', { container: finding.container })}
      </>
    )}
  </span>
);
