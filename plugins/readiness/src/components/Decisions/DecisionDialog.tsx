/** Opens the dialog of what somebody wants to do. */
import Typography from '@material-ui/core/Typography';
import type {
  GateDetail,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { ApiData } from '../../hooks';
import { allItems } from '../../model/gate';
import { ErrorState, Loading, RowsSkeleton } from '../States';
import { ApprovalDialog } from './ApprovalDialog';
import { AttestDialog } from './AttestDialog';
import { DecideDialog } from './DecideDialog';
import { ReadDialog } from './FormDialog';
import type { GateKey, Intent } from './intents';
import { RevokeDialog } from './RevokeDialog';
import { SnapshotDialog } from './SnapshotDialog';
import { WaiverDialog } from './WaiverDialog';

export interface DecisionDialogProps {
  intent: Intent;
  gate: GateKey;
  /** The gate as the backend last told it; a dialog about an item waits for it. */
  detail: ApiData<GateDetail>;
  onClose: () => void;
  onDone: (message: string) => void;
  onConflict: () => void;
}

export const DecisionDialog = (props: DecisionDialogProps) => {
  const { intent, onClose, onDone, onConflict } = props;
  const then = { onClose, onDone, onConflict };
  switch (intent.act) {
    case 'allow':
    case 'deny':
    case 'review':
      return <DecideDialog {...intent} {...then} />;
    case 'revoke':
      return <RevokeDialog {...intent} {...then} />;
    case 'snapshot':
      return (
        <SnapshotDialog id={intent.id} text={intent.text} onClose={onClose} />
      );
    default:
      return <OfItem {...props} intent={intent} />;
  }
};

export type ItemIntent = Extract<Intent, { item: string }>;

const OfItem = (props: DecisionDialogProps & { intent: ItemIntent }) => {
  const { intent, gate, detail, ...then } = props;
  if (!detail.value)
    return <Waiting act={intent.act} detail={detail} onClose={then.onClose} />;
  const item = allItems(detail.value).find(({ id }) => id === intent.item);
  const common = { gate, detail: detail.value, ...then };
  const ask = item?.asks?.find(
    ({ kind }) =>
      kind === (intent.act === 'attest' ? 'attestation' : 'approval'),
  );
  if (item && intent.act === 'waive' && hasWaiving(item))
    return <WaiverDialog {...common} item={item} renews={intent.renews} />;
  if (item && intent.act === 'attest' && ask)
    return <AttestDialog {...common} item={item} ask={ask} />;
  if (item && ask && (intent.act === 'approve' || intent.act === 'decline'))
    return <ApprovalDialog {...common} item={item} decision={intent.act} />;
  return <Gone act={intent.act} onClose={then.onClose} />;
};

function hasWaiving(
  item: ItemView,
): item is ItemView & { waiving: NonNullable<ItemView['waiving']> } {
  return item.waiving !== undefined;
}

const TITLES = {
  attest: 'attest.title',
  approve: 'approve.title',
  decline: 'approve.declineTitle',
  waive: 'waive.title',
} as const;

interface ShortDialogProps {
  act: ItemIntent['act'];
  onClose: () => void;
}

const Waiting = ({
  act,
  detail,
  onClose,
}: ShortDialogProps & { detail: ApiData<GateDetail> }) => {
  const { t } = useReadinessTranslation();
  const { error, loading, retry } = detail;
  return (
    <ReadDialog title={t(TITLES[act])} busy={loading} onClose={onClose}>
      {error && !loading ? (
        <ErrorState bare error={error} onRetry={retry} />
      ) : (
        <>
          <Loading />
          <RowsSkeleton rows={3} />
        </>
      )}
    </ReadDialog>
  );
};

const Gone = ({ act, onClose }: ShortDialogProps) => {
  const { t } = useReadinessTranslation();
  return (
    <ReadDialog title={t(TITLES[act])} onClose={onClose}>
      <Typography variant="body2">{t('dialog.gone')}</Typography>
    </ReadDialog>
  );
};
