/** What is owed, by how soon it hurts. */
import type { ReadinessReport } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { OpenItems } from './OpenItems';
import { useReportStyles } from './styles';

const TIERS = ['critical', 'important', 'future'] as const;

export const Debt = ({ debt }: { debt: ReadinessReport['technicalDebt'] }) => {
  const classes = useReportStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.tiers}>
      {TIERS.map(tier => (
        <div key={tier}>
          <h4 className={classes.tierTitle}>
            {t(`report.debt.${tier}`)} ({debt[tier].length})
            <span className={classes.tierHint}>
              {t(`report.debt.${tier}Hint`)}
            </span>
          </h4>
          <OpenItems
            brief
            items={debt[tier]}
            title={t(`report.debt.${tier}`)}
            empty={t('report.debt.empty')}
          />
        </div>
      ))}
    </div>
  );
};
