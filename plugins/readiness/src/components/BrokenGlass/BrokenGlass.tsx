/** Marks a waiver that nobody decided on: somebody broke the glass. */
import ReportProblemIcon from '@material-ui/icons/ReportProblemOutlined';
import { useReadinessTranslation } from '../../hooks';
import { ToneChip } from '../ToneChip';

export const BrokenGlass = ({ reviewed }: { reviewed?: boolean }) => {
  const { t } = useReadinessTranslation();
  return (
    <ToneChip tone="bad" Icon={ReportProblemIcon} size="small">
      {t(reviewed ? 'word.breakGlassReviewed' : 'word.breakGlass')}
    </ToneChip>
  );
};
