/** The two views of a gate: its items, and the report that is computed from them. */
import type { ReactNode } from 'react';
import AssessmentIcon from '@material-ui/icons/AssessmentOutlined';
import ListIcon from '@material-ui/icons/PlaylistAddCheck';
import { useReadinessTranslation, useUrlState } from '../../hooks';
import { TabbedViews } from './TabbedViews';

export type GateView = 'items' | 'report';

const VIEWS = [
  { view: 'items', Icon: ListIcon },
  { view: 'report', Icon: AssessmentIcon },
] as const;

/** Which view the address names. */
export function useGateView() {
  const { params, change } = useUrlState();
  const view: GateView = params.get('view') === 'report' ? 'report' : 'items';
  const select = (next: GateView) =>
    change(
      {
        view: next === 'report' ? next : undefined,
        item: undefined,
        part: undefined,
      },
      // Back leads back to the other view.
      { replace: false },
    );
  return { view, select };
}

export const ViewTabs = ({
  children,
}: {
  children: (view: GateView) => ReactNode;
}) => {
  const { t } = useReadinessTranslation();
  const { view, select } = useGateView();
  return (
    <TabbedViews
      id="readiness-view"
      label={t('view.label')}
      views={VIEWS.map(one => ({ ...one, label: t(`view.${one.view}`) }))}
      view={view}
      onSelect={select}
    >
      {children(view)}
    </TabbedViews>
  );
};
