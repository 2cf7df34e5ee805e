/** Deciding what somebody else asked for: approve, deny, or look at a broken glass. */
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { WaiverView } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useNow, useReadinessTranslation } from '../../hooks';
import { BrokenGlass } from '../BrokenGlass';
import { Predicate } from '../Definition';
import { Day, RelativeTime } from '../RelativeTime';
import { Who } from '../Who';
import { filled, wantedText } from './checks';
import { Covers } from './Covers';
import { useDialogStyles } from './dialogStyles';
import { Facts } from './Facts';
import { Field } from './Field';
import { FormDialog } from './FormDialog';
import { useDialogForm } from './useDialogForm';

export interface DecideDialogProps {
  act: 'allow' | 'deny' | 'review';
  waiver: WaiverView;
  /** The item's. */
  text: string;
  onClose: () => void;
  onDone: (message: string) => void;
  onConflict: () => void;
}

const TITLES = {
  allow: 'decide.allowTitle',
  deny: 'decide.denyTitle',
  review: 'decide.reviewTitle',
} as const;
const DONE = {
  allow: 'decide.allowed',
  deny: 'decide.denied',
  review: 'decide.reviewed',
} as const;

export const DecideDialog = (props: DecideDialogProps) => {
  const { act, waiver, text, onClose, onDone, onConflict } = props;
  const classes = useDialogStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const denies = act === 'deny';
  const { breakGlass } = waiver;

  const form = useDialogForm(
    { reason: '' },
    {
      check: ({ reason }) => ({
        reason: denies ? wantedText(t, reason) : undefined,
      }),
      send: async ({ reason }) => {
        await api.decideWaiver(waiver.id, {
          decision: denies ? 'deny' : 'approve',
          ...filled({ reason: reason.trim() }),
        });
        const done = denies && breakGlass ? 'decide.ended' : DONE[act];
        onDone(t(done, { item: text }));
      },
      onConflict,
    },
  );

  const title = denies && breakGlass ? 'decide.endTitle' : TITLES[act];
  return (
    <FormDialog
      title={t(title)}
      item={text}
      form={form}
      submitLabel={t(denies && breakGlass ? 'decide.end' : `decide.${act}`)}
      onClose={onClose}
    >
      {breakGlass && (
        <>
          <div>
            <BrokenGlass reviewed={waiver.reviewed} />
          </div>
          <Typography variant="body2">
            {t(denies ? 'decide.endText' : 'decide.reviewText')}
          </Typography>
        </>
      )}
      <WaiverFacts waiver={waiver} />
      <div>
        <h3 className={classes.title}>{t('decide.entities')}</h3>
        <Covers entities={waiver.entities} hidden={waiver.hiddenEntities} />
      </div>
      <Field
        {...form.field('reason')}
        first
        rows={denies ? 3 : 2}
        required={denies}
        label={t(denies ? 'dialog.reason' : 'approve.remark')}
        hint={denies ? undefined : t('dialog.optional')}
        inputProps={{ maxLength: 2000 }}
      />
    </FormDialog>
  );
};

const WaiverFacts = ({ waiver }: { waiver: WaiverView }) => {
  const { t } = useReadinessTranslation();
  const now = useNow();
  const { environment, cluster, renewals } = waiver;
  return (
    <Facts
      facts={[
        [
          t('decide.requestedBy'),
          <>
            <Who entityRef={waiver.by} />,{' '}
            <RelativeTime iso={waiver.at} now={now} />
          </>,
        ],
        [t('dialog.reason'), waiver.reason],
        [t('word.control'), waiver.compensatingControl],
        [
          t('decide.until'),
          <>
            <Day iso={waiver.until} />,{' '}
            <RelativeTime iso={waiver.until} now={now} />
          </>,
        ],
        [
          t('decide.where'),
          [
            environment || t('dialog.everyEnvironment'),
            cluster || t('dialog.everyCluster'),
          ].join(', '),
        ],
        [
          t('word.predicate'),
          waiver.predicate && <Predicate predicate={waiver.predicate} />,
        ],
        [
          t('decide.renewals'),
          renewals > 0
            ? t('word.renewals', { count: renewals })
            : t('decide.never'),
        ],
      ]}
    />
  );
};
