/** Taking a word back. */
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { readinessApiRef } from '../../api';
import { useReadinessTranslation } from '../../hooks';
import { wantedText } from './checks';
import { Field } from './Field';
import { FormDialog } from './FormDialog';
import type { RevokedWord } from './intents';
import { useDialogForm } from './useDialogForm';

export interface RevokeDialogProps {
  word: RevokedWord;
  id: string;
  /** The item's. */
  text: string;
  onClose: () => void;
  onDone: (message: string) => void;
  onConflict: () => void;
}

export const RevokeDialog = (props: RevokeDialogProps) => {
  const { word, id, text, onClose, onDone, onConflict } = props;
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const revoke = {
    attestation: (reason: string) => api.revokeAttestation(id, reason),
    approval: (reason: string) => api.revokeApproval(id, reason),
    waiver: (reason: string) => api.revokeWaiver(id, reason),
    request: (reason: string) => api.revokeWaiver(id, reason),
  }[word];

  const form = useDialogForm(
    { reason: '' },
    {
      check: ({ reason }) => ({ reason: wantedText(t, reason) }),
      send: async ({ reason }) => {
        await revoke(reason.trim());
        onDone(t(`revoke.done.${word}`, { item: text }));
      },
      onConflict,
    },
  );
  return (
    <FormDialog
      title={t(`revoke.title.${word}`)}
      item={text}
      form={form}
      submitLabel={t(word === 'request' ? 'revoke.withdraw' : 'revoke.submit')}
      onClose={onClose}
    >
      <Typography variant="body2">{t('revoke.text')}</Typography>
      <Field
        {...form.field('reason')}
        first
        rows={3}
        required
        label={t('dialog.reason')}
        inputProps={{ maxLength: 2000 }}
      />
    </FormDialog>
  );
};
