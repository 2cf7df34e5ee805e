/** What a waiver would cover, as the backend sees it now. */
import type { WaiverPreview } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { ApiData } from '../../hooks';
import { Covers } from './Covers';
import { refusalOf } from './errors';

export interface PreviewProps {
  preview: ApiData<WaiverPreview>;
  /** Of the entity that the dialog is about. */
  alone: boolean;
}

export const Preview = ({ preview, alone }: PreviewProps) => {
  const { t } = useReadinessTranslation();
  const { value, error, loading } = preview;
  if (error && !loading) {
    // What is refused here names no field that was typed: nothing is open, or too much.
    const { fields, text = '' } = refusalOf(error, ['item', 'predicate']);
    const refused = fields.item ?? fields.predicate;
    return <>{refused ?? t('waive.coversFailed', { message: text })}</>;
  }
  if (!value || loading) return <>{t('waive.coversLoading')}</>;
  if (value.entities.length === 0) return <>{t('waive.coversNothing')}</>;
  return <Covers entities={value.entities} alone={alone} />;
};
