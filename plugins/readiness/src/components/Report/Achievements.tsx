/** What turned to pass lately and still does. */
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import { useTheme } from '@material-ui/core/styles';
import type { ReadinessReport } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { toneColors } from '../../model/tones';
import { Day } from '../RelativeTime';
import { ItemLink } from './OpenItems';
import { Nothing } from './Part';
import { ShowMore } from './ShowMore';
import { useReportStyles } from './styles';

export const Achievements = ({ report }: { report: ReadinessReport }) => {
  const classes = useReportStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const { achievements, since } = report;
  if (achievements.length === 0)
    return (
      <Nothing>
        {t('report.achievements.empty', { date: <Day iso={since} /> })}
      </Nothing>
    );
  return (
    <ShowMore
      values={achievements}
      first={5}
      of={t('report.achievements.title')}
    >
      {shown => (
        <ul className={classes.list}>
          {shown.map(item => (
            <li key={item.id} className={classes.entry}>
              <CheckCircleIcon
                aria-hidden
                fontSize="small"
                style={{ color: toneColors(theme, 'good').main }}
              />
              <span className={classes.words}>
                <ItemLink item={item} />
                <span className={classes.facts}>
                  <Day iso={item.at} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </ShowMore>
  );
};
