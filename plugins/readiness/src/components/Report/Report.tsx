/** The report that a checklist used to be, computed from the gate; read when somebody opens it. */
import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import type {
  EntityPath,
  ReadinessReport,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import {
  useApiData,
  useReadinessTranslation,
  useReloadWith,
  useUrlState,
} from '../../hooks';
import type { T } from '../../model/sentences';
import { Panel } from '../Panel';
import { Day, exactTime, useLocale } from '../RelativeTime';
import { ErrorState, ReportSkeleton } from '../States';
import { Achievements } from './Achievements';
import { Commands } from './Commands';
import { Debt } from './Debt';
import { Metrics } from './Metrics';
import { OpenItems } from './OpenItems';
import { Nothing, Part } from './Part';
import { Progression } from './Progression';
import { Sections } from './Sections';
import { PARTS, viewOf } from './parts';
import type { PartId } from './parts';
import { useReportStyles } from './styles';

export interface ReportProps {
  path: EntityPath;
  scorecard: string;
  /** Another one where the gate was read again: the report may be another too. */
  readAt: unknown;
  now: number;
}

export const Report = ({ path, scorecard, readAt, now }: ReportProps) => {
  const classes = useReportStyles();
  const api = useApi(readinessApiRef);
  const report = useApiData<ReadinessReport>(scorecard, signal =>
    api.getReadinessReport(path, scorecard, {}, { signal }),
  );
  const { value, error, loading, retry } = report;
  useReloadWith(readAt, retry);

  const failed = error && !loading && (
    <ErrorState error={error} onRetry={retry} />
  );
  if (!value) return failed || <ReportSkeleton />;
  return (
    <div className={classes.root} aria-busy={loading}>
      {failed}
      <AsOf at={value.at} />
      <Parts report={value} now={now} />
    </div>
  );
};

const AsOf = ({ at }: { at: string }) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  return (
    <div className={classes.asOf}>
      {t('report.asOf', {
        time: <time dateTime={at}>{exactTime(at, locale)}</time>,
      })}
    </div>
  );
};

interface PartsProps {
  report: ReadinessReport;
  now: number;
}

const Parts = ({ report, now }: PartsProps) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  if (report.sections.every(({ items }) => items.length === 0)) {
    return (
      <Panel className={classes.empty}>
        <Nothing>{t('empty.itemsTitle')}</Nothing>
      </Panel>
    );
  }
  const part = (id: PartId, content: JSX.Element) => (
    <Part
      key={id}
      id={id}
      title={titleOf(t, id, report)}
      hint={hintOf(t, id, report)}
    >
      {content}
    </Part>
  );
  const open = (id: 'nextSteps' | 'blocking' | 'niceToHave', first?: number) =>
    part(
      id,
      <OpenItems
        items={report[id]}
        title={t(`report.${id}.title`)}
        empty={t(`report.${id}.empty`)}
        ordered={id === 'nextSteps'}
        first={first}
      />,
    );
  return (
    <>
      <Contents report={report} />
      {part('progression', <Progression report={report} />)}
      {part('status', <Sections report={report} />)}
      {open('nextSteps', 10)}
      <div className={classes.pair}>
        {open('blocking')}
        {open('niceToHave')}
      </div>
      {part('debt', <Debt debt={report.technicalDebt} />)}
      {part('achievements', <Achievements report={report} />)}
      {part('metrics', <Metrics metrics={report.metrics} now={now} />)}
      {part('commands', <Commands items={report.nextSteps} />)}
    </>
  );
};

/** The parts by name, for those who look for one of them. */
const Contents = ({ report }: { report: ReadinessReport }) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  const { linkTo } = useUrlState();
  return (
    <nav aria-label={t('report.parts')}>
      <ul className={classes.parts}>
        {PARTS.map(id => (
          <li key={id}>
            <Link to={linkTo({ part: viewOf(id) })}>
              {titleOf(t, id, report)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const COUNTED = [
  'nextSteps',
  'blocking',
  'niceToHave',
  'achievements',
] as const;

/** With how many there are, where that is the news. */
function titleOf(t: T, id: PartId, report: ReadinessReport): string {
  const title = t(`report.${id}.title`);
  const counted = COUNTED.find(one => one === id);
  return counted ? `${title} (${report[counted].length})` : title;
}

/** Over nothing it would say what the sentence below says. */
function hintOf(t: T, id: PartId, report: ReadinessReport) {
  const counted = COUNTED.find(one => one === id);
  if (!counted || report[counted].length === 0) return undefined;
  if (counted !== 'achievements') return t(`report.${counted}.hint`);
  return t('report.achievements.hint', { date: <Day iso={report.since} /> });
}
