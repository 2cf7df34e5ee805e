import { useReadinessTranslation } from '../../hooks';
import { useNumber } from '../RelativeTime';

/** `840 ms`, `12.3 s`. */
export function useDuration(): (milliseconds: number) => string {
  const { t } = useReadinessTranslation();
  const number = useNumber();
  return milliseconds =>
    milliseconds < 1000
      ? t('evaluations.milliseconds', {
          number: number(Math.round(milliseconds)),
        })
      : t('evaluations.seconds', {
          number: number(Math.round(milliseconds / 100) / 10),
        });
}
