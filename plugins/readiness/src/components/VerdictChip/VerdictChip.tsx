/** What a gate says of an entity. */
import type { Verdict } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { VERDICT_LOOKS } from '../../model/tones';
import { ToneChip } from '../ToneChip';

export interface VerdictChipProps {
  verdict: Verdict;
  size?: 'small' | 'medium' | 'large';
}

export const VerdictChip = ({ verdict, size }: VerdictChipProps) => {
  const { t } = useReadinessTranslation();
  const { tone, Icon } = VERDICT_LOOKS[verdict];
  return (
    <ToneChip tone={tone} Icon={Icon} size={size}>
      {t(`verdict.${verdict}`)}
    </ToneChip>
  );
};
