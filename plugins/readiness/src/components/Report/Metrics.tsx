/** Items that are measured, with what was measured. */
import type { ReadinessReport } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { DataTable } from '../DataTable';
import type { DataColumn } from '../DataTable';
import { RelativeTime } from '../RelativeTime';
import { ResultChip } from '../ResultChip';
import { ItemLink } from './OpenItems';
import { Nothing } from './Part';
import { ShowMore } from './ShowMore';
import { useReportStyles } from './styles';

type Metric = ReadinessReport['metrics'][number];

export interface MetricsProps {
  metrics: Metric[];
  now: number;
}

/** Those that say what was measured come first; the others keep their order. */
const byTelling = (metrics: Metric[]) =>
  [...metrics].sort((a, b) => Number(!a.found) - Number(!b.found));

export const Metrics = ({ metrics, now }: MetricsProps) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  if (metrics.length === 0)
    return <Nothing>{t('report.metrics.empty')}</Nothing>;
  const columns: DataColumn<Metric>[] = [
    {
      id: 'item',
      label: t('report.metrics.item'),
      render: metric => <ItemLink item={metric} />,
      grow: true,
    },
    {
      id: 'result',
      label: t('report.metrics.result'),
      render: ({ result }) => <ResultChip size="small" result={result} />,
      nowrap: true,
    },
    {
      id: 'found',
      label: t('report.metrics.found'),
      render: ({ found }) => found,
      mono: true,
    },
    {
      id: 'wanted',
      label: t('report.metrics.wanted'),
      render: ({ wanted }) => wanted,
      mono: true,
    },
    {
      id: 'source',
      label: t('report.metrics.source'),
      render: ({ source }) => t(`report.metrics.${source}`),
      nowrap: true,
    },
    {
      id: 'read',
      label: t('report.metrics.read'),
      render: ({ observedAt }) =>
        observedAt && <RelativeTime iso={observedAt} now={now} />,
      nowrap: true,
    },
  ];
  return (
    <ShowMore
      values={byTelling(metrics)}
      first={10}
      of={t('report.metrics.title')}
    >
      {shown => (
        <div className={classes.table}>
          <DataTable
            caption={t('report.metrics.caption')}
            columns={columns}
            rows={shown}
            rowKey={({ id }) => id}
          />
        </div>
      )}
    </ShowMore>
  );
};
