import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { T } from '../model/sentences';
import { readinessTranslationRef } from '../translation';

export const useReadinessTranslation = (): { t: T } =>
  useTranslationRef(readinessTranslationRef);
