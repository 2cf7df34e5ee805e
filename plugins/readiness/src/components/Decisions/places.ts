/** The environments and clusters that a word can be about, as a list to choose from. */
import type {
  GateDetail,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';

export interface Option {
  value: string;
  label: string;
}

const options = (all: string, values: string[]): Option[] => [
  { value: '', label: all },
  ...[...new Set(values)]
    .filter(value => value !== '')
    .map(value => ({ value, label: value })),
];

export function useEnvironments({ environments }: GateDetail): Option[] {
  const { t } = useReadinessTranslation();
  const gatedFirst = [...environments].sort(
    (a, b) => Number(b.gated) - Number(a.gated),
  );
  return options(
    t('dialog.everyEnvironment'),
    gatedFirst.map(({ environment }) => environment),
  );
}

export function useClusters({ answers }: ItemView): Option[] {
  const { t } = useReadinessTranslation();
  return options(
    t('dialog.everyCluster'),
    answers.map(({ cluster }) => cluster),
  );
}
