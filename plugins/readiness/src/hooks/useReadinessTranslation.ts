import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { readinessTranslationRef } from '../translation';
import type { Translate } from '../translation/translate';

export const useReadinessTranslation = (): { t: Translate } =>
  // The same function, of a type that is cheaper to check.
  useTranslationRef(readinessTranslationRef) as { t: unknown } as {
    t: Translate;
  };
