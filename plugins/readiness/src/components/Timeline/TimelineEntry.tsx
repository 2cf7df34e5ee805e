/** One change: what turned into what, when, by whom or what, and what had changed in the cluster. */
import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import ArrowForwardIcon from '@material-ui/icons/ArrowForward';
import {
  RESULTS,
  VERDICTS,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { TransitionView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { exactTime, RelativeTime, useLocale } from '../RelativeTime';
import { ResultChip } from '../ResultChip';
import { VerdictChip } from '../VerdictChip';
import { Who } from '../Who';
import { visuallyHidden } from '../visuallyHidden';
import { shownEvidence } from './evidence';
import type { Change, ChangedWorkload, ShownEvidence } from './evidence';

export interface TimelineEntryProps {
  change: TransitionView;
  /** Of the item that turned; without one the verdict did, or a cluster. */
  text?: string;
  now: number;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: '10rem minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1.25, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
    fontSize: theme.typography.pxToRem(14),
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  when: { fontSize: theme.typography.pxToRem(13) },
  exact: {
    display: 'block',
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  what: {
    display: 'grid',
    gap: theme.spacing(0.5),
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  subject: { fontWeight: 600 },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    '& > svg': { fontSize: theme.typography.pxToRem(16) },
  },
  place: { color: theme.palette.text.secondary },
  hidden: { ...visuallyHidden },
  small: { fontSize: theme.typography.pxToRem(13) },
  changes: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: theme.typography.pxToRem(13),
  },
  mono: {
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: theme.typography.pxToRem(12),
  },
}));

export const TimelineEntry = ({ change, text, now }: TimelineEntryProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const { at, from, to, endedAt } = change;
  const evidence = shownEvidence(change);
  return (
    <li className={classes.root}>
      <div className={classes.when}>
        <RelativeTime iso={at} now={now} />
        <span className={classes.exact}>{exactTime(at, locale)}</span>
      </div>
      <div className={classes.what}>
        <span>
          <span className={classes.subject}>{subject(t, change, text)}</span>{' '}
          <span className={classes.place}>{place(change, text)}</span>
        </span>
        <div className={classes.line}>
          <Value value={from} />
          {from && (
            <>
              <ArrowForwardIcon aria-hidden />
              <span className={classes.hidden}> → </span>
            </>
          )}
          <Value value={to} />
          <span>
            {from ? t(`timeline.cause.${change.cause}`) : t('timeline.first')}
            {evidence.by && (
              <>
                , {t('timeline.by', { who: <Who entityRef={evidence.by} /> })}
              </>
            )}
            {endedAt && (
              <>
                ,{' '}
                {t('timeline.ended', {
                  time: <RelativeTime iso={endedAt} now={now} />,
                })}
              </>
            )}
          </span>
        </div>
        <Evidence evidence={evidence} />
      </div>
    </li>
  );
};

function subject(t: T, change: TransitionView, text?: string): string {
  if (text) return text;
  if (isOutage(change))
    return t('timeline.outage', { cluster: change.cluster });
  return change.environment
    ? t('timeline.verdictIn', { environment: change.environment })
    : t('timeline.verdict');
}

const isOutage = ({ from, to }: TransitionView) =>
  [from, to].some(value => value === 'fresh' || value === 'stale');

function place({ environment, cluster }: TransitionView, text?: string) {
  return text
    ? [...new Set([environment, cluster])].filter(Boolean).join(', ')
    : '';
}

/** A result, a verdict, or how fresh evidence is. A newer backend may know other words. */
const Value = ({ value }: { value: string }) => {
  const { t } = useReadinessTranslation();
  const result = RESULTS.find(one => one === value);
  if (result) return <ResultChip result={result} size="small" />;
  const verdict = VERDICTS.find(one => one === value);
  if (verdict) return <VerdictChip verdict={verdict} size="small" />;
  if (value === 'fresh' || value === 'stale')
    return <span>{t(`timeline.${value}`)}</span>;
  return <span>{value}</span>;
};

const Evidence = ({ evidence }: { evidence: ShownEvidence }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { finding, workloads, reason, message, link, reads } = evidence;
  return (
    <>
      {finding && (
        <div className={classes.small}>
          {finding.kind}{' '}
          {[finding.namespace, finding.name].filter(Boolean).join('/')}:{' '}
          {finding.message}
        </div>
      )}
      {[reason, message].map(
        words =>
          words && (
            <div key={words} className={classes.small}>
              {words}
            </div>
          ),
      )}
      {link && /^https?:\/\//i.test(link) && <Link to={link}>{link}</Link>}
      {evidence.selectionChanged && (
        <div className={classes.small}>{t('timeline.selection')}</div>
      )}
      {reads !== undefined && (
        <div className={classes.small}>
          {t('timeline.reads', { count: reads })}
        </div>
      )}
      {workloads.length > 0 && (
        <div className={classes.small}>
          {t('timeline.inCluster')}:
          <ul className={classes.changes}>
            {workloads.map(workload => (
              <li key={workload.workload}>
                <Workload workload={workload} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
};

const Workload = ({ workload }: { workload: ChangedWorkload }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const parts: [string, ReactNode][] = [
    ...workload.images.map((change): [string, ReactNode] => [
      t('timeline.image'),
      <Turned change={change} />,
    ]),
  ];
  if (workload.replicas)
    parts.push([t('timeline.replicas'), <Turned change={workload.replicas} />]);
  if (workload.generation)
    parts.push([
      t('timeline.generation'),
      <Turned change={workload.generation} />,
    ]);
  return (
    <>
      <span className={classes.mono}>{workload.workload}</span>
      {workload.appeared && ` (${t('timeline.appeared')})`}
      {parts.map(([name, value], index) => (
        <div key={index}>
          {name} {value}
        </div>
      ))}
    </>
  );
};

const Turned = ({ change }: { change: Change }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <span className={classes.mono}>
      {t('timeline.change', {
        from: change.from || t('timeline.none'),
        to: change.to || t('timeline.none'),
      })}
    </span>
  );
};
