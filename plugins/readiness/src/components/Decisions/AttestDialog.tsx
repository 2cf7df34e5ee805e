/** Giving one's word that something is so. */
import { useApi } from '@backstage/core-plugin-api';
import type {
  Ask,
  GateDetail,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useNow, useReadinessTranslation } from '../../hooks';
import {
  durationOf,
  durationText,
  endOfDay,
  lastDay,
  today,
} from '../../model/ends';
import { exactDay, useLocale } from '../RelativeTime';
import { filled, wantedDay, wantedLink } from './checks';
import { useDialogStyles } from './dialogStyles';
import { Field } from './Field';
import { FormDialog } from './FormDialog';
import type { GateKey } from './intents';
import { useEnvironments } from './places';
import { useDialogForm } from './useDialogForm';

export interface ItemDialogProps {
  gate: GateKey;
  detail: GateDetail;
  item: ItemView;
  onClose: () => void;
  onDone: (message: string) => void;
  /** Somebody else was faster: what is shown is old. */
  onConflict: () => void;
}

export const AttestDialog = (props: ItemDialogProps & { ask: Ask }) => {
  const { gate, detail, item, ask, onClose, onDone, onConflict } = props;
  const classes = useDialogStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const locale = useLocale();
  const now = useNow();
  const environments = useEnvironments(detail);
  const bound = durationOf(ask.validFor);
  const from = today(now);
  const to = bound ? lastDay(now, bound) : undefined;

  const form = useDialogForm(
    { statement: '', link: '', environment: '', until: '' },
    {
      check: ({ link, until }) => ({
        link: wantedLink(t, link, ask.linkRequired ?? false),
        until: to && wantedDay(t, until, { from, to, required: false }),
      }),
      send: async ({ statement, link, environment, until }) => {
        const given = await api.createAttestation({
          ...gate,
          item: item.id,
          ...filled({
            statement: statement.trim(),
            link: link.trim(),
            environment,
            until: until && endOfDay(until),
          }),
        });
        const date = exactDay(given.until, locale);
        onDone(t('attest.done', { item: item.text, date }));
      },
      onConflict,
    },
  );

  return (
    <FormDialog
      title={t('attest.title')}
      item={item.text}
      form={form}
      submitLabel={t('attest.submit')}
      onClose={onClose}
    >
      {ask.statement && (
        <blockquote className={classes.quote}>{ask.statement}</blockquote>
      )}
      <Field
        {...form.field('statement')}
        first
        rows={3}
        label={t('attest.statement')}
        hint={ask.statement && t('attest.statementHint')}
        inputProps={{ maxLength: 2000 }}
      />
      <Field
        {...form.field('link')}
        type="url"
        label={t('attest.link')}
        required={ask.linkRequired}
        hint={t('attest.linkHint')}
        placeholder="https://"
        inputProps={{ maxLength: 2000 }}
      />
      <div className={classes.pair}>
        <Field
          {...form.field('environment')}
          label={t('dialog.environment')}
          options={environments}
          hint={t('attest.environmentHint')}
        />
        {to && (
          <Field
            {...form.field('until')}
            type="date"
            label={t('dialog.until')}
            hint={t('attest.untilHint', { date: exactDay(to, locale) })}
            inputProps={{ min: from, max: to }}
          />
        )}
      </div>
      {!to && ask.validFor && (
        <span>
          {t('attest.untilFixed', {
            duration: durationText(ask.validFor, locale),
          })}
        </span>
      )}
    </FormDialog>
  );
};
