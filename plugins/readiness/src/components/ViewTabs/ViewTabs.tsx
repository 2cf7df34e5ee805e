/** The views of a gate: its items, its environments side by side, and the report computed from them. */
import type { ReactNode } from 'react';
import AssessmentIcon from '@material-ui/icons/AssessmentOutlined';
import CompareIcon from '@material-ui/icons/CompareArrows';
import ListIcon from '@material-ui/icons/PlaylistAddCheck';
import { useReadinessTranslation, useUrlState } from '../../hooks';
import { TabbedViews } from './TabbedViews';

export type GateView = (typeof VIEWS)[number]['view'];

const VIEWS = [
  { view: 'items', Icon: ListIcon },
  { view: 'environments', Icon: CompareIcon },
  { view: 'report', Icon: AssessmentIcon },
] as const;

/** Which view the address names, of those that there are. */
function useGateView(views: readonly GateView[]) {
  const { params, change } = useUrlState();
  const wanted = params.get('view');
  const view = views.find(one => one === wanted) ?? 'items';
  const select = (next: GateView) =>
    change(
      {
        view: next === 'items' ? undefined : next,
        item: undefined,
        part: undefined,
        from: undefined,
        to: undefined,
      },
      // Back leads back to the view before.
      { replace: false },
    );
  return { view, select };
}

export interface ViewTabsProps {
  views: readonly GateView[];
  children: (view: GateView) => ReactNode;
}

export const ViewTabs = ({ views, children }: ViewTabsProps) => {
  const { t } = useReadinessTranslation();
  const { view, select } = useGateView(views);
  return (
    <TabbedViews
      id="readiness-view"
      label={t('view.label')}
      views={VIEWS.filter(one => views.includes(one.view)).map(one => ({
        ...one,
        label: t(`view.${one.view}`),
      }))}
      view={view}
      onSelect={select}
    >
      {children(view)}
    </TabbedViews>
  );
};
