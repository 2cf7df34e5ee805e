/** Asking that an open item be accepted until a date, or breaking the glass. */
import { useApi } from '@backstage/core-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Switch from '@material-ui/core/Switch';
import Typography from '@material-ui/core/Typography';
import { Duration } from 'luxon';
import type {
  ItemView,
  WaiverPreview,
  WaiverRequest,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useApiData, useNow, useReadinessTranslation } from '../../hooks';
import type { ApiData } from '../../hooks';
import { endOfDay, inHours, lastDay, today } from '../../model/ends';
import { exactDay, exactTime, useLocale } from '../RelativeTime';
import { Who } from '../Who';
import type { ItemDialogProps } from './AttestDialog';
import { filled, wantedDay, wantedText } from './checks';
import { Covers } from './Covers';
import { useDialogStyles } from './dialogStyles';
import { refusalOf } from './errors';
import { Field } from './Field';
import { FormDialog } from './FormDialog';
import { useClusters, useEnvironments } from './places';
import { useDialogForm } from './useDialogForm';

export interface WaiverDialogProps extends ItemDialogProps {
  item: ItemView & { waiving: NonNullable<ItemView['waiving']> };
  /** The waiver that this one takes the place of. */
  renews?: WaiverView;
}

const HOURS = ['1', '4', '8', '24'];
/** A dry run wants a reason too; nobody has written one yet. */
const NO_REASON_YET = 'dry run';

export const WaiverDialog = (props: WaiverDialogProps) => {
  const { gate, detail, item, renews, onClose, onDone, onConflict } = props;
  const classes = useDialogStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const locale = useLocale();
  const now = useNow();
  const environments = useEnvironments(detail);
  const clusters = useClusters(item);
  const days = item.waiving.maxDays;
  const from = today(now);
  const to = lastDay(now, Duration.fromObject({ days })) ?? from;

  const requestOf = (values: {
    environment: string;
    cluster: string;
  }): Omit<WaiverRequest, 'reason' | 'until'> => ({
    entityRef: gate.entityRef,
    scorecard: gate.scorecard,
    item: item.id,
    ...filled({ environment: values.environment, cluster: values.cluster }),
    ...(renews && { renews: renews.id }),
  });
  const form = useDialogForm(
    {
      reason: renews?.reason ?? '',
      compensatingControl: renews?.compensatingControl ?? '',
      until: '',
      environment: renews?.environment ?? '',
      cluster: renews?.cluster ?? '',
      breakGlass: '',
      hours: '4',
    },
    {
      check: ({ reason, until, breakGlass }) => ({
        reason: wantedText(t, reason),
        until: breakGlass
          ? undefined
          : wantedDay(t, until, { from, to, required: true }),
      }),
      send: async values => {
        const { reason, compensatingControl, until, breakGlass } = values;
        const waiver = await api.requestWaiver({
          ...requestOf(values),
          reason: reason.trim(),
          ...filled({ compensatingControl: compensatingControl.trim() }),
          until: breakGlass
            ? inHours(Date.now(), Number(values.hours))
            : endOfDay(until),
          ...(breakGlass && { breakGlass: true }),
        });
        const date = exactTime(waiver.until, locale);
        onDone(
          t(breakGlass ? 'waive.glassDone' : 'waive.done', {
            item: item.text,
            date,
          }),
        );
      },
      onConflict,
    },
  );
  const { environment, cluster, breakGlass } = form.values;
  const preview = useApiData(`${environment}|${cluster}`, signal =>
    api.previewWaiver(
      {
        ...requestOf({ environment, cluster }),
        reason: NO_REASON_YET,
        until: inHours(now, 24),
      },
      { signal },
    ),
  );
  const nothing =
    preview.value !== undefined && !preview.loading && isEmpty(preview.value);
  const decides = preview.value?.decidedBy ?? item.waiving.decidedBy;

  return (
    <FormDialog
      title={t(renews ? 'waive.renewTitle' : 'waive.title')}
      item={item.text}
      form={form}
      submitLabel={t(breakGlass ? 'waive.glassSubmit' : 'waive.submit')}
      canSubmit={!nothing}
      onClose={onClose}
    >
      <Typography variant="body2">
        {t('waive.text')}{' '}
        {decides
          ? t('waive.decides', { who: <Who entityRef={decides} /> })
          : t('waivers.nobodyDecides')}{' '}
        {preview.value &&
          preview.value.renewals > 0 &&
          t('waive.renewal', { number: String(preview.value.renewals) })}
      </Typography>
      <Field
        {...form.field('reason')}
        first
        rows={3}
        required
        label={t('waive.reason')}
        hint={t('waive.reasonHint')}
        inputProps={{ maxLength: 2000 }}
      />
      <Field
        {...form.field('compensatingControl')}
        rows={2}
        label={t('waive.control')}
        hint={t('waive.controlHint')}
        inputProps={{ maxLength: 2000 }}
      />
      <div className={classes.pair}>
        {breakGlass ? (
          <Field
            {...form.field('hours')}
            label={t('waive.holdsFor')}
            options={HOURS.map(value => ({
              value,
              label: t('waive.hours', { count: Number(value) }),
            }))}
          />
        ) : (
          <Field
            {...form.field('until')}
            type="date"
            required
            label={t('dialog.until')}
            hint={t('waive.untilHint', {
              days: String(days),
              date: exactDay(to, locale),
            })}
            inputProps={{ min: from, max: to }}
          />
        )}
        <Field
          {...form.field('environment')}
          label={t('dialog.environment')}
          options={environments}
        />
        {clusters.length > 2 && (
          <Field
            {...form.field('cluster')}
            label={t('dialog.cluster')}
            options={clusters}
          />
        )}
      </div>
      <div aria-live="polite" aria-busy={preview.loading}>
        <h3 className={classes.title}>{t('waive.covers')}</h3>
        <Preview preview={preview} nothing={nothing} />
      </div>
      <div className={classes.glass}>
        <FormControlLabel
          className={classes.switch}
          control={
            <Switch
              color="primary"
              checked={breakGlass !== ''}
              disabled={form.busy}
              inputProps={{ 'aria-describedby': 'readiness-break-glass' }}
              onChange={(_, on) => form.set({ breakGlass: on ? 'yes' : '' })}
            />
          }
          label={t('waive.breakGlass')}
        />
        <Typography variant="body2" id="readiness-break-glass">
          {t('waive.breakGlassText')}
        </Typography>
      </div>
    </FormDialog>
  );
};

function isEmpty({ entities }: WaiverPreview): boolean {
  return entities.every(({ results }) => results.length === 0);
}

const Preview = ({
  preview,
  nothing,
}: {
  preview: ApiData<WaiverPreview>;
  nothing: boolean;
}) => {
  const { t } = useReadinessTranslation();
  const { value, error, loading } = preview;
  if (error && !loading) {
    const { text = '' } = refusalOf(error, []);
    return <>{t('waive.coversFailed', { message: text })}</>;
  }
  if (!value || loading) return <>{t('waive.coversLoading')}</>;
  if (nothing) return <>{t('waive.coversNothing')}</>;
  return <Covers entities={value.entities} alone={value.entities.length < 2} />;
};
