/** How a run stands: icon and word. */
import { useReadinessTranslation } from '../../hooks';
import { ToneChip } from '../ToneChip';
import { STATE_LOOKS } from './shards';
import type { ShardState } from './shards';

export const StateChip = ({ state }: { state: ShardState }) => {
  const { t } = useReadinessTranslation();
  const { tone, Icon } = STATE_LOOKS[state];
  return (
    <ToneChip size="small" tone={tone} Icon={Icon}>
      {t(`evaluations.${state}`)}
    </ToneChip>
  );
};
