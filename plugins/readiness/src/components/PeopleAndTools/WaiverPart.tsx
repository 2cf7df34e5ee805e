/** What there is of waivers of an item: how it may be waived, and the waivers there are. */
import GavelIcon from '@material-ui/icons/Gavel';
import type {
  ItemView,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { byStanding, canBeWaived } from '../../model/words';
import { useDecisions } from '../Decisions';
import { Who } from '../Who';
import { Actions } from './Actions';
import { usePeopleStyles } from './styles';
import { WaiverWord } from './words';
import { WordList } from './WordList';

export const WaiverPart = ({ item, now }: { item: ItemView; now: number }) => {
  const classes = usePeopleStyles();
  const { t } = useReadinessTranslation();
  const decisions = useDecisions();
  const { waiving, waivers = [] } = item;
  const waits = waivers.some(({ status }) => status === 'requested');
  const whyNot = () => {
    if (!waiving?.mayRequest) return t('waivers.mayNot');
    return waits ? t('waivers.waiting') : undefined;
  };
  return (
    <div className={classes.part}>
      <div className={classes.head}>
        <h6 className={classes.kind}>
          <GavelIcon aria-hidden />
          {t('asked.waiver')}
        </h6>
        {decisions && canBeWaived(item) && (
          <Actions
            end
            whyNot={whyNot()}
            actions={[
              {
                id: 'waive',
                label: t('act.waive'),
                onClick: () => decisions.open({ act: 'waive', item: item.id }),
              },
            ]}
          />
        )}
      </div>
      {waiving && (
        <div>
          {t('waivers.may', { days: String(waiving.maxDays) })}{' '}
          {waiving.decidedBy
            ? t('waivers.decidedBy', {
                who: <Who entityRef={waiving.decidedBy} />,
              })
            : t('waivers.nobodyDecides')}
        </div>
      )}
      <WordList<WaiverView>
        {...byStanding(waivers)}
        render={one => (
          <WaiverWord key={one.id} word={one} item={item} now={now} />
        )}
      />
    </div>
  );
};
