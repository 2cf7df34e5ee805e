import type { ComponentType } from 'react';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import AccountTreeIcon from '@material-ui/icons/AccountTreeOutlined';
import GridOnIcon from '@material-ui/icons/GridOn';
import ListIcon from '@material-ui/icons/FormatListBulleted';
import ReportIcon from '@material-ui/icons/ReportProblemOutlined';
import TimelineIcon from '@material-ui/icons/Timeline';
import type { OverviewView } from './useOverviewQuery';

export const VIEW_ICONS: Record<OverviewView, ComponentType<SvgIconProps>> = {
  list: ListIcon,
  matrix: GridOnIcon,
  rollup: AccountTreeIcon,
  items: ReportIcon,
  trend: TimelineIcon,
};
