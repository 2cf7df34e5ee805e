import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { readinessTranslationRef } from '../translation';

export const useReadinessTranslation = () => useTranslationRef(readinessTranslationRef);
