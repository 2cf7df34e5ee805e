/** Signing off what blocks as it stands, or declining to. */
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ApprovalRequest } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useReadinessTranslation } from '../../hooks';
import { isWell, signedItems } from '../../model/words';
import type { ItemDialogProps } from './AttestDialog';
import { filled, wantedText } from './checks';
import { useDialogStyles } from './dialogStyles';
import { Field } from './Field';
import { FormDialog } from './FormDialog';
import { SignedItems } from './SignedItems';
import { useDialogForm } from './useDialogForm';

export interface ApprovalDialogProps extends ItemDialogProps {
  decision: ApprovalRequest['decision'];
}

export const ApprovalDialog = (props: ApprovalDialogProps) => {
  const { gate, detail, item, decision, onClose, onDone, onConflict } = props;
  const classes = useDialogStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const declines = decision === 'decline';
  const items = signedItems(detail);
  const open = items.filter(one => !isWell(one)).length;

  const form = useDialogForm(
    { reason: '' },
    {
      check: ({ reason }) => ({
        reason: declines ? wantedText(t, reason) : undefined,
      }),
      send: async ({ reason }) => {
        await api.createApproval({
          ...gate,
          item: item.id,
          decision,
          ...filled({ reason: reason.trim() }),
        });
        onDone(
          t(declines ? 'approve.declined' : 'approve.done', {
            item: item.text,
          }),
        );
      },
      onConflict,
    },
  );

  return (
    <FormDialog
      title={t(declines ? 'approve.declineTitle' : 'approve.title')}
      item={item.text}
      form={form}
      submitLabel={t(declines ? 'approve.declineSubmit' : 'approve.submit')}
      onClose={onClose}
    >
      <Typography variant="body2">
        {t(declines ? 'approve.declineText' : 'approve.text')}
      </Typography>
      <div>
        <h3 className={classes.title}>
          {items.length > 0
            ? t('approve.items', { count: items.length })
            : t('approve.noItems')}
        </h3>
        {items.length > 0 && <SignedItems items={items} />}
      </div>
      {open > 0 && !declines && (
        <Typography variant="body2" role="note">
          {t('approve.openItems', { count: open })}
        </Typography>
      )}
      <Field
        {...form.field('reason')}
        first
        rows={declines ? 3 : 2}
        required={declines}
        label={t(declines ? 'dialog.reason' : 'approve.remark')}
        hint={declines ? undefined : t('dialog.optional')}
        inputProps={{ maxLength: 2000 }}
      />
    </FormDialog>
  );
};
