/** How far each section of the checklist is, with its claim beside it. */
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import RemoveIcon from '@material-ui/icons/Remove';
import TimelapseIcon from '@material-ui/icons/Timelapse';
import type { ReadinessReport } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import {
  isAboutGate,
  passedOf,
  shownPercent,
  truthOfCounts,
  truthOfGate,
} from '../../model/claims';
import type { T } from '../../model/sentences';
import { Claim, GateEvidence } from '../Claim';
import { DataTable } from '../DataTable';
import type { DataColumn } from '../DataTable';
import { ToneChip } from '../ToneChip';
import { useReportStyles } from './styles';

type Section = ReadinessReport['sections'][number];

const STATUS_LOOKS = {
  complete: { tone: 'good', Icon: CheckCircleIcon },
  partial: { tone: 'open', Icon: TimelapseIcon },
  pending: { tone: 'muted', Icon: RadioButtonUncheckedIcon },
  empty: { tone: 'muted', Icon: RemoveIcon },
} as const;

export const Sections = ({ report }: { report: ReadinessReport }) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  const columns: DataColumn<Section>[] = [
    {
      id: 'section',
      label: t('report.status.section'),
      render: ({ title }) => title,
      grow: true,
    },
    {
      id: 'status',
      label: t('report.status.status'),
      render: section => <Status section={section} />,
      nowrap: true,
    },
    {
      id: 'passed',
      label: t('report.status.passed'),
      render: section => hasPassed(section) && <Passed section={section} />,
      nowrap: true,
    },
    {
      id: 'answered',
      label: t('report.status.answered'),
      render: section => answered(t, section),
      nowrap: true,
    },
    {
      id: 'claim',
      label: t('report.status.claim'),
      render: section =>
        section.claim && <SectionClaim section={section} report={report} />,
      wide: true,
    },
  ];
  return (
    <div className={classes.table}>
      <DataTable
        caption={t('report.status.caption')}
        columns={columns}
        rows={report.sections}
        rowKey={({ id }) => id}
      />
    </div>
  );
};

/** Those that this version does not look at; computed parts ask nothing. */
const leftOut = ({ items }: Section): number =>
  items.filter(({ notEvaluated, view }) => notEvaluated && !view).length;

const isComputed = ({ items }: Section) =>
  items.length > 0 && items.every(({ view }) => view);

/** A section that asks nothing is neither complete nor empty. */
const Status = ({ section }: { section: Section }) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  if (isComputed(section))
    return <span className={classes.quiet}>{t('report.status.computed')}</span>;
  if (section.status === 'empty' && leftOut(section) > 0) return null;
  const { tone, Icon } = STATUS_LOOKS[section.status];
  return (
    <ToneChip size="small" tone={tone} Icon={Icon}>
      {t(`report.status.${section.status}`)}
    </ToneChip>
  );
};

const hasPassed = (section: Section) =>
  passedOf(section.counts).applicable > 0 || leftOut(section) > 0;

const Passed = ({ section }: { section: Section }) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  const { passed, applicable } = passedOf(section.counts);
  const left = leftOut(section);
  return (
    <>
      {applicable > 0 &&
        t('report.status.value', {
          passed: String(passed),
          applicable: String(applicable),
        })}
      {left > 0 && (
        <div className={classes.quiet}>
          {t('report.status.notEvaluated', { count: left })}
        </div>
      )}
    </>
  );
};

function answered(t: T, section: Section): string {
  if (passedOf(section.counts).applicable === 0) return '';
  return t('score.value', { value: String(shownPercent(section.answered)) });
}

const SectionClaim = ({
  section,
  report: { own },
}: {
  section: Section;
  report: ReadinessReport;
}) => {
  const classes = useReportStyles();
  const { claim, counts } = section;
  if (!claim) return null;
  if (!isAboutGate(section))
    return <Claim claim={claim} truth={truthOfCounts(counts)} />;
  return (
    <>
      <Claim claim={claim} truth={truthOfGate(own)} />
      <div className={classes.facts}>
        <GateEvidence own={own} />
      </div>
    </>
  );
};
