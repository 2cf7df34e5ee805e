/** Asking that an open item be accepted until a date, or breaking the glass. */
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { Duration } from 'luxon';
import type {
  ItemView,
  WaiverRequest,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import {
  useApiData,
  useDebouncedValue,
  useNow,
  useReadinessTranslation,
} from '../../hooks';
import { endOfDay, inHours, lastDay, today } from '../../model/ends';
import { exactDay, exactTime, useLocale } from '../RelativeTime';
import { Who } from '../Who';
import type { ItemDialogProps } from './AttestDialog';
import { filled, wantedDay, wantedText } from './checks';
import { useDialogStyles } from './dialogStyles';
import { Field } from './Field';
import { FormDialog } from './FormDialog';
import { GlassSwitch } from './GlassSwitch';
import { useClusters, useEnvironments } from './places';
import { predicateOf, predicateText, sameKind } from './predicate';
import { Preview } from './Preview';
import { useDialogForm } from './useDialogForm';

export interface WaiverDialogProps extends ItemDialogProps {
  item: ItemView & { waiving: NonNullable<ItemView['waiving']> };
  /** The waiver that this one takes the place of. */
  renews?: WaiverView;
}

const HOURS = ['1', '4', '8', '24'];
/** A dry run wants a reason too; nobody has written one yet. */
const NO_REASON_YET = 'dry run';

/** Of the field that says for whom it is: for all that a predicate matches. */
const MANY = 'many';

interface Asked {
  environment: string;
  cluster: string;
  whom: string;
  predicate: string;
}

function titleOf(glass: boolean, renews?: WaiverView) {
  if (glass) return 'waive.glassTitle';
  return renews ? 'waive.renewTitle' : 'waive.title';
}

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

  const requestOf = (
    values: Asked,
  ): Omit<WaiverRequest, 'reason' | 'until'> => ({
    ...(values.whom === MANY
      ? { predicate: predicateOf(values.predicate) }
      : { entityRef: gate.entityRef }),
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
      whom: renews?.predicate ? MANY : '',
      predicate: predicateText(renews?.predicate ?? sameKind(gate.entityRef)),
      environment: renews?.environment ?? '',
      cluster: renews?.cluster ?? '',
      breakGlass: '',
      hours: '4',
    },
    {
      check: ({ reason, until, breakGlass, whom, predicate }) => ({
        reason: wantedText(t, reason),
        predicate:
          whom === MANY && !predicateOf(predicate)
            ? t('waive.badPredicate')
            : undefined,
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
  const { environment, cluster, breakGlass, whom } = form.values;
  const predicate = useDebouncedValue(form.values.predicate);
  const asked = { environment, cluster, whom, predicate };
  const unclear = whom === MANY && !predicateOf(predicate);
  const preview = useApiData(
    unclear ? undefined : JSON.stringify(requestOf(asked)),
    signal =>
      api.previewWaiver(
        {
          ...requestOf(asked),
          reason: NO_REASON_YET,
          until: inHours(now, 24),
        },
        { signal },
      ),
  );
  const decides = preview.value?.decidedBy ?? item.waiving.decidedBy;

  return (
    <FormDialog
      title={t(titleOf(breakGlass !== '', renews))}
      item={item.text}
      form={form}
      submitLabel={t(breakGlass ? 'waive.glassSubmit' : 'waive.submit')}
      danger={breakGlass !== ''}
      onClose={onClose}
    >
      <Typography variant="body2">
        {t(breakGlass ? 'waive.glassText' : 'waive.text')}{' '}
        {decides
          ? t(breakGlass ? 'waive.reviews' : 'waive.decides', {
              who: <Who entityRef={decides} />,
            })
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
      <Field
        {...form.field('whom')}
        label={t('waive.whom')}
        options={[
          { value: '', label: t('waive.thisEntity') },
          { value: MANY, label: t('waive.manyEntities') },
        ]}
      />
      {whom === MANY && (
        <Field
          {...form.field('predicate')}
          rows={3}
          required
          label={t('waive.predicate')}
          hint={t('waive.predicateHint')}
          inputProps={{ maxLength: 4000, spellCheck: false }}
        />
      )}
      <div aria-live="polite" aria-busy={preview.loading}>
        <h3 className={classes.title}>{t('waive.covers')}</h3>
        {unclear ? (
          t('waive.badPredicate')
        ) : (
          <Preview preview={preview} alone={whom !== MANY} />
        )}
      </div>
      <GlassSwitch
        on={breakGlass !== ''}
        disabled={form.busy}
        onChange={on => form.set({ breakGlass: on ? 'yes' : '' })}
      />
    </FormDialog>
  );
};
